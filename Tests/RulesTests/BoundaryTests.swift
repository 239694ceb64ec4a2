import Testing

@testable import Rules

/// Every comparison of a fact with a number that stands in a rule of the repository, judged at the
/// number itself and one unit of its last place to either side.
@Suite("Boundaries of the rules")
struct BoundaryTests {
  private static let gates = Gate.all(in: CommittedRules.book.program)

  @Test("There are gates to test")
  func some() { #expect(Self.gates.count > 40) }

  @Test("The truth turns where the operator says", arguments: gates)
  func flips(_ gate: Gate) throws {
    let below = try #require(gate.limit.subtracting(gate.step))
    let above = try #require(gate.limit.adding(gate.step))
    for (value, order) in [(below, -1), (gate.limit, 0), (above, 1)] {
      let dossier = gate.dossier(with: value)
      guard let result = try gate.judge(dossier) else {
        // The field declares that there is no such value: 101 %, or less than nothing.
        #expect(!gate.isPossible(value), "\(dossier)")
        continue
      }
      #expect(result == gate.expected(order), "\(dossier)")
    }
  }
}

/// A step of a program that compares a field with a number of the rule's text.
struct Gate: Sendable, CustomTestStringConvertible {
  let rule: String
  let step: ExactNumber
  /// As written, in the unit it is written with.
  let limit: ExactNumber
  private let comparison: Comparison
  private let field: Field
  private let unit: UnitOfMeasure?
  private let index: Int
  private let variable: Int?

  var testDescription: String {
    "\(rule): \(field.path.english) \(comparison) \(limit) \(unit?.name.english ?? "")"
  }

  static func all(in program: Program) -> [Gate] {
    program.programRules.flatMap { rule in
      rule.steps.compactMap { Gate(step: $0, of: rule, in: program) }
    }
  }

  private init?(step index: Int, of rule: ProgramRule, in program: Program) {
    guard case .compare(let comparison, let left, let right) = program.steps[index],
      case .field(let field, let variable) = program.steps[left],
      case .constant(let constant) = program.steps[right],
      case .number(let quantity) = program.constants[constant], let limit = quantity.number,
      let places = limit.decimalPlaces
    else { return nil }
    self.rule = program.rules.rules[rule.rule].id
    self.index = index
    self.comparison = comparison
    self.variable = variable
    self.field = program.vocabulary.fields[field]
    self.limit = limit
    unit = quantity.unit
    var scale: Int128 = 1
    for _ in 0..<places { scale *= 10 }
    step = ExactNumber(1, over: scale) ?? .one
  }

  /// What the comparison comes to for a value below, at or above the limit.
  func expected(_ order: Int) -> Truth {
    switch comparison {
    case .atMost: Truth(order <= 0)
    case .below: Truth(order < 0)
    case .atLeast: Truth(order >= 0)
    case .above: Truth(order > 0)
    case .equal: Truth(order == 0)
    case .notEqual: Truth(order != 0)
    }
  }

  /// Whether the field's declared range holds the value.
  func isPossible(_ value: ExactNumber) -> Bool {
    value.multiplied(by: unit?.scale ?? .one).map(field.interval.contains) ?? false
  }

  /// A dossier with this one fact, in the unit of the rule.
  func dossier(with value: ExactNumber) -> String {
    let vocabulary = CommittedRules.book.program.vocabulary
    let name = unit.map { $0.isOne ? "" : " \($0.name.english)" } ?? ""
    var json = "\"\(field.name.english)\": \"\(value)\(name)\""
    var container: Int? = field.container
    while let index = container, index != 0 {
      let entry = vocabulary.containers[index]
      let inner = entry.isList ? "[{\(json)}]" : "{\(json)}"
      json = "\"\(entry.name.english)\": \(inner)"
      container = entry.parent
    }
    return "{\(json)}"
  }

  /// The first element of a list, which may stand in an element of another.
  private static func first(
    of list: Int, in root: DossierElement
  ) -> (element: DossierElement, indices: [Int?])? {
    if case .elements(let elements)? = root.lists[list] { return elements.first.map { ($0, [0]) } }
    for case .elements(let outer) in root.lists.values {
      guard let element = outer.first, let (inner, indices) = first(of: list, in: element) else {
        continue
      }
      return (inner, [0] + indices)
    }
    return nil
  }

  /// The truth of the comparison; nil when the dossier is rejected.
  func judge(_ text: String) throws -> Truth? {
    let program = CommittedRules.book.program
    let source = SourceText(path: "dossier.json", text: text)
    let (read, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    guard let dossier = read, !problems.hasErrors else { return nil }
    let today = try #require(CalendarDate(year: 2024, month: 6, day: 1))
    let (binding, _) = bind(dossier, to: program, today: today)
    var evaluator = Evaluator(
      program: program, binding: binding, steps: program.steps.indices)
    if let variable {
      guard let (element, indices) = Self.first(of: field.container, in: binding.dossier.root)
      else { return nil }
      let bound = BoundElement(element: element, indices: indices)
      evaluator.environment = Array(repeating: bound, count: variable + 1)
    }
    return evaluator.evaluate(index).truth
  }
}
