import Rules

/// Causes of one kind: the same rules fail in the same list, element by element.
struct CauseKind {
  /// The causes, in their order.
  let causes: [FailureCause]
}

extension OpinionSource {
  /// The causes, those that differ by nothing but the element of a list as one; the heaviest first.
  var groupedCauses: [CauseKind] {
    var order: [Key] = []
    var groups: [Key: [FailureCause]] = [:]
    for (position, cause) in advice.causes.enumerated() {
      let key = key(of: cause, at: position)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(cause)
    }
    return order.compactMap { key in groups[key].map { CauseKind(causes: $0) } }
  }

  private struct Key: Hashable {
    let rules: [Int]
    let list: FactReference.Target?
    let outer: [Int?]
    /// What is no element is a kind of its own.
    let position: Int?
  }

  private func key(of cause: FailureCause, at position: Int) -> Key {
    let findings = cause.findings.map { review.findings[$0] }
    let rules = Set(findings.map { $0.rule }).sorted()
    guard let element = failures.place(of: failures.leading(cause)) else {
      return Key(rules: rules, list: nil, outer: [], position: position)
    }
    return Key(
      rules: rules, list: element.target, outer: Array(element.indices.dropLast()), position: nil)
  }

  /// One sentence for each kind: the numbers, the clauses, what follows. A notice tells only of what
  /// is to be put right.
  var causes: [String] { told.map { sentence($0) } }

  /// The same with the numbers and what follows from the heaviest, and without the clauses.
  var briefCauses: [String] { told.map { brief($0) } }

  /// The same with the numbers alone.
  var bareCauses: [String] { told.map { brief($0, isBare: true) } }

  private var told: [CauseKind] {
    isNotice ? kinds.filter { weight(of: $0.causes[0]) > .approve } : kinds
  }

  /// What a cause does to the decision.
  private func weight(of cause: FailureCause) -> Decision {
    cause.findings.map { review.findings[$0].effect(in: program.vocabulary) }.max() ?? .approve
  }

  private func sentence(_ kind: CauseKind) -> String {
    let worst = worst(of: kind)
    let statements = self.statements(of: worst).map { text(of: $0) }
    return
      (place(of: kind, worst) + statements.joined(separator: source.semicolon)
      + mark(on: kind) + say("。", ".")).beginningSentence(source.language)
  }

  private func brief(_ kind: CauseKind, isBare: Bool = false) -> String {
    let worst = worst(of: kind)
    let leading = failures.leading(worst)
    let follows =
      isBare ? "" : outcomes(of: [leading]).map { say("，", ", ") + $0 }.joined()
    return
      (place(of: kind, worst) + failures.statement(of: leading) + follows + mark(on: kind))
      .beginningSentence(source.language)
  }

  /// The cause with the widest margin, which speaks for its kind.
  private func worst(of kind: CauseKind) -> FailureCause {
    func margin(_ cause: FailureCause) -> ExactNumber {
      failures.leading(cause).margin?.percent ?? .zero
    }
    return kind.causes.max { margin($0) < margin($1) } ?? kind.causes[0]
  }

  // MARK: - Elements

  /// `主要产品第 1–300 项，差距最大的第 7 项：`; empty for the project itself.
  private func place(of kind: CauseKind, _ worst: FailureCause) -> String {
    let elements = kind.causes.compactMap { failures.place(of: failures.leading($0)) }
    guard let first = elements.first, let worstElement = failures.place(of: failures.leading(worst))
    else { return "" }
    guard elements.count > 1 else { return elementName(first) + source.words.colon }
    let numbers = elements.compactMap { $0.indices.last ?? nil }.map { $0 + 1 }.sorted()
    let list = listName(first)
    let ranges = Self.ranges(numbers).joined(separator: source.comma)
    let all = say("\(list)第 \(ranges) 项", "\(list) \(ranges)")
    let sentences = Set(kind.causes.map { failures.statement(of: failures.leading($0)) })
    guard sentences.count > 1, let index = worstElement.indices.last ?? nil else {
      return all + source.words.colon
    }
    return all
      + say("，其中差距最大的第 \(index + 1) 项：", ", of which \(index + 1) is the farthest: ")
  }

  private func elementName(_ element: FactReference) -> String {
    source.language == .chinese
      ? source.words.name(of: element)
      : listName(element) + ((element.indices.last ?? nil).map { " \($0 + 1)" } ?? "")
  }

  private func listName(_ element: FactReference) -> String {
    guard case .list(let list) = element.target else { return "" }
    let container = program.vocabulary.containers[list]
    return say(container.label, container.name.english.spacedWords)
  }

  /// `1–3`, `5`
  static func ranges(_ numbers: [Int]) -> [String] {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound >= number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(number, last.upperBound)
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
  }

  // MARK: - Statements

  /// What fails in one way, and all findings that fail so.
  private struct Statement {
    let words: String
    var findings: [Finding]
  }

  /// One for each limit that is not kept, and one more where something else follows; what repeats a
  /// consequence in other words is not told.
  private func statements(of cause: FailureCause) -> [Statement] {
    let leading = failures.leading(cause)
    let findings = cause.findings.map { review.findings[$0] }
    var statements = [Statement(words: failures.statement(of: leading), findings: [leading])]
    for finding in findings where finding !== leading {
      let words = failures.statement(of: finding)
      if let index = statements.firstIndex(where: { $0.words == words }) {
        statements[index].findings.append(finding)
      } else {
        statements.append(Statement(words: words, findings: [finding]))
      }
    }
    let isLight = weight(of: cause) == .approve
    var told: Set<Int> = []
    return statements.enumerated().filter { position, statement in
      let weighing = statement.findings.filter { isLight || weighs($0) }
      let consequences = weighing.compactMap { $0.consequence?.consequence }
      let isNew = !told.isSuperset(of: consequences)
      told.formUnion(consequences)
      return position == 0 || isNew || weighing.contains { $0.margin != nil }
    }.map { $0.element }
  }

  /// Whether what follows bears on the decision; a remark does not.
  private func weighs(_ finding: Finding) -> Bool {
    finding.consequence.map {
      (program.vocabulary.consequences[$0.consequence].onNotMet ?? .approve) > .approve
    } ?? false
  }

  private func text(of statement: Statement) -> String {
    let clauses = statement.findings.flatMap { clause(ofRule: $0.rule) }
    return
      ([statement.words + cited(clauses)] + outcomes(of: statement.findings)
      + deadlines(of: statement.findings)).joined(separator: say("，", ", "))
  }

  /// What follows, each once: from a clause that names it rather than by inference, and from a
  /// verified figure rather than from another.
  private func outcomes(of findings: [Finding]) -> [String] {
    var order: [Int] = []
    var best: [Int: Finding] = [:]
    func doubt(_ finding: Finding) -> Int {
      (finding.unverified.isEmpty ? 0 : 2) + (finding.consequence?.isInferred == true ? 1 : 0)
    }
    let weighing = findings.filter { weighs($0) }
    for finding in weighing.isEmpty ? findings : weighing {
      guard let consequence = finding.consequence?.consequence else { continue }
      guard let known = best[consequence] else {
        order.append(consequence)
        best[consequence] = finding
        continue
      }
      if doubt(finding) < doubt(known) { best[consequence] = finding }
    }
    return order.compactMap { best[$0].map { failures.outcome(of: $0) } }.filter { !$0.isEmpty }
  }

  /// The deadlines that hold for this project: a plan is given none.
  private func deadlines(of findings: [Finding]) -> [String] {
    .union(
      of: findings.lazy.map { finding in
        guard let due = program.rules.rules[finding.rule].due,
          finding.isBoundByDeadline(in: program)
        else { return [] }
        return review.binding.asOf > due
          ? [say("期限\(date(due))已过", "due \(date(due)), which has passed")]
          : [say("期限\(date(due))", "due \(date(due))")]
      })
  }

  /// `GB/T 2589-2020 第6章` apart: a number behind a number would be read as one.
  func clause(ofRule rule: Int) -> [String] {
    program.rules.rules[rule].citations.prefix(1).map { cited in
      let (document, section) = (cited.citation.document, cited.citation.section)
      let isApart =
        source.language == .english
        || document.last?.isASCII == true && section.first?.isASCII == true
      return document + (isApart ? " " : "") + section
    }
  }

  /// `（宁政发〔2022〕30号四（三）等）`: the first clause, and that there are others.
  private func cited(_ clauses: [String]) -> String {
    let all = [String].union(of: clauses.lazy.map { [$0] })
    guard let first = all.first else { return "" }
    let more = all.count > 1 ? say("等", " and others") : ""
    return say("（\(first)\(more)）", " (\(first)\(more))")
  }

  // MARK: - Rulings

  /// The rules of a kind, each once.
  private func rules(of kind: CauseKind) -> [String] {
    .union(of: kind.causes.lazy.map { failures.ids(of: $0) })
  }

  /// The ruling that sets a kind aside; nil while one of its findings stands.
  func ruling(on kind: CauseKind) -> Ruling? {
    let found = rules(of: kind).map { rulings[$0] }
    return found.contains { $0 == nil } ? nil : found.compactMap { $0 }.last
  }

  private func mark(on kind: CauseKind) -> String {
    if let ruling = ruling(on: kind) {
      let reason = ruling.reason.withoutEnd
      return say(
        "，已改判（依据\(ruling.authority)，理由：\(reason)）",
        ", overruled (\(ruling.authority): \(reason))")
    }
    let some = rules(of: kind).filter { rulings[$0] != nil }
    guard !some.isEmpty else { return "" }
    let names = some.joined(separator: source.comma)
    return say("，其中 \(names) 已改判，其余不变", ", of which \(names) is overruled and the rest stands")
  }
}

extension Finding {
  /// Whether the due date of its rule is one for this project: for all, or for a plant that exists.
  fileprivate func isBoundByDeadline(in program: Program) -> Bool {
    guard let step = program.programRules[rule].dueApplies else { return true }
    return trace.results[step]?.truth == .true
  }
}
