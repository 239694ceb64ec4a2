import Rules

/// Says what findings that are not met come down to, in one line with the numbers:
///
///     单位产品综合能耗 958 > 940 千克标准煤/吨，超 1.91 %（NX-4.4-01）
struct FailureText {
  let review: Review
  private let language: Language
  private let text: ReasonText

  private var program: Program { review.program }

  init(_ review: Review, _ language: Language) {
    self.review = review
    self.language = language
    text = ReasonText(review, language)
  }

  /// The words and the numbers, without the rules.
  func words(of cause: FailureCause) -> String { words(of: leading(cause)) }

  /// The same of one finding.
  func words(of finding: Finding) -> String {
    let words =
      finding.margin.flatMap { ComparisonText(finding, text).words(of: $0) } ?? parts(of: finding)
    guard let place = place(of: finding) else { return words }
    return place + text.colon + words
  }

  /// The words and, in brackets, the rules; what follows from the heaviest of them.
  func line(of cause: FailureCause) -> String {
    let rules = ids(of: cause).joined(separator: text.say("、", ", "))
    return words(of: cause) + text.say("（\(rules)）", " (\(rules))")
      + consequence(of: review.findings[cause.findings[0]])
  }

  /// The rules of a cause, each once, the heaviest first.
  func ids(of cause: FailureCause) -> [String] {
    .union(of: cause.findings.lazy.map { [program.rules.rules[review.findings[$0].rule].id] })
  }

  /// ` → 不予审批（推定）`; empty where nothing follows.
  func consequence(of finding: Finding) -> String {
    let outcome = outcome(of: finding)
    return outcome.isEmpty ? "" : " → " + outcome
  }

  /// `不予审批（推定）`; empty where nothing follows.
  func outcome(of finding: Finding) -> String {
    guard let consequence = finding.consequence else { return "" }
    let names = consequence.all.map { one in
      let declared = program.vocabulary.consequences[one.consequence]
      return text.say(declared.label, declared.name.english.spacedWords)
        + (one.isInferred ? text.say("（推定）", " (inferred)") : "")
    }
    // What rests on a figure that nobody verified does not decide.
    let isOpen = finding.verdict == .notMet && !finding.unverified.isEmpty
    return names.joined(separator: text.say("、", ", "))
      + (isOpen ? text.say("（数值未核实）", " (unverified figure)") : "")
  }

  /// The same, and what else the missing facts leave possible.
  func follows(_ finding: Finding) -> String {
    let others = finding.otherConsequences.map { other in
      let declared = program.vocabulary.consequences[other.consequence]
      return text.say("或", "or ")
        + text.say(declared.label, declared.name.english.spacedWords)
    }
    guard !others.isEmpty else { return consequence(of: finding) }
    let joined = others.joined(separator: text.say("、", ", "))
    return consequence(of: finding) + text.say("（\(joined)）", " (\(joined))")
  }

  /// The finding that tells most: of the heaviest ones the first with numbers.
  func leading(_ cause: FailureCause) -> Finding {
    let findings = cause.findings.map { review.findings[$0] }
    let heaviest = findings.map { $0.effect(in: program.vocabulary) }.max()
    let heavy = findings.filter { $0.effect(in: program.vocabulary) == heaviest }
    return heavy.first { $0.margin != nil } ?? heavy[0]
  }

  /// The element a finding speaks of, where its list has several.
  private func place(of finding: Finding) -> String? {
    guard let element = finding.element, case .list(let list) = element.target,
      case .elements(let elements)? = review.binding.dossier.root.lists[list],
      elements.count > 1
    else { return nil }
    return text.name(of: element)
  }

  // MARK: - Words

  /// The most parts that one line names.
  private static let partLimit = 3

  private func parts(of finding: Finding) -> String {
    let reasons = explainDemand(of: finding, in: review)
    let parts = reasons.failingParts.compactMap { part -> String? in
      guard case .part(_, let pieces, _) = part else { return nil }
      return words(of: pieces)
    }
    guard !parts.isEmpty else { return program.rules.rules[finding.rule].title(language) }
    let shown = [String].union(of: parts.lazy.map { [$0] })
    let rest = shown.count - Self.partLimit
    let more = rest > 0 ? text.say("等 \(shown.count) 项", " and \(rest) more") : ""
    return shown.prefix(Self.partLimit).joined(separator: text.say("；", "; ")) + more
  }

  /// `产业政策符合性为“不符合”，应是“符合”`: a comparison of one value; else each value behind its words.
  private func words(of pieces: [Piece]) -> String {
    let phrases = text.phrases(of: pieces)
    guard phrases.count(where: { $0.reading != nil }) == 1, let first = phrases.first,
      let reading = first.reading
    else { return ReasonSummary(text).words(of: pieces) }
    let name = first.words
    let value = text.value(reading)
    let rest = phrases.dropFirst().map { $0.words }.joined()
    if rest.isEmpty { return name + text.colon + value }
    return text.say(
      "\(name)为“\(value)”，\(Self.demand(rest))", "\(name) is “\(value)”, should be:\(rest)")
  }

  /// What was demanded, as an office writes it: ` 不是 限制类` is 不得为限制类.
  private static func demand(_ words: String) -> String {
    let words = String(words.drop { $0 == " " })
    for (said, written) in [("不是 ", "不得为"), ("是 ", "应为"), ("为 ", "应为"), ("不属于 ", "不得属于")]
    where words.hasPrefix(said) {
      return written + words.dropFirst(said.count)
    }
    return "应" + words
  }
}
