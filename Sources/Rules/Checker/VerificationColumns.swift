/// The columns of a table's CSV that say how sure a row is, and who compared it with the original.
///
///     可信度,核实人,核实日期
///     S2,,                   a transcription by somebody else: it is not verified
///     S2,李四,2026-03-01      李四 compared it with the original: it is
///
/// A column 核实 that says 是 or 否 is the same in one word.
struct VerificationColumns {
  let verified: Int?
  let confidence: Int?
  let verifiedBy: Int?
  let verifiedOn: Int?

  func read(_ row: CSVRow, _ problems: inout [Diagnostic]) -> Verification {
    var parts = VerificationParts(range: row.range)
    if let confidence {
      let cell = row.filled(confidence)
      parts.confidence = (cell?.text ?? "", cell?.range ?? row.range)
    }
    if let cell = row.filled(verified) {
      parts.stated = Bool(written: cell.text)
      if parts.stated == nil {
        problems.append(
          Diagnostic(
            .wrongCell, at: cell.range,
            Phrase("`核实` 列只写 是 或 否", "the column `verified` is yes or no"),
            hint: Phrase(
              "与原件核对过的行写是，没有的写否",
              "write yes for a row that was compared with the original, no for another")))
      }
    }
    parts.verifier = row.filled(verifiedBy).map { ($0.text, $0.range) }
    parts.date = row.filled(verifiedOn).map { ($0.text, $0.range) }
    return parts.verification(&problems)
  }
}

extension Checker {
  /// The marks of a row or a value in a rule file: `未核实`, `可信度 S2`, `核实人 「李四」 2026-03-01`.
  mutating func verification(
    _ operands: ArraySlice<OperandSyntax>, of clause: ClauseSyntax
  ) -> Verification {
    var parts = VerificationParts(range: clause.range)
    let operands = operands.map { $0.part }
    guard operands.count == 3 else { return .unmarked }
    if operands[0] != nil { parts.stated = false }
    if let name = operands[1]?.first?.name { parts.confidence = (name.text, name.range) }
    if let signature = operands[2], signature.count == 2, let name = signature[0].text,
      let date = signature[1].date
    {
      parts.verifier = (name.text, name.range)
      parts.date = (date.text, date.range)
    }
    var problems: [Diagnostic] = []
    let verification = parts.verification(&problems)
    for problem in problems { report(problem) }
    return verification
  }
}

/// What a row says of how sure it is, as it was written.
private struct VerificationParts {
  let range: SourceRange
  var confidence: (text: String, range: SourceRange)?
  var stated: Bool?
  var verifier: (text: String, range: SourceRange)?
  var date: (text: String, range: SourceRange)?

  func verification(_ problems: inout [Diagnostic]) -> Verification {
    let confidence = confidence.flatMap { text, range in
      let found = Confidence(rawValue: text)
      if found == nil { problems.append(.confidence(text, at: range)) }
      return found
    }
    let verification = Verification(
      confidence: confidence ?? self.confidence.map { _ in .doubtful },
      verifier: signature(&problems), stated: stated)
    if let stated, stated != verification.isVerified {
      problems.append(.verification(stated: stated, at: range))
    }
    return verification
  }

  private func signature(_ problems: inout [Diagnostic]) -> Verification.Verifier? {
    switch (verifier, date) {
    case (nil, nil): return nil
    case (let name?, let day?):
      guard let date = CalendarDate(parsing: day.text) else {
        problems.append(.invalidDate(day.text, at: day.range))
        return nil
      }
      return Verification.Verifier(name: name.text, date: date)
    case (let found?, nil), (nil, let found?):
      problems.append(
        Diagnostic(
          .wrongCell, at: found.range,
          Phrase("核实人和核实日期要一并写明", "who verified it and when stand together"),
          hint: Phrase(
            "核对过原文的人写上姓名和日期，如 `李四`、`2026-03-01`；没有核对就两栏都留空",
            "give the name and the day, as `Li Si` and `2026-03-01`; leave both empty when nobody "
              + "compared it with the original")))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func confidence(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .wrongCell, at: range,
      text.isEmpty
        ? Phrase("这一行没有写可信度", "this row does not say its confidence")
        : Phrase("`\(text)` 不是可信度", "`\(text)` is no confidence"),
      hint: Phrase(
        "写 \(Confidence.names.joined(separator: "、")) 之一：S 见过原文，S2 他人转录，X 存疑",
        "write one of \(Confidence.names.joined(separator: ", ")): S the original was seen, S2 a "
          + "transcription by somebody else, X doubtful"))
  }

  fileprivate static func verification(stated: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .wrongCell, at: range,
      stated
        ? Phrase(
          "可信度不到 K-high 而称已核实，却没有写谁核实的",
          "it is called verified at a confidence below K-high, and nobody signed for it")
        : Phrase(
          "称未核实，可信度或署名却说已核实",
          "it is called unverified, and its confidence or signature says the opposite"),
      hint: stated
        ? Phrase("写上核实人和核实日期", "give who verified it and when")
        : Phrase("改正其中一个", "correct one of them"))
  }
}
