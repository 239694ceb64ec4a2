/// A dossier with the values of an example, as `review evaluate` reads it.
struct WitnessDossier {
  private let program: Program
  private var root = Node()

  /// The facts of a group, or of the one element of a list.
  private struct Node {
    var values: [(key: String, value: Value)] = []
    var groups: [(key: String, isList: Bool, node: Node)] = []
  }

  private enum Value {
    case text(String)
    case truth(Bool)
    case texts([String])
    /// A decimal, and its unit where the field has none of its own.
    case number(String, unit: String?)
  }

  /// nil: a value cannot be written in a dossier of this program.
  private var isComplete = true

  init(
    _ variables: FactVariables, _ model: Solver.Model, on day: CalendarDate, _ program: Program,
    rule: Int?
  ) {
    self.program = program
    var several: [String: [String]] = [:]
    for (index, variable) in variables.variables.enumerated() {
      guard case .field(let path) = variable.origin else { continue }
      guard let field = program.vocabulary.field(at: path) else {
        // The other version has a fact that this one does not know; it then says nothing here.
        continue
      }
      if variable.key.hasPrefix("m:") {
        several[path, default: []] +=
          model.flags[index] ?? false
          ? [String(variable.key.split(separator: "=").last ?? "")] : []
        continue
      }
      if let value = value(of: index, variable, model, field) { add(value, at: field) }
      if let basis = variable.basis { addBasis(basis, of: field) }
    }
    for (path, names) in several.sorted(by: { $0.key < $1.key }) {
      if let field = program.vocabulary.field(at: path) { add(.texts(names), at: field) }
    }
    addPlace(of: rule)
    if let field = program.vocabulary.asOfField { add(.text(day.description), at: field) }
    if let rule, let loop = program.rules.rules[rule].loop { addElement(of: loop.list) }
  }

  /// nil: a value of it cannot be written.
  var text: String? {
    guard isComplete else { return nil }
    var json = JSONWriter(style: .compact)
    Self.write(root, to: &json)
    return json.text
  }

  private mutating func value(
    of index: Int, _ variable: FactVariables.Variable, _ model: Solver.Model, _ field: Int
  ) -> Value? {
    switch variable.domain {
    case .flag: return .truth(model.flags[index] ?? false)
    case .choice(let names):
      guard let choice = model.choices[index] else { return nil }
      return .text(names[choice].isEmpty ? "其他" : names[choice])
    case .date:
      guard let number = model.numbers[index] else { return nil }
      return CalendarDate(exactDay: number).map { .text($0.description) }
    case .number(let interval, let step):
      let base = model.numbers[index] ?? interval.point(on: step) ?? .zero
      let own = program.vocabulary.fields[field].unit
      let unit = own ?? variable.unit
      guard let number = base.divided(by: unit?.scale ?? .one), number.decimalPlaces != nil else {
        isComplete = false
        return nil
      }
      return .number(number.shortDecimal(), unit: own == nil ? unit?.name.english : nil)
    }
  }

  /// The place of the ruleset, and of the first one below it where it holds everywhere.
  private mutating func addPlace(of rule: Int?) {
    let rulesets = program.rules.rulesets
    let own = rule.map { program.rules.rules[$0].ruleset }
    let regions =
      own.map { rulesets[$0].regions }.flatMap { $0.isEmpty ? nil : $0 }
      ?? rulesets.lazy.map { $0.regions }.first { !$0.isEmpty } ?? []
    for (field, region) in zip(program.vocabulary.jurisdictionFields, regions) {
      add(.text(region), at: field)
    }
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
    case .number(let number, nil): json.number(number)
    case .number(let number, let unit?):
      json.object { json in
        json.member("value") { $0.number(number) }
        json.member("unit", unit)
      }
    }
  }
}
