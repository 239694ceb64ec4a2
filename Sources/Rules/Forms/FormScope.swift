/// Which facts and parameters concern a project of which only the place and the trade are known.
///
/// What kind of facility it is decides most of what a project can have. Where that is not given, it
/// may be any of the kinds that the trade can be in, and what concerns one of them is asked.
struct FormScope {
  private let program: Program
  /// The rules that read each fact, by field; the rules in their order.
  private(set) var rules: [Int: [String]] = [:]
  /// Who reads each parameter.
  private(set) var parameters: [Int: ParameterUse] = [:]
  private(set) var rulesets: [Int] = []
  /// What is known of the place and the trade.
  private(set) var given: [Int: Phrase] = [:]
  private(set) var notes: [Phrase] = []
  /// The fields and lists that some of the kinds can have.
  private var possibleFields: Set<Int> = []
  private var possibleContainers: Set<Int> = []

  private var vocabulary: Vocabulary { program.vocabulary }

  /// The rules that read a parameter, and the fields whose values are its keys.
  struct ParameterUse {
    var rules: [String] = []
    var keys: Set<Int> = []
  }

  init(_ program: Program, _ binding: Binding) {
    self.program = program
    let kinds = KindChoice(program, binding)
    notes = binding.place.notes + kinds.notes
    for binding in kinds.bindings { admit(binding.existence) }
    let selection = RulesetSelection(
      program.rules.rulesets, of: vocabulary, for: binding.place)
    rulesets = selection.possible
    notes += [selection.coverage.note].compactMap { $0 }
    for (index, rule) in program.programRules.enumerated()
    where rulesets.contains(program.rules.rules[rule.rule].ruleset)
      && kinds.bindings.contains(where: { mayConcern($0, rule: index) })
    {
      read(rule)
    }
    complete()
    given = known(kinds.bindings.count == 1 ? kinds.bindings[0] : binding)
    addIdentity()
  }

  private mutating func admit(_ existence: Existence) {
    for field in vocabulary.fields.indices where !existence.absentFields.contains(field) {
      possibleFields.insert(field)
    }
    for container in vocabulary.containers.indices
    where !existence.absentContainers.contains(container) {
      possibleContainers.insert(container)
    }
  }

  /// Whether a rule is not ruled out by what is known already. One that is not in force is told in
  /// the report all the same where its facts are violated, so it asks, too.
  private func mayConcern(_ binding: Binding, rule index: Int) -> Bool {
    RuleJudge(program: program, binding: binding).findings(of: index).contains { finding in
      (finding.supposed?.verdict ?? finding.verdict) != .notApplicable
    }
  }

  // MARK: - What rules read

  private mutating func read(_ rule: ProgramRule) {
    let declared = program.rules.rules[rule.rule]
    var lists: Set<Int> = []
    if let loop = declared.loop { lists.insert(loop.list) }
    for step in rule.steps {
      switch program.steps[step] {
      case .field(let field, _), .applicable(let field, _): add(field, declared.id)
      case .aggregate(let index): lists.insert(program.aggregates[index].list)
      case .parameter(let parameter, let key): note(declared.id, parameter, by: key)
      case .constant, .definition, .not, .and, .or, .compare, .oneOf, .memberOfSet, .includes,
        .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted, .daysBetween, .rounded,
        .hasValue, .keys, .asOf:
        break
      }
    }
    if declared.isInPrinciple, let justifications = vocabulary.justifications {
      lists.insert(justifications.list)
    }
    for list in lists { add(list: list, declared.id) }
  }

  private mutating func note(_ rule: String, _ parameter: Int, by key: Int?) {
    var use = parameters[parameter] ?? ParameterUse()
    if use.rules.last != rule { use.rules.append(rule) }
    for step in key.map({ [$0] + program.operands(of: $0) }) ?? [] {
      if let (field, _) = program.steps[step].readField { use.keys.insert(field) }
    }
    parameters[parameter] = use
  }

  private mutating func add(_ field: Int, _ rule: String?) {
    guard possibleFields.contains(field) else { return }
    Self.note(rule, in: &rules[field])
    if case .field(let basis)? = vocabulary.fields[field].basis {
      Self.note(rule, in: &rules[basis])
    }
    if let unit = vocabulary.fields[field].unitField { Self.note(rule, in: &rules[unit]) }
  }

  private mutating func add(list: Int, _ rule: String?) {
    for field in vocabulary.containers[list].fields { add(field, rule) }
  }

  private static func note(_ rule: String?, in rules: inout [String]?) {
    var known = rules ?? []
    if let rule, !known.contains(rule) { known.append(rule) }
    rules = known
  }

  /// Adds what the facts are counted from, what decides whether there are such facts, and the rest
  /// of the lists that are asked for.
  private mutating func complete() {
    var open = Array(rules.keys)
    while let field = open.popLast() {
      let before = Set(rules.keys)
      let container = vocabulary.fields[field].container
      let steps =
        [program.derivations[field], program.preconditions[field], program.fieldScopes[field]]
        + containers(around: container).map { program.containerScopes[$0] }
      for step in program.uses(under: steps.compactMap { $0 }).keys {
        if let (read, _) = program.steps[step].readField { add(read, nil) }
        if case .aggregate(let index) = program.steps[step] {
          add(list: program.aggregates[index].list, nil)
        }
      }
      if vocabulary.containers[container].isList {
        add(list: container, nil)
        for inner in vocabulary.containers.indices
        where vocabulary.containers[inner].parent == container
          && vocabulary.containers[inner].isList
        {
          add(list: inner, nil)
        }
      }
      open += Set(rules.keys).subtracting(before)
    }
  }

  private func containers(around container: Int) -> [Int] {
    var found: [Int] = []
    var next: Int? = container
    while let index = next {
      found.append(index)
      next = vocabulary.containers[index].parent
    }
    return found
  }

  // MARK: - What tells projects apart

  /// Adds the place, the number, and the texts and dates of the group that holds the name.
  private mutating func addIdentity() {
    var fields = vocabulary.jurisdictionFields + given.keys
    fields += [vocabulary.nameField, vocabulary.numberField, vocabulary.asOfField].compactMap { $0 }
    if let name = vocabulary.nameField {
      fields += vocabulary.containers[vocabulary.fields[name].container].fields.filter {
        [.text, .date].contains(vocabulary.fields[$0].type)
      }
    }
    for field in fields where possibleFields.contains(field) { Self.note(nil, in: &rules[field]) }
  }

  private func known(_ binding: Binding) -> [Int: Phrase] {
    var known: [Int: Phrase] = [:]
    for (field, fact) in binding.dossier.root.facts {
      guard case .value(let value) = fact.state else { continue }
      switch value {
      case .text(let text): known[field] = Phrase(text, text)
      case .choice(let choice):
        if case .choice(let list) = vocabulary.fields[field].type {
          known[field] = vocabulary.choiceLists[list].choices[choice]
        }
      case .truth, .number, .date, .days, .choices: break
      }
    }
    return known
  }
}

/// The kinds of facility that a project of a trade can be.
private struct KindChoice {
  /// One for each kind.
  let bindings: [Binding]
  let notes: [Phrase]

  init(_ program: Program, _ binding: Binding) {
    guard let kind = Self.field(in: program), binding.dossier.root.facts[kind] == nil,
      case .choice(let list) = program.vocabulary.fields[kind].type
    else {
      (bindings, notes) = ([binding], [])
      return
    }
    let choices = program.vocabulary.choiceLists[list].choices
    let fitting = choices.indices.filter { choice in
      let supposed = Self.suppose(choice, of: kind, program, binding)
      return Contradiction.all(in: program, supposed).isEmpty
    }
    let names = Self.choices(of: binding, program.vocabulary)
    let same = fitting.filter { choice in
      names.contains { $0.english == choices[choice].english }
    }
    let chosen = same.count == 1 ? same : fitting
    bindings = chosen.map { Self.suppose($0, of: kind, program, binding) }
    let label = program.vocabulary.fields[kind].label
    let path = program.vocabulary.fields[kind].path.english
    let all = Phrase(
      chosen.map { choices[$0].chinese }.joined(separator: "、"),
      chosen.map { choices[$0].english }.joined(separator: ", "))
    notes = [
      chosen.count == 1
        ? Phrase(
          "\(label)没有给定，按“\(all.chinese)”出题并填好，请核对。",
          "\(path) is not given; the form is for \(all.english) and says so. Please check.")
        : Phrase(
          "\(label)没有给定，可以是\(all.chinese)，各类的问题都在表里；给定后表格更短。",
          "\(path) is not given and may be \(all.english); the form has the questions of each. It is shorter when it is given."
        )
    ]
  }

  private static func suppose(
    _ choice: Int, of kind: Int, _ program: Program, _ binding: Binding
  ) -> Binding {
    var dossier = binding.dossier
    dossier.root.facts[kind] = Fact(.value(.choice(choice)), range: nil)
    return bind(dossier, to: program, asOf: binding.asOf, today: binding.asOf).binding
  }

  /// The choice on which most depends what a project can have at all; nil: nothing does.
  private static func field(in program: Program) -> Int? {
    var counts: [Int: Int] = [:]
    for scope in Array(program.containerScopes.values) + Array(program.fieldScopes.values) {
      let read = program.uses(under: [scope]).keys.compactMap { program.steps[$0].readField?.field }
      for field in Set(read) {
        if case .choice = program.vocabulary.fields[field].type { counts[field, default: 0] += 1 }
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The choices that are given.
  private static func choices(of binding: Binding, _ vocabulary: Vocabulary) -> [Phrase] {
    binding.dossier.root.facts.compactMap { field, fact in
      guard case .value(.choice(let choice)) = fact.state,
        case .choice(let list) = vocabulary.fields[field].type
      else { return nil }
      return vocabulary.choiceLists[list].choices[choice]
    }
  }
}
