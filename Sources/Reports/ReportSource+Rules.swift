import Rules

extension ReportSource {
  /// The rules a review went by, the dossier, and what the rules had nothing to ask of.
  var rulesets: Section? {
    let lines = review.rulesets.map { index in
      Line(names.ruleset(index), .name) + digest(origin.rulesetDigests[index])
    }
    let dossier =
      Line(say("卷宗", "Dossier"), .name) + Line(" " + review.binding.dossier.source.path)
      + digest(origin.dossierDigest)
    let release = origin.release.map { [Line(releaseText($0))] } ?? []
    let closing = [principle, proofNote].compactMap { $0 }.joined(separator: say("", " "))
    let notes = [AbsenceText(review, language: language).line, closing].compactMap { $0 }
    return Section(
      "rulesets", say("规则与卷宗", "Rules and dossier"),
      [.series(lines + [dossier] + release)] + notes.map { .paragraph(Line($0), .plain) })
  }

  private func digest(_ text: String?) -> Line { text.map { [Run(" "), Run($0, .path)] } ?? [] }

  private var principle: String {
    say(
      "本报告由规则逐条推算得出，同一卷宗、同一规则、同一审查日得到同一报告。须由人判断的条款不在推算之内。",
      "This report follows from the rules: the same dossier, rules and date give the same report. Clauses that a person must judge are not part of it."
    )
  }

  private var proofNote: String? {
    origin.proof == nil
      ? say("未写入审计日志：本报告没有留存证明。", "Not in an audit log: this report carries no proof.") : nil
  }

  /// Rules that an authority signed are the released ones; others are only those that came with the
  /// program, and that is said.
  func releaseText(_ release: Release) -> String {
    let name = release.name.withVisibleControls
    let unsigned = say("（未经政策机关签发）", " (signed by no authority)")
    let signed = release.signer.map {
      say("\(name)（\($0.withVisibleControls) 签发）", "\(name) (signed by \($0.withVisibleControls))")
    }
    guard !release.differs.isEmpty else {
      guard let signed else {
        return say(
          "规则与程序内置的规则相同：\(name)\(unsigned)",
          "The rules are those built into the program: \(name)\(unsigned)")
      }
      return say("规则是正式版：\(signed)", "The rules are the released ones: \(signed)")
    }
    let count = release.differs.count
    let shown = release.differs.prefix(Self.differenceLimit)
      .map { id in release.changes[id].map { "\(id) \($0)" } ?? id }.joined(separator: comma)
    let more = count > Self.differenceLimit ? say("等", ", …") : ""
    guard let signed else {
      return say(
        "所用规则与程序内置的规则不同：\(count) 条（\(shown)\(more)）。内置规则：\(name)\(unsigned)",
        "The rules differ from those built into the program: \(count) (\(shown)\(more)). Built in: \(name)\(unsigned)"
      )
    }
    return say(
      "所用规则与正式版不同：\(count) 条（\(shown)\(more)）。正式版：\(signed)",
      "The rules differ from the released ones: \(count) (\(shown)\(more)). Released: \(signed)")
  }

  private static let differenceLimit = 12

  /// The place of the review in the audit log.
  ///
  /// The checkpoint stands as it is signed, so that it can be cut out.
  var proof: Section? {
    guard let proof = origin.proof else { return nil }
    // The text of a checkpoint ends its own last line.
    let checkpoint =
      proof.checkpoint.hasSuffix("\n") ? proof.checkpoint.dropLast() : proof.checkpoint[...]
    return Section(
      "audit", say("审计证明", "Audit proof"),
      [
        .list(
          [
            Item(Line(say("日志序号：", "Entry: ") + "\(proof.sequence)")),
            Item(Line(say("叶哈希：", "Leaf hash: ")) + Line(proof.leafHash, .path)),
            Item(Line(say("检查点（请留存）：", "Checkpoint (keep it):"))),
          ], isNumbered: false),
        .signed(
          checkpoint.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }),
      ] + (QRCode(proof.checkpoint).map { [.code($0)] } ?? []))
  }
}
