import Rules

/// Says what findings that are not met come down to, in one line with the numbers:
///
///     单位产品综合能耗 958 > 940 千克标准煤/吨，超 1.91 %（NX-4.4-01）
///
/// What was demanded is said as a demand, never as if it were so.
struct FailureText {
  let review: Review
  private let language: Language
  private let text: ReasonText
  /// Whether facts are called by plain words in English too, as on a paper for an applicant,
  /// instead of by their paths.
  private let isPlain: Bool

  private var program: Program { review.program }

  init(_ review: Review, _ language: Language, isPlain: Bool = false) {
    self.review = review
    self.language = language
    self.isPlain = isPlain
    text = ReasonText(review, language, isPlain: isPlain)
  }

  /// The words and the numbers, without the rules.
  func words(of cause: FailureCause) -> String { words(of: leading(cause)) }

  /// The same of one finding.
  func words(of finding: Finding) -> String {
    guard let place = place(of: finding) else { return statement(of: finding) }
    return text.name(of: place) + text.colon + statement(of: finding)
  }

  /// The same without the element that it speaks of.
  func statement(of finding: Finding) -> String {
    finding.margin.flatMap { ComparisonText(finding, text, isPlain: isPlain).words(of: $0) }
      ?? parts(of: finding)
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

  /// `不予审批（推定）`, and what else the missing facts leave possible; empty where nothing follows.
  func outcome(of finding: Finding) -> String {
    guard let consequence = finding.consequence else { return "" }
    let names = ([consequence] + finding.otherConsequences).map { one in
      one.all.map { name(of: $0) }.joined(separator: text.say("、", ", "))
    }
    return names.joined(separator: text.say("或", " or ")) + reservation(of: finding)
  }

  private func name(of consequence: ConsequenceBeside) -> String {
    let declared = program.vocabulary.consequences[consequence.consequence]
    return text.say(declared.label, declared.name.english.spacedWords)
      + (consequence.isInferred ? text.say("（推定）", " (inferred)") : "")
  }

  /// Why what is not met does not weigh on the decision as its consequence does.
  private func reservation(of finding: Finding) -> String {
    guard finding.verdict == .notMet else { return "" }
    let weight = finding.effect(in: program.vocabulary).name
    // What rests on a figure that nobody verified does not decide.
    if !finding.unverified.isEmpty {
      return text.say(
        "（数值未核实，先按“\(weight.chinese)”）", " (unverified figure; “\(weight.english)” for now)")
    }
    guard !finding.otherConsequences.isEmpty else { return "" }
    return text.say(
      "（后果取决于尚缺的事实，先按“\(weight.chinese)”）",
      " (missing facts settle what follows; “\(weight.english)” for now)")
  }

  /// The finding that tells most: of the heaviest ones the first with numbers.
  func leading(_ cause: FailureCause) -> Finding {
    let findings = cause.findings.map { review.findings[$0] }
    let heaviest = findings.map { $0.effect(in: program.vocabulary) }.max()
    let heavy = findings.filter { $0.effect(in: program.vocabulary) == heaviest }
    return heavy.first { $0.margin != nil } ?? heavy[0]
  }

  /// The element a finding speaks of, where its list has several.
  func place(of finding: Finding) -> FactReference? {
    guard let element = finding.element, case .list(let list) = element.target,
      case .elements(let elements)? = review.binding.dossier.root.lists[list],
      elements.count > 1
    else { return nil }
    return element
  }

  // MARK: - Words

  /// The most parts that one line names.
  private static let partLimit = 3

  private func parts(of finding: Finding) -> String {
    let isForbidden =
      if case .forbidden = program.rules.rules[finding.rule].requirement { true } else { false }
    let reasons = explainDemand(of: finding, in: review)
    let failing = reasons.failingParts
    let parts = Self.telling(isForbidden ? failing : reachable(failing))
      .map { words(of: $0, isForbidden: isForbidden) }
    guard !parts.isEmpty else { return program.rules.rules[finding.rule].title(language) }
    let shown = [String].union(of: parts.lazy.map { [$0] })
    let rest = shown.count - Self.partLimit
    let more = rest > 0 ? text.say("等 \(shown.count) 项", " and \(rest) more") : ""
    let all = shown.prefix(Self.partLimit).joined(separator: text.say("；", "; ")) + more
    return isForbidden ? all + text.say("：属条文禁止情形", ": forbidden by the clause") : all
  }

  /// The parts without those on what kind of project it is, as `项目阶段 是 存量` among the alternatives
  /// of a demand, where others are left: nobody is asked to be another project.
  private func reachable(_ parts: [Reason]) -> [Reason] {
    let kind = program.farReachingFields
    let others = parts.filter { part in
      let facts = part.readings.compactMap { reading -> Int? in
        if case .fact(let fact, _) = reading, case .field(let field) = fact.target {
          field
        } else {
          nil
        }
      }
      return facts.isEmpty || facts.contains { !kind.contains($0) }
    }
    return others.isEmpty ? parts : others
  }

  /// The parts that say what is wrong: of several on one fact the first; and none of whether a fact
  /// applies at all, or of what a missing paper makes impossible, where another part says more.
  private static func telling(_ reasons: [Reason]) -> [[Piece]] {
    var seen: Set<FactReference> = []
    let parts = reasons.compactMap { part -> [Piece]? in
      guard case .part(_, let pieces, _) = part else { return nil }
      if let fact = pieces.first?.fact, !seen.insert(fact).inserted { return nil }
      return pieces
    }
    let telling = parts.filter { !$0.contains { $0.isAside } }
    return telling.isEmpty ? Array(parts.prefix(1)) : telling
  }

  /// `产业政策符合性为“不符合”，应为符合`: the value of what was judged, and what it should be; what is no
  /// such comparison as it stands.
  ///
  /// What a clause forbids holds, and nothing else is demanded: `单台容量（20 蒸吨/小时） 低于 35 蒸吨/小时`.
  private func words(of pieces: [Piece], isForbidden: Bool) -> String {
    let summary = ReasonSummary(text)
    let phrases = text.phrases(of: pieces)
    guard let first = phrases.first, let reading = first.reading else {
      return summary.words(of: phrases)
    }
    let value = text.value(reading)
    let rest = summary.words(of: Array(phrases.dropFirst()))
    if isForbidden, !rest.isEmpty {
      return isChoice(reading)
        ? text.say("\(first.words)为“\(value)”", "\(first.words) is “\(value)”")
        : summary.words(of: phrases)
    }
    if !isForbidden, rest.isEmpty, case .fact(_, let fact?) = reading,
      case .value(.truth(let truth)) = fact.state
    {
      let wanted = truth ? Keyword.no : .yes
      return demanded(
        first.words, value,
        text.say("应为“\(wanted.spelling.chinese)”", "must be \(wanted.spelling.english)"))
    }
    if rest.isEmpty { return first.words + text.colon + value }
    if isRuledOut(value, by: rest) {
      return text.say(
        "\(first.words)为“\(value)”，条文不允许",
        "\(first.words) is “\(value)”, which the clause rules out")
    }
    guard let demand = demand(rest) else {
      return phrases.count { $0.reading != nil } == 1
        ? demanded(first.words, value, text.say("应" + rest.drop { $0 == " " }, "should be:" + rest))
        : summary.words(of: phrases)
    }
    return demanded(first.words, value, demand)
  }

  private func isChoice(_ reading: ReadValue) -> Bool {
    guard case .fact(_, let fact?) = reading, case .value(.choice) = fact.state else {
      return false
    }
    return true
  }

  /// Whether nothing is demanded but another value: ` 不是 限制类` of what is 限制类.
  private func isRuledOut(_ value: String, by words: String) -> Bool {
    let other = words.drop { $0 == " " }
    let denial = text.say("不是 ", "is not ")
    guard other.hasPrefix(denial) else { return false }
    return other.dropFirst(denial.count) == value
  }

  private func demanded(_ name: String, _ value: String, _ demand: String) -> String {
    text.say("\(name)为“\(value)”，\(demand)", "\(name) is “\(value)”, \(demand)")
  }

  /// What was demanded, as an office writes it: ` 不是 限制类` is 不得为限制类; nil for what is no
  /// demand on a value.
  private func demand(_ words: String) -> String? {
    let words = words.drop { $0 == " " }
    for (said, written) in text.say(Self.chineseDemands, Self.englishDemands)
    where words.hasPrefix(said) {
      let rest = String(words.dropFirst(said.count))
      return oneOf(rest, said) ?? written + rest
    }
    return nil
  }

  /// `应为已批或免批` for ` 属于 已批、免批`; nil for what is no list of a few choices.
  private func oneOf(_ choices: String, _ said: String) -> String? {
    guard language == .chinese, said == "属于 ", let comma = choices.lastIndex(of: "、"),
      choices.count(where: { $0 == "、" }) <= Self.partLimit
    else { return nil }
    return "应为" + choices[..<comma] + "或" + choices[choices.index(after: comma)...]
  }

  private static let chineseDemands = [
    ("不是 ", "不得为"), ("是 ", "应为"), ("为 ", "应为"), ("不属于 ", "不得属于"), ("属于 ", "应属于"),
    ("不高于 ", "应不高于"), ("低于 ", "应低于"), ("不低于 ", "应不低于"), ("高于 ", "应高于"), ("等于 ", "应等于"),
    ("不等于 ", "不得等于"), ("不晚于 ", "应不晚于"), ("早于 ", "应早于"), ("不早于 ", "应不早于"), ("晚于 ", "应晚于"),
  ]

  private static let englishDemands = [
    ("is not ", "must not be "), ("is ", "must be "), ("not in ", "must not be one of "),
    ("in ", "must be one of "), ("≤ ", "must be at most "), ("< ", "must be below "),
    ("≥ ", "must be at least "), ("> ", "must be above "), ("= ", "must be "),
    ("≠ ", "must not be "), ("not after ", "must not be after "), ("before ", "must be before "),
    ("not before ", "must not be before "), ("after ", "must be after "),
  ]
}

extension Piece {
  /// The fact it reads.
  fileprivate var fact: FactReference? {
    if case .fact(let fact, _)? = reading { fact } else { nil }
  }

  /// Whether it asks if a fact applies at all, or reads what a missing paper makes impossible.
  fileprivate var isAside: Bool {
    guard case .fact(_, let fact)? = reading else { return false }
    return fact?.state == .notDone
      || words.chinese.hasPrefix("\(Keyword.applicable.spelling.chinese) ")
  }
}
