/// What the rules of a program say, as far as it bears on when each is violated and what follows: two
/// rules with the same signature mean the same, whatever their words.
///
/// Those of the version that does not change are made once and kept.
public final class RuleSignatures {
  let program: Program
  let numbers: StepNumbers
  /// Its rules, asked about examples.
  let trial: RuleTrial
  /// By the id of a rule, its versions: one, or one for each of several periods.
  let versions: [String: [Int]]
  private let steps: [Int]
  /// What the values of each parameter come to, once they are asked for.
  private var values: [Int: Int] = [:]
  /// The same of the version that was compared before, by the names of its parameters.
  private let valuesBefore: [String: NumberedTable]
  /// By rule.
  private var known: [Int: Signature] = [:]
  private var knownWords: [Int: RuleWords] = [:]

  struct Signature: Equatable {
    /// What the rule says, but for the values of parameters.
    var conditions: [Int]
    /// Of that, what follows and when.
    var consequences: [Int]
    var values: [Int]
  }

  public convenience init(_ program: Program) { self.init(program, StepNumbers(), after: nil) }

  /// Signatures that are held against those of another version.
  ///
  /// - Parameter last: Those of a version that was held against it before: tables that are still the same
  ///   ones need not be read again.
  public convenience init(
    _ program: Program, besides other: RuleSignatures, after last: RuleSignatures? = nil
  ) {
    self.init(program, other.numbers, after: last)
  }

  private init(_ program: Program, _ numbers: StepNumbers, after last: RuleSignatures?) {
    (self.program, self.numbers) = (program, numbers)
    valuesBefore = last?.numbers === numbers ? last?.numberedTables ?? [:] : [:]
    trial = RuleTrial(program)
    steps = numbers.numbers(of: program)
    versions = Dictionary(grouping: program.rules.rules.indices) { program.rules.rules[$0].id }
  }

  /// The signatures of the rules of an id; empty for one that the program does not have.
  func signatures(of id: String) -> [Signature] {
    (versions[id] ?? []).map { signature(of: $0) }
  }

  /// The names of the rulesets that the rules of an id are of.
  func rulesets(of id: String) -> [String] {
    (versions[id] ?? []).map {
      program.rules.rulesets[program.rules.rules[$0].ruleset].name.english
    }
  }

  /// The texts of the rules of an id, but for their conditions.
  func words(of id: String) -> [RuleWords] {
    (versions[id] ?? []).map { index in
      if let words = knownWords[index] { return words }
      let words = RuleWords(of: index, in: program, isBrief: true)
      knownWords[index] = words
      return words
    }
  }

  private func signature(of index: Int) -> Signature {
    if let signature = known[index] { return signature }
    let parts = program.programRules[index]
    let rule = program.rules.rules[parts.rule]
    var found: [Int] = [numbers.number(of: head(of: parts))]
    func add(_ steps: [Int?]) {
      found.append(steps.count)
      found += steps.map { step in step.map { self.steps[$0] } ?? -1 }
    }
    add([parts.filter, parts.when, parts.requirement, parts.dueApplies])
    add(parts.exclusions.map { $0 })
    for further in parts.furtherDemands { add([further.ground, further.demand]) }
    add(parts.exceptions.map { $0 })
    add(parts.cautions)
    if let grading = parts.grading { add([grading.graded, grading.worst, grading.best]) }
    let start = found.count
    add(parts.consequences)
    found += rule.consequences.map { consequence in
      let names = consequence.all.map {
        program.vocabulary.consequences[$0.consequence].name.english
      }
      return numbers.number(of: "follows " + names.joined(separator: ", "))
    }
    let values = program.parameters(of: parts).map { self.values(of: $0) }
    let signature = Signature(
      conditions: found, consequences: Array(found[start...]), values: values)
    known[index] = signature
    return signature
  }

  /// What a rule says beside its conditions.
  private func head(of parts: ProgramRule) -> String {
    let rule = program.rules.rules[parts.rule]
    let ruleset = program.rules.rulesets[rule.ruleset]
    let days = [
      rule.validity.since, rule.validity.until, ruleset.validity.since, ruleset.validity.until,
      rule.due,
    ].map { $0?.description ?? "-" }.joined(separator: " ")
    let clock = rule.datedBy.map { program.vocabulary.fields[$0].path.english } ?? ""
    let list = rule.loop.map { program.vocabulary.containers[$0.list].path.english } ?? ""
    let isInPrinciple = parts.justification != nil
    let kind = (isInPrinciple ? "in principle " : "") + (rule.isEffect ? "effect" : "")
    return [days, clock, list, kind].joined(separator: "\n")
  }

  // MARK: - Parameters

  /// A number for the name and the values of a parameter.
  private func values(of parameter: Int) -> Int {
    if let known = values[parameter] { return known }
    let declared = program.rules.parameters[parameter]
    if let before = valuesBefore[declared.name.english], before.table === declared.table {
      values[parameter] = before.number
      return before.number
    }
    let rows = declared.rows.texts.map { entry in
      entry.key + "=" + entry.value.map { text(of: $0, declared.type) }.joined(separator: ",")
    }
    let others = declared.rows.others.map { entry in
      text(of: entry.key, declared.keyType) + "="
        + entry.value.map { text(of: $0, declared.type) }.joined(separator: ",")
    }
    let words = declared.name.english + ": " + (rows + others).joined(separator: "; ")
    let number = numbers.number(of: words)
    values[parameter] = number
    return number
  }

  private var numberedTables: [String: NumberedTable] {
    var found: [String: NumberedTable] = [:]
    for (index, number) in values {
      let parameter = program.rules.parameters[index]
      found[parameter.name.english] = NumberedTable(table: parameter.table, number: number)
    }
    return found
  }

  private struct NumberedTable {
    let table: Deferred<ParameterTable>
    let number: Int
  }

  /// A row, as far as it decides: a figure that nobody verified refuses nothing.
  private func text(of row: ParameterRow, _ type: ValueType) -> String {
    let days = [row.validity.since, row.validity.until].map { $0?.description ?? "" }
    let certainty = row.verification.isVerified ? "" : "?"
    return text(of: row.value, type) + certainty + "/" + (row.basis ?? "") + "/"
      + days.joined(separator: "~")
  }

  /// A choice by its name: its place in the list says nothing.
  private func text(of value: ScalarValue?, _ type: ValueType?) -> String {
    switch value {
    case .number(let quantity)?:
      quantity.interval.single.map { "\($0.numerator)/\($0.denominator)" } ?? "?"
    case .truth(let truth)?: truth ? "true" : "false"
    case .text(let text)?: text
    case .date(let date)?: date.description
    case .choice(let choice)?:
      type?.choiceList.map { program.vocabulary.choiceLists[$0].choices[choice].english }
        ?? "#\(choice)"
    case .days?, .choices?: "?"
    case nil: "∅"
    }
  }
}
