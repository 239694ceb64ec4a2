import AuditLog
import Rules

/// A verification in words: the first line holds all that was proved and all that was not.
struct VerificationText {
  /// How many lines of one kind are printed; JSON has all.
  static let listLimit = 20

  let verification: LogVerification
  let language: Language

  private var log: VerifiedLog { verification.log }

  var lines: [String] {
    var lines = [headline] + noted
    lines.append(
      say(
        "条目：\(log.checkpoint.size) 条，\(log.firstTime) 至 \(log.lastTime)",
        "Entries: \(log.checkpoint.size), \(log.firstTime) to \(log.lastTime)"))
    lines.append("  " + counts)
    lines.append(signature)
    lines += comparison
    lines += evidence
    lines += anchors
    lines += rules
    lines += contradictions
    lines += demands
    lines += signatures
    lines += rulings
    lines += note
    if log.unacknowledgedByteCount > 0 {
      lines.append(
        say(
          "检查点之后另有 \(log.unacknowledgedByteCount) 字节未确认：正在写入，或写入中断后尚未移走",
          "\(log.unacknowledgedByteCount) bytes past the checkpoint are not acknowledged: of a writer at work or one that died"
        ))
    }
    for key in log.keys { lines.append(say("公钥：", "Key: ") + key.text) }
    lines.append(say("检查点：", "Checkpoint:"))
    return lines.map { $0.withVisibleControls }
  }

  // MARK: - The first line

  private var headline: String {
    let separator = say("；", "; ")
    let faults = self.faults
    let proved = say("自洽、签名有效", "self-consistent, the signature is valid")
    let open = verification.openQuestions.map { words(for: $0) }
    guard faults.isEmpty else {
      return say("证据不全：", "Evidence is lacking: ")
        + (faults + [proved] + open).joined(separator: separator)
    }
    guard open.isEmpty else { return ([proved] + open).joined(separator: separator) }
    return say(
      "日志完好：自洽、签名有效，全部条目与外部检查点相符，原文与规则齐全",
      "The log is whole: self-consistent, validly signed, all entries covered by an outside checkpoint, bodies and rules complete"
    )
  }

  private var faults: [String] {
    var words: [String] = []
    if let evidence = verification.evidence {
      words += faults(of: evidence.bodies, say("原文", "bodies"))
      words += faults(of: evidence.objects, say("规则与参数原文", "rule texts and parameters"))
    }
    let wrong = verification.wrongAnchors.count
    if verification.rules?.isSigned == false {
      words.append(
        say("规则发布清单的签名不对", "the signature of the rules' release is wrong"))
    }
    let forged = verification.signatures.wrong.count
    if forged > 0 {
      words.append(
        say("\(forged) 条决定的审查人员签名不对或缺少", "\(forged) reviewers' signatures are wrong or missing"))
    }
    let contradicted = verification.lines.contradictions.count
    if contradicted > 0 {
      words.append(
        say(
          "\(contradicted) 条决定的记录行与其结果不符",
          "\(contradicted) lines say otherwise than the results they commit to"))
    }
    let breaches = verification.demands.breaches.count
    if breaches > 0 {
      words.append(
        say("\(breaches) 处违反日志自己的要求", "\(breaches) breaches of what the log demands"))
    }
    if verification.note?.isRight == false {
      words.append(say("国密副签不符", "the SM2 note is wrong"))
    }
    if wrong > 0 { words.append(say("\(wrong) 件外证不符", "\(wrong) anchors are wrong")) }
    return words
  }

  private func faults(of tally: EvidenceTally, _ name: String) -> [String] {
    var words: [String] = []
    if !tally.missing.isEmpty {
      words.append(
        say(
          "\(tally.total) 份\(name)中 \(tally.missing.count) 份缺失，无 redact 条目",
          "\(tally.missing.count) of \(tally.total) \(name) missing without a redact entry"))
    }
    if !tally.altered.isEmpty {
      words.append(
        say(
          "\(tally.total) 份\(name)中 \(tally.altered.count) 份被改动",
          "\(tally.altered.count) of \(tally.total) \(name) altered"))
    }
    return words
  }

  private func words(for question: LogVerification.OpenQuestion) -> String {
    switch question {
    case .notCompared:
      say(
        "未与外部检查点比对，不能排除持钥人改写或回退",
        "not compared with an outside checkpoint: a rewrite or rollback by the key's holder is not excluded"
      )
    case .notPinned:
      say(
        "公钥取自日志本身（未给 --pinned），不能排除整体重写",
        "the key is the log's own (no --pinned): a forged log is not excluded")
    case .uncovered(let count):
      say(
        "最后一次外部证明之后有 \(count) 条，不能排除持钥人改写",
        "\(count) entries after the last outside proof may have been rewritten by the key's holder")
    case .uncheckedAnchors(let count):
      say(
        "\(count) 件外证未检查", "\(count) anchors not checked")
    case .unsignedRelease:
      say(
        "规则发布清单的签名未经核对（--release-key）",
        "the release's signature is not vouched for (--release-key)")
    case .otherRules(let count):
      say(
        "\(count) 条决定所依规则与正式版不同", "\(count) decisions rest on other rules than the released ones")
    case .inOneHand(let count):
      say(
        "\(count) 条改判或销毁出自作出决定的本人",
        "\(count) overrides or redactions are by whoever had decided")
    case .linesOnly:
      say(
        "原文、规则、外证和审查人员签名未检查（--lines-only）",
        "bodies, rules, anchors and reviewers' signatures not checked (--lines-only)")
    case .unchecked(let count):
      say("\(count) 份原文或规则未检查", "\(count) bodies or rule texts not checked")
    }
  }

  // MARK: - The lines below it

  private var counts: String {
    LogOperation.allCases.compactMap { operation in
      log.counts[operation].map { "\(operation.rawValue) \($0)" }
    }.joined(separator: " · ")
  }

  private var signature: String {
    let origin =
      log.isPinned
      ? say("公钥由 --pinned 给出", "the key was given by --pinned")
      : say(
        "公钥取自日志本身：能发现损坏，不能发现整体重写",
        "the key is the log's own: damage is found, a forger is not")
    return say("签名：", "Signature: ") + "\(log.signer.name)" + say("（\(origin)）", " (\(origin))")
  }

  private var comparison: [String] {
    guard !log.held.isEmpty else {
      return [
        say(
          "比对：未与外部检查点比对；用 --held 给出留存的检查点，或用 --against 给出存放它们的文件夹",
          "Compared: with nothing from outside; give a kept checkpoint by --held, or a folder of them by --against"
        )
      ]
    }
    var lines: [String] = []
    for head in log.held.sorted(by: { $0.size > $1.size }).prefix(Self.listLimit) {
      let kind =
        head.checkpoint == nil
        ? say("手抄的条数和根，无签名", "copied by hand, unsigned") : say("签名检查点", "signed checkpoint")
      lines.append(
        say("比对：延续 ", "Compared: continues ") + "\(head.text)  \(head.place)"
          + say("（\(kind)）", " (\(kind))"))
    }
    if log.held.count > lines.count {
      lines.append(
        say(
          "  另有 \(log.held.count - lines.count) 个检查点也相符",
          "  and \(log.held.count - lines.count) more"))
    }
    return lines + [
      say(
        "  其后 \(verification.uncoveredCount) 条没有外部证明",
        "  \(verification.uncoveredCount) entries after it have no outside proof")
    ]
  }

  private var evidence: [String] {
    guard let evidence = verification.evidence else {
      return [say("原文与规则：未检查", "Bodies and rules: not checked")]
    }
    var lines = [
      say("原文：", "Bodies: ") + text(of: evidence.bodies),
      say("规则与参数：", "Rules and parameters: ") + text(of: evidence.objects),
    ]
    for fault in (evidence.bodies.missing + evidence.objects.missing).prefix(Self.listLimit) {
      lines.append(
        say("  缺失：", "  missing: ") + fault.place + say("（条目 ", " (entry ")
          + "\(fault.entry)" + say("）", ")"))
    }
    for fault in (evidence.bodies.altered + evidence.objects.altered).prefix(Self.listLimit) {
      lines.append(
        say("  被改动：", "  altered: ") + fault.place + say("（条目 ", " (entry ")
          + "\(fault.entry)" + say("）", ")"))
    }
    switch evidence.obstacle {
    case .publishedCopy:
      lines.append(
        say(
          "  这是只含条目的公开副本（没有 vault 和 lock），原文只能在原日志核对",
          "  this is a published copy of the lines (no vault, no lock): bodies are checked at the log itself"
        ))
    case .noPermission(let place):
      lines.append(
        say(
          "  无权读取 \(place)，其中的内容未检查",
          "  no permission to read \(place): what it holds is not checked"))
    case nil: break
    }
    return lines
  }

  private var anchors: [String] {
    guard !verification.anchors.isEmpty else { return [] }
    let valid = verification.anchors.count { if case .valid = $0.state { true } else { false } }
    let unchecked = verification.anchors.count { $0.state == .unchecked }
    let wrong = verification.wrongAnchors.count
    var lines = [
      say(
        "外证：共 \(verification.anchors.count) 件，\(valid) 件有效，\(unchecked) 件未检查，\(wrong) 件不符",
        "Anchors: \(verification.anchors.count), \(valid) valid, \(unchecked) not checked, \(wrong) wrong"
      )
    ]
    for anchor in verification.anchors.suffix(Self.listLimit) {
      lines.append(
        say(
          "  条目 \(anchor.entry)：\(anchor.kind.rawValue)，所证前 \(anchor.size) 条，",
          "  entry \(anchor.entry): \(anchor.kind.rawValue), about the first \(anchor.size) entries, "
        )
          + words(for: anchor.state))
    }
    return lines
  }

  private var rules: [String] {
    guard let rules = verification.rules, verification.evidence != nil else { return [] }
    var lines = [
      say(
        "规则版本：\(rules.name)（\(rules.signer)）：\(rules.releasedCount) 条决定依此作出，"
          + "\(rules.exceptions.count) 条依其他规则，\(rules.uncheckedCount) 条未检查",
        "Rules: \(rules.name) (\(rules.signer)): \(rules.releasedCount) decisions by them, "
          + "\(rules.exceptions.count) by others, \(rules.uncheckedCount) not checked")
    ]
    if rules.releases.count > 1 {
      lines += rules.releases.map { release in
        say("  \(release.name)：\(release.count) 条", "  \(release.name): \(release.count)")
      }
    }
    for exception in rules.exceptions.prefix(Self.listLimit) {
      let files = exception.files.prefix(5).joined(separator: say("、", ", "))
      let more = exception.files.count > 5 ? " … (\(exception.files.count))" : ""
      lines.append(
        say(
          "  条目 \(exception.entry) 与正式版不同：\(files)\(more)",
          "  entry \(exception.entry) differs in \(files)\(more)"))
    }
    return lines
  }

  private var signatures: [String] {
    let tally = verification.signatures
    guard tally.validCount + tally.wrong.count > 0 else {
      return []
    }
    let origin =
      tally.isPinned
      ? say("公钥由 --reviewers 给出", "keys given by --reviewers")
      : tally.isRegistered
        ? say("公钥取自日志的设置", "keys of the log's settings")
        : say("公钥取自条目本身，未核对是谁", "keys taken from the entries: whose they are is not checked")
    var lines = [
      say(
        "审查人员签名：\(tally.validCount) 条有效，\(tally.wrong.count) 条不对，\(tally.unsignedCount) 条没有（\(origin)）",
        "Reviewers' signatures: \(tally.validCount) valid, \(tally.wrong.count) wrong, \(tally.unsignedCount) without (\(origin))"
      )
    ]
    for sequence in tally.wrong.prefix(Self.listLimit) {
      lines.append(say("  签名不对：条目 \(sequence)", "  wrong: entry \(sequence)"))
    }
    return lines
  }

  private var note: [String] {
    guard let note = verification.note else { return [] }
    let signature =
      note.isSigned
      ? say("SM2 签名有效", "the SM2 signature is valid")
      : say("SM2 签名不对", "the SM2 signature is wrong")
    let roots =
      note.isContinued
      ? say("SHA-256 根和 SM3 根都与日志相符", "both roots, SHA-256 and SM3, are the log's")
      : say("根与日志不符", "its roots are not the log's")
    return [
      say(
        "国密副签：前 \(note.size) 条，\(signature)，\(roots)",
        "SM2 note: the first \(note.size) entries, \(signature), \(roots)")
    ]
  }

  private func words(for state: VerifiedAnchor.State) -> String {
    switch state {
    case .valid(let name, let time):
      let office = OfficeTime(Timestamp(milliseconds: Int64(time) * 1000)).minuteAndSecond
      return say("有效：\(name)，北京时间 \(office)", "valid: \(name), \(office) UTC+8")
    case .unchecked:
      return say(
        "未检查（时间戳用 --tsa CA.pem，共签用 --policy FILE；副本须另行比对）",
        "not checked (a token needs --tsa CA.pem, a cosignature --policy FILE; a copy is compared by hand)"
      )
    case .wrong(let problem): return say("不符：", "wrong: ") + say(problem.chinese, problem.english)
    }
  }

  private func text(of tally: EvidenceTally) -> String {
    var parts = [
      say("共 \(tally.total) 份", "\(tally.total)"),
      say("\(tally.present) 份在且无误", "\(tally.present) present and right"),
    ]
    let others = [
      (tally.redacted, say("依 redact 条目销毁", "redacted by an entry")),
      (tally.missing.count, say("缺失", "missing")),
      (tally.altered.count, say("被改动", "altered")), (tally.unchecked, say("未检查", "not checked")),
    ]
    for (count, words) in others where count > 0 {
      parts.append(say("\(count) 份\(words)", "\(count) \(words)"))
    }
    return parts.joined(separator: say("，", ", "))
  }

  func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english)[language]
  }
}
