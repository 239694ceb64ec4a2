// Compares the numbers of a rule with those of its quotation.

extension Checker {
  /// Warns when a quotation says 不高于1.2 and the rule compares with 1.25, and names the other
  /// texts of the rule that still say 1.2.
  mutating func lintNumbers(of rule: CheckedRule, _ declaration: DeclarationSyntax) {
    guard case .must(let condition) = rule.requirement else { return }
    var named = NamedNumbers(rules)
    for expression in rule.expressions { named.add(expression) }
    let known = named.numbers
    let written = Self.comparedNumbers(in: condition)
    guard !written.isEmpty else { return }
    let texts: [(text: String, range: SourceRange)] =
      rule.citations.map { ($0.citation.quote, $0.range) }
      + declaration.clauses.filter { [.remedy, .remark].contains($0.keyword) }
      .compactMap { $0.operands.first?.text }.map { ($0.text, $0.range) }
    for (place, text) in texts.enumerated() {
      let isQuote = place < rule.citations.count
      for boundary in QuotedNumber.all(in: text.text)
      where known.isDisjoint(with: boundary.values) {
        // Where the rule compares with the number of its quotation elsewhere, the sentence speaks of that.
        guard let own = written.first(where: { boundary.comparisons.contains($0.comparison) })
        else { continue }
        let number = source(at: own.range)
        report(
          .numberDiffers, at: isQuote ? own.range : text.range,
          Phrase(
            "\(isQuote ? "引文" : "这里")写 `\(boundary.text)`，规则写 `\(number)`",
            "\(isQuote ? "the quotation" : "this text") says `\(boundary.text)`, the rule `\(number)`"
          ),
          related: [
            isQuote
              ? .init(text.range, Phrase("引文", "the quotation"))
              : .init(own.range, Phrase("规则", "the rule"))
          ],
          hint: Phrase(
            "改成同一个数；有意不同的写 `# 允许 number-differs 理由`",
            "write the same number, or `# allow number-differs REASON` where they differ on purpose"
          ),
          severity: .warning)
      }
    }
  }

  private func source(at range: SourceRange) -> String {
    sources[Int(range.source)].slice(Int(range.start), Int(range.end))
  }

  private static func comparedNumbers(
    in expression: CheckedExpression
  ) -> [(comparison: Comparison, range: SourceRange)] {
    switch expression.kind {
    case .compare(let comparison, _, let right):
      if case .constant(.number) = right.kind { return [(comparison, right.range)] }
      return []
    case .and(let operands), .or(let operands): return operands.flatMap { comparedNumbers(in: $0) }
    default: return []
    }
  }
}

/// A boundary word and the number behind it, as 不低于1.2 or 不超过5万.
struct QuotedNumber {
  /// As it stands in the text.
  let text: String
  let comparisons: [Comparison]
  /// What the number may be in a rule: itself, the share, the ten thousands.
  let values: Set<ExactNumber>

  private static let words: [(word: String, comparisons: [Comparison])] = [
    ("不高于", [.atMost]), ("不超过", [.atMost]), ("不大于", [.atMost]), ("不得高于", [.atMost]),
    ("不得超过", [.atMost]), ("不低于", [.atLeast]), ("不少于", [.atLeast]), ("不小于", [.atLeast]),
    ("不得低于", [.atLeast]),
  ]

  /// Those of a text in its order.
  static func all(in text: String) -> [QuotedNumber] {
    let letters = text.filter { $0 != " " }
    var found: [QuotedNumber] = []
    // Every boundary word begins with 不.
    for start in letters.indices where letters[start] == "不" {
      for (word, comparisons) in words where letters[start...].hasPrefix(word) {
        let rest = letters[start...].dropFirst(word.count)
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = ExactNumber(parsing: String(digits)) else { continue }
        found.append(
          QuotedNumber(
            text: word + digits, comparisons: comparisons,
            values: values(of: number, before: rest.dropFirst(digits.count).first)))
      }
    }
    return found
  }

  private static func values(of number: ExactNumber, before unit: Character?) -> Set<ExactNumber> {
    let factor: ExactNumber? =
      switch unit {
      case "%", "％": ExactNumber(1, over: 100)
      case "万": ExactNumber(10_000)
      case "亿": ExactNumber(100_000_000)
      default: nil
      }
    return Set([number, factor.flatMap { number.multiplied(by: $0) }].compactMap { $0 })
  }
}

extension CheckedRule {
  /// All conditions and values of the rule.
  var expressions: [CheckedExpression] {
    var all = [loop?.filter, when].compactMap { $0 }
    all += exclusions.map { $0.condition } + exceptions.map { $0.condition }
    switch requirement {
    case .must(let condition), .mustNot(let condition): all.append(condition)
    case .forbidden, .effect: break
    }
    all += furtherDemands.flatMap { [$0.demand, $0.ground] }
    all += consequences.compactMap { $0.condition } + cautions.compactMap { $0.condition }
    if let grading = score?.grading { all += [grading.graded, grading.worst, grading.best] }
    return all
  }
}

/// All numbers that expressions name, as they are shown and in base units.
private struct NamedNumbers {
  private let rules: CheckedRules
  private(set) var numbers: Set<ExactNumber> = []
  private var definitions: Set<Int> = []

  init(_ rules: CheckedRules) { self.rules = rules }

  mutating func add(_ expression: CheckedExpression) {
    switch expression.kind {
    case .constant(.number(let quantity)):
      numbers.formUnion([quantity.number, quantity.interval.single].compactMap { $0 })
    case .definition(let index):
      // Definitions share others: each is looked at once.
      if definitions.insert(index).inserted { add(rules.definitions[index].expression) }
    default: for operand in expression.operands { add(operand) }
    }
  }
}

extension Diagnostic.Code {
  static let numberDiffers = Self(
    name: "number-differs",
    explanation: Phrase(
      """
      引文、补救、备注里的数（不高于1.2）与规则里的数应当一致。修订时只改了一处，另一处就还是旧数。有意不同的，说明理由：

          # 允许 number-differs 国家标准2025年改为1.25
      """,
      """
      The number of the quotation, the remedy or a remark (不高于1.2) is that of the rule. An amendment
      that changes one place leaves the old number in the other. Where they differ on purpose, say why:

          # allow number-differs the national standard has been 1.25 since 2025
      """))
}
