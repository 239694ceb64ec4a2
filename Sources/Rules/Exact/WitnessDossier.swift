/// A dossier with the values of an example, as `review evaluate` reads it.
struct WitnessDossier {
  private let program: Program
  private var root = Node()

  /// The facts of a group, or of the one element of a list.
  private struct Node {
    var values: [(key: String, value: Value)] = []
    var groups: [(key: String, isList: Bool, node: Node)] = []
    /// The lists that have no element.
    var emptyLists: [String] = []
  }

  private enum Value {
    case text(String)
    case truth(Bool)
    case texts([String])
    /// A decimal, and its unit where the field has none of its own.
    case number(String, unit: String?)
    case notApplicable
  }

  /// nil: a value cannot be written in a dossier of this program.
  private var isComplete = true

  /// The example of a rule: at the place of its ruleset, with an element of its list.
  init(
    _ variables: FactVariables, _ model: Solver.Model, on day: CalendarDate, _ program: Program,
    rule: Int?
  ) {
    self.init(
      variables, model, on: day, program,
      ruleset: rule.map { program.rules.rules[$0].ruleset })
    if let rule, let loop = program.rules.rules[rule].loop, !lists.contains(loop.list) {
      addElement(of: loop.list)
    }
  }

  /// - Parameters:
  ///   - ruleset: Whose place it is.
  ///   - answersLists: Whether a list of which nothing is said has no elements.
  init(
    _ variables: FactVariables, _ model: Solver.Model, on day: CalendarDate, _ program: Program,
    ruleset: Int?, answersLists: Bool = false
  ) {
    self.program = program
    addLists(variables, model)
    addInapplicable(variables, model)
    var several: [String: [String]] = [:]
    for (index, variable) in variables.variables.enumerated() {
      guard case .field(let path) = variable.origin else { continue }
      guard let field = program.vocabulary.field(at: path) else {
        // The other version has a fact that this one does not know; it then says nothing here.
        continue
      }
      guard isThere(program.vocabulary.fields[field].container),
        !inapplicable.contains(field)
      else { continue }
      if variable.key.hasPrefix("m:") {
        several[path, default: []] +=
          model.flags[index] ?? false
          ? [String(variable.key.split(separator: "=").last ?? "")] : []
        continue
      }
      if let value = value(of: index, variables, model, field) { add(value, at: field) }
      if let basis = variables.basis(of: index, in: model) { addBasis(basis, of: field) }
    }
    for (path, names) in several.sorted(by: { $0.key < $1.key }) {
      if let field = program.vocabulary.field(at: path) { add(.texts(names), at: field) }
    }
    addPlace(of: ruleset)
    if let field = program.vocabulary.asOfField { add(.text(day.description), at: field) }
    if answersLists {
      for list in program.vocabulary.containers.indices
      where program.vocabulary.containers[list].isList && !lists.contains(list)
        && !isTotalled(list)
      {
        addNone(of: list)
      }
    }
  }

  /// Whether a total is given that the elements of a list would have to add up to.
  private func isTotalled(_ list: Int) -> Bool {
    program.derivations.contains { field, step in
      guard case .aggregate(let index) = program.steps[step] else { return false }
      return program.aggregates[index].list == list && isGiven(field)
    }
  }

  /// nil: a value of it cannot be written.
  var text: String? {
    guard isComplete else { return nil }
    var json = JSONWriter(style: .compact)
    Self.write(root, to: &json)
    return json.text
  }

  private mutating func value(
    of index: Int, _ variables: FactVariables, _ model: Solver.Model, _ field: Int
  ) -> Value? {
    switch variables.variables[index].domain {
    case .flag: return .truth(model.flags[index] ?? false)
    case .choice(let names):
      guard let choice = model.choices[index] else { return nil }
      // A place that no rule names is that of the ruleset.
      if names[choice].isEmpty, program.vocabulary.jurisdictionFields.contains(field) { return nil }
      return .text(names[choice].isEmpty ? "其他" : names[choice])
    case .date:
      guard let number = model.numbers[index] else { return nil }
      return CalendarDate(exactDay: number).map { .text($0.description) }
    case .number(let interval, let step):
      let base = model.numbers[index] ?? interval.point(on: step) ?? .zero
      let own = program.vocabulary.fields[field].unit
      let unit = own ?? variables.unit(of: index, in: model)
      guard let number = base.divided(by: unit?.scale ?? .one), number.decimalPlaces != nil else {
        isComplete = false
        return nil
      }
      return .number(number.shortDecimal(), unit: own == nil ? unit?.name.english : nil)
    }
  }

  // MARK: - What does not apply

  private var inapplicable: Set<Int> = []

  /// One whose choices have no word for it is called so; any other is left out.
  private mutating func addInapplicable(_ variables: FactVariables, _ model: Solver.Model) {
    for (index, variable) in variables.variables.enumerated() {
      guard case .applicability(let path, _) = variable.origin, model.flags[index] == false,
        let field = program.vocabulary.field(at: path),
        isThere(program.vocabulary.fields[field].container)
      else { continue }
      inapplicable.insert(field)
      if !program.vocabulary.fields[field].saysNotApplicable(in: program.vocabulary) {
        add(.notApplicable, at: field)
      }
    }
  }

  // MARK: - Lists

  /// The lists of which it is said whether they have an element.
  private var lists: Set<Int> = []
  private var absent: Set<Int> = []

  private mutating func addLists(_ variables: FactVariables, _ model: Solver.Model) {
    for (index, variable) in variables.variables.enumerated() {
      guard case .list(let path) = variable.origin,
        let list = program.vocabulary.containers.firstIndex(where: { $0.path.english == path })
      else { continue }
      lists.insert(list)
      if model.flags[index] ?? false {
        addElement(of: list)
      } else {
        absent.insert(list)
      }
    }
    for list in absent.sorted() { addNone(of: list) }
  }

  /// Whether all lists that a group stands in have an element.
  private func isThere(_ container: Int) -> Bool {
    var current: Int? = container
    while let index = current {
      if absent.contains(index) { return false }
      current = program.vocabulary.containers[index].parent
    }
    return true
  }

  /// A list without elements, unless it has one or stands in a list that has none.
  private mutating func addNone(of list: Int) {
    guard let parent = program.vocabulary.containers[list].parent, isThere(parent) else { return }
    let way = way(to: list)
    // A list of elements is said only of those that are there.
    guard !way.dropLast().contains(where: { $0.isList }) || Self.has(way.dropLast()[...], in: root)
    else { return }
    if !Self.has(way[...], in: root) { Self.addNone(way[...], in: &root) }
  }

  private static func has(_ way: ArraySlice<(key: String, isList: Bool)>, in node: Node) -> Bool {
    guard let next = way.first else { return true }
    return node.groups.first { $0.key == next.key }.map { has(way.dropFirst(), in: $0.node) }
      ?? false
  }

  private static func addNone(
    _ way: ArraySlice<(key: String, isList: Bool)>, in node: inout Node
  ) {
    guard let next = way.first else { return }
    guard way.count > 1 else {
      if !node.emptyLists.contains(next.key) { node.emptyLists.append(next.key) }
      return
    }
    let place = index(of: next, in: &node)
    addNone(way.dropFirst(), in: &node.groups[place].node)
  }

  // MARK: - The place

  /// The place of the ruleset, and of the first one below it where it holds everywhere, unless the
  /// example itself says where it is.
  private mutating func addPlace(of own: Int?) {
    let rulesets = program.rules.rulesets
    let isEverywhere = own.map { rulesets[$0].regions.isEmpty } ?? true
    guard !isEverywhere || !program.vocabulary.jurisdictionFields.contains(where: isGiven) else {
      return
    }
    let regions =
      own.map { rulesets[$0].regions }.flatMap { $0.isEmpty ? nil : $0 }
      ?? rulesets.lazy.map { $0.regions }.first { !$0.isEmpty } ?? []
    for (field, region) in zip(program.vocabulary.jurisdictionFields, regions) {
      add(.text(region), at: field)
    }
  }

  private func isGiven(_ field: Int) -> Bool {
    let declared = program.vocabulary.fields[field]
    var node: Node? = root
    for step in way(to: declared.container) {
      node = node?.groups.first { $0.key == step.key }?.node
    }
    return node?.values.contains { $0.key == declared.name.english } ?? false
  }

  private mutating func addBasis(_ basis: String, of field: Int) {
    if case .field(let stated)? = program.vocabulary.fields[field].basis {
      add(.text(basis), at: stated)
    }
  }

  // MARK: - The tree

  private mutating func add(_ value: Value, at field: Int) {
    let declared = program.vocabulary.fields[field]
    Self.add(value, declared.name.english, in: way(to: declared.container)[...], to: &root)
  }

  private mutating func addElement(of list: Int) { Self.touch(way(to: list)[...], in: &root) }

  /// The groups and lists from the root to one.
  private func way(to container: Int) -> [(key: String, isList: Bool)] {
    var way: [(key: String, isList: Bool)] = []
    var current = container
    while let parent = program.vocabulary.containers[current].parent {
      let own = program.vocabulary.containers[current]
      way.insert((own.name.english, own.isList), at: 0)
      current = parent
    }
    return way
  }

  private static func add(
    _ value: Value, _ key: String, in way: ArraySlice<(key: String, isList: Bool)>,
    to node: inout Node
  ) {
    guard let next = way.first else {
      if !node.values.contains(where: { $0.key == key }) { node.values.append((key, value)) }
      return
    }
    let place = index(of: next, in: &node)
    add(value, key, in: way.dropFirst(), to: &node.groups[place].node)
  }

  private static func touch(
    _ way: ArraySlice<(key: String, isList: Bool)>, in node: inout Node
  ) {
    guard let next = way.first else { return }
    let place = index(of: next, in: &node)
    touch(way.dropFirst(), in: &node.groups[place].node)
  }

  private static func index(of step: (key: String, isList: Bool), in node: inout Node) -> Int {
    if let known = node.groups.firstIndex(where: { $0.key == step.key }) { return known }
    node.groups.append((step.key, step.isList, Node()))
    return node.groups.count - 1
  }

  private static func write(_ node: Node, to json: inout JSONWriter) {
    json.object { json in
      for (key, value) in node.values { json.member(key) { write(value, to: &$0) } }
      for key in node.emptyLists where !node.groups.contains(where: { $0.key == key }) {
        json.member(key) { $0.array { _ in } }
      }
      for (key, isList, inner) in node.groups {
        json.member(key) { json in
          if isList { json.array { write(inner, to: &$0) } } else { write(inner, to: &json) }
        }
      }
    }
  }

  private static func write(_ value: Value, to json: inout JSONWriter) {
    switch value {
    case .text(let text): json.string(text)
    case .truth(let truth): json.boolean(truth)
    case .texts(let texts): json.array { json in for text in texts { json.string(text) } }
    case .notApplicable: json.object { $0.member("notApplicable", "") }
    case .number(let number, nil): json.number(number)
    case .number(let number, let unit?):
      json.object { json in
        json.member("value") { $0.number(number) }
        json.member("unit", unit)
      }
    }
  }
}
