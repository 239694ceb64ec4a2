/// What became of all mutants.
public struct MutationReport: Sendable {
  /// A mutant for which a case is missing, or of which nothing is known.
  public struct Open: Sendable {
    public let mutant: Mutant
    /// The case that notices it; nil: undecided.
    public let suggestion: SuggestedCase?
    public let reason: Phrase?
  }

  public private(set) var noticed = 0
  public private(set) var equivalent = 0
  public private(set) var open: [Open] = []
  /// Few cases that notice all that lack one.
  private let missing: MissingCases
  private let book: RuleBook

  /// - Parameter results: Of all jobs.
  public init(_ results: [MutationResults], of test: MutationTest, in book: RuleBook) {
    self.book = book
    let outcomes = results.flatMap { $0.outcomes }.sorted { $0.mutant < $1.mutant }
    for (index, outcome) in outcomes {
      switch outcome {
      case .noticed: noticed += 1
      case .equivalent: equivalent += 1
      case .missing(let suggestion):
        open.append(Open(mutant: test.mutants[index], suggestion: suggestion, reason: nil))
      case .undecided(let reason):
        open.append(Open(mutant: test.mutants[index], suggestion: nil, reason: reason))
      }
    }
    missing = MissingCases(results.flatMap { $0.suggestions }, in: book)
  }

  public var count: Int { noticed + equivalent + open.count }
  public var undecided: Int { open.count { $0.suggestion == nil } }
  /// Whether every change is noticed or proved to mean the same.
  public var isClean: Bool { open.isEmpty }

  // MARK: - Text

  public func text(_ language: Language) -> String {
    var lines = open.map { line(of: $0, language) }
    lines += missing.lines(language)
    lines.append(summary(language))
    return lines.visibleText
  }

  /// `N 处改动，A 处被案例发现，B 处等价，C 处没有，D 处未判定`
  public func summary(_ language: Language) -> String {
    let lacking = open.count - undecided
    return Phrase(
      "\(count) 处改动，\(noticed) 处被案例发现，\(equivalent) 处等价，\(lacking) 处没有，\(undecided) 处未判定",
      "\(count) mutants: \(noticed) noticed by a case, \(equivalent) equivalent, \(lacking) not, "
        + "\(undecided) undecided")[language]
  }

  /// The suggested cases as text, with the folder that each belongs to.
  public func cases(_ language: Language) -> [(folder: String, text: String)] {
    missing.cases(language)
  }

  private func line(of open: Open, _ language: Language) -> String {
    let words = [
      names(of: open.mutant, language), place(of: open.mutant, language),
      open.mutant.change[language],
    ]
    let reason = open.reason.map {
      "  " + Phrase("未判定：", "undecided: ")[language] + $0[language]
    }
    return words.joined(separator: "  ") + (reason ?? "")
  }

  /// Where it stands: file, line and text, or the name of a value.
  public func place(of mutant: Mutant, _ language: Language) -> String {
    switch mutant.place {
    case .text(let range):
      guard book.sources.indices.contains(Int(range.source)) else { return "" }
      let source = book.sources[Int(range.source)]
      let line = source.position(of: Int(range.start)).line
      let text = source.slice(Int(range.start), Int(range.end))
      let first = text.split(separator: "\n").first.map { String($0) } ?? ""
      return "\(source.path):\(line)  \(first)"
    case .value(let name, let key, _):
      return name[language] + (key.map { "[\($0)]" } ?? "")
    }
  }

  /// The rules that it changes, cross-checks as those that stand for them.
  public func ids(of mutant: Mutant) -> [String] {
    let program = book.program.withChecksAsRules
    return mutant.rules.map { program.rules.rules[program.programRules[$0].rule].id }
  }

  /// Of many the first three.
  private func names(of mutant: Mutant, _ language: Language) -> String {
    let ids = ids(of: mutant)
    let isChinese = language == .chinese
    let shown = ids.prefix(3).joined(separator: isChinese ? "、" : ", ")
    guard ids.count > 3 else { return shown }
    return isChinese ? "\(shown) 等 \(ids.count) 条" : "\(shown) and \(ids.count - 3) more"
  }
}
