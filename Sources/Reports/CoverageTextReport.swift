import Rules

/// The coverage of policy texts for the terminal: a table for each document, then what is missing.
public struct CoverageTextReport {
  let coverage: Coverage
  let language: Language

  public init(_ coverage: Coverage, language: Language) {
    self.coverage = coverage
    self.language = language
  }

  public var text: String {
    var lines: [String] = []
    for document in coverage.documents { lines += table(of: document) + [""] }
    lines.append(summary)
    lines += unaccounted
    lines += lost
    lines += unmeasured
    return lines.visibleText
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english)[language]
  }

  // MARK: - Tables

  private static let columns: [CoverageStatus] = [
    .encoded, .judgement, .outOfScope, .heading, .unaccounted,
  ]

  private func table(of document: DocumentCoverage) -> [String] {
    var table = TextTable(hasRunningText: true)
    table.add(
      [say("条款", "section"), say("句数", "sentences")] + Self.columns.map { $0.name[language] }
        + [say("规则", "rules")])
    for section in document.sections {
      let rules = section.sentences.flatMap { $0.rules }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      table.add(
        cells(section.name.text, CoverageCounts(section.sentences))
          + [rules.joined(separator: say("、", ", "))])
    }
    table.add(cells(say("合计", "total"), document.counts))
    return ["\(document.document.number) 《\(document.document.title)》"]
      + table.lines.map { "  " + $0 } + reasons(of: document)
  }

  private func cells(_ name: String, _ counts: CoverageCounts) -> [String] {
    [name, "\(counts.total)"] + Self.columns.map { "\(counts[$0])" }
  }

  /// Why sentences are not encoded: how many for each reason.
  private func reasons(of document: DocumentCoverage) -> [String] {
    let reasons = document.sentences.filter { $0.status == .outOfScope }
      .compactMap { $0.omissions.first }.countsByCategory
      .map { "\($0.category.name[language]) \($0.count)" }
    guard !reasons.isEmpty else { return [] }
    return [
      "  " + say("不编码的理由：", "out of scope because of: ")
        + reasons.joined(separator: say("、", ", "))
    ]
  }

  // MARK: - What is missing

  private var summary: String {
    let counts = coverage.counts
    return say(
      "\(counts.total) 句中 \(counts.accounted) 句已交代（\(counts.shareText)%）：",
      "\(counts.accounted) of \(counts.total) sentences are accounted for (\(counts.shareText)%): ")
      + Self.columns.map { "\($0.name[language]) \(counts[$0])" }
      .joined(separator: say("、", ", "))
  }

  private var unaccounted: [String] {
    let missing = coverage.unaccounted
    guard !missing.isEmpty else { return [] }
    return ["", say("未交代的句子：", "Unaccounted sentences:")]
      + missing.flatMap { lines(of: $0.sentence, in: $0.document) }
  }

  private func lines(of sentence: SentenceCoverage, in document: DocumentCoverage) -> [String] {
    let source = document.text.source
    let place = source.position(of: Int(sentence.sentence.range.start))
    let whole = sentence.unaccounted == [sentence.sentence.text]
    let parts = sentence.unaccounted.map { "「\($0)」" }.joined()
    return [
      "  \(source.path):\(place.line):\(place.column)  \(document.document.number) "
        + sentence.sentence.section.text,
      "    「\(sentence.sentence.text)」",
    ] + (whole ? [] : ["    " + say("没有条目的部分：", "no entry for: ") + parts])
  }

  private var lost: [String] {
    guard !coverage.lost.isEmpty else { return [] }
    return [
      "",
      say(
        "\(coverage.lost.count) 处引文已不在所写的位置（见 review check --policies）：",
        "\(coverage.lost.count) quotations no longer stand where they should "
          + "(see review check --policies):"),
    ] + coverage.lost.map { "  \($0.section.text)「\($0.quote ?? "")」" }
  }

  private var unmeasured: [String] {
    coverage.unmeasured.map {
      say(
        "没有 \($0.number) 的原文 \($0.textName ?? "").txt，无法计量。",
        "The text \($0.textName ?? "").txt of \($0.number) is missing; it cannot be measured.")
    }
  }
}
