@testable import Rules

/// Draws dossiers from a vocabulary: facts of every type, numbers near the thresholds of the
/// rules, lists, ranges, and facts that are missing, unavailable or said not to apply.
struct RandomDossier {
  let program: Program
  /// Constants that each field is compared with anywhere in the rules.
  private var constants: [Int: [ScalarValue]] = [:]
  /// Keys of tables, and names of regions.
  private let texts: [String]

  init(_ program: Program) {
    self.program = program
    texts = program.rules.parameters.flatMap { $0.rows.texts.map { $0.key } }
      .filter { !$0.isEmpty }.sorted()
    for step in program.steps {
      switch step {
      case .compare(_, let left, let right): addConstants(left, right)
      case .oneOf(let operand, let values): addConstants(operand, program.constants(values))
      default: break
      }
    }
  }

  private mutating func addConstants(_ left: Int, _ right: Int) {
    for (field, other) in [(left, right), (right, left)] {
      if case .constant(let index) = program.steps[other] {
        addConstants(field, [program.constants[index]])
      }
    }
  }

  private mutating func addConstants(_ step: Int, _ values: [ScalarValue]) {
    guard case .field(let field, _) = program.steps[step] else { return }
    constants[field, default: []] += values
  }

  private var vocabulary: Vocabulary { program.vocabulary }

  /// Where every fact stands; a fact without a place would count as derived from others.
  static let place = SourceRange(source: 0, start: 0, end: 0)

  // MARK: - Whole dossiers

  func dossier(_ random: inout SplitMix64) -> Dossier {
    let density = [35, 70, 95, 100].randomElement(using: &random) ?? 70
    var root = element(of: 0, density, &random)
    // Random words name no place.
    for field in vocabulary.jurisdictionFields { root.facts[field] = nil }
    let ruleset = program.rules.rulesets.randomElement(using: &random)
    for (field, region) in zip(vocabulary.jurisdictionFields, ruleset?.regions ?? [])
    where random.chance(97) {
      root.facts[field] = Fact(.value(.text(region)), range: Self.place)
    }
    return Dossier(source: SourceText(path: "random.json", text: ""), root: root)
  }

  /// The facts of the project, or of an element of a list.
  func element(
    of container: Int, _ density: Int, _ random: inout SplitMix64
  ) -> DossierElement {
    var element = DossierElement()
    fill(&element, container, density, &random)
    return element
  }

  private func fill(
    _ element: inout DossierElement, _ container: Int, _ density: Int,
    _ random: inout SplitMix64
  ) {
    for field in vocabulary.containers[container].fields where random.chance(density) {
      element.facts[field] = fact(of: field, &random)
    }
    for (index, inner) in vocabulary.containers.enumerated() where inner.parent == container {
      if inner.isList {
        if random.chance(density) { element.lists[index] = list(index, density, &random) }
      } else if index != 0 {
        fill(&element, index, density, &random)
      }
    }
  }

  func list(_ list: Int, _ density: Int, _ random: inout SplitMix64) -> DossierList {
    if random.chance(3) { return .unavailable("无") }
    let count = [0, 1, 1, 2, 3].randomElement(using: &random) ?? 1
    return .elements((0..<count).map { _ in element(of: list, density, &random) })
  }

  // MARK: - Facts

  func fact(of field: Int, _ random: inout SplitMix64) -> Fact {
    if random.chance(2) { return Fact(.unavailable("无"), range: Self.place) }
    if random.chance(2) { return Fact(.notApplicable("无"), range: Self.place) }
    return Fact(.value(value(of: field, &random)), range: Self.place)
  }

  func value(of index: Int, _ random: inout SplitMix64) -> ScalarValue {
    let field = vocabulary.fields[index]
    switch field.type {
    case .truth: return .truth(random.chance(50))
    case .text:
      if let named = constants[index]?.randomElement(using: &random), random.chance(50) {
        return named
      }
      return .text(texts.randomElement(using: &random) ?? "甲")
    case .date: return .date(date(&random))
    case .choice(let list):
      if let named = constants[index]?.randomElement(using: &random), random.chance(60) {
        return named
      }
      let count = vocabulary.choiceLists[list].choices.count
      return .choice(Int.random(in: 0..<count, using: &random))
    case .choices(let list):
      let all = vocabulary.choiceLists[list].choices.indices
      let chosen = all.filter { _ in random.chance(60) }
      return .choices(Set(chosen))
    case .number: return number(index, field, &random)
    }
  }

  private func date(_ random: inout SplitMix64) -> CalendarDate {
    CalendarDate(
      year: Int.random(in: 2019...2027, using: &random),
      month: Int.random(in: 1...12, using: &random),
      day: Int.random(in: 1...28, using: &random)) ?? .earliest
  }

  /// Near a threshold, or any number of a usual size; sometimes a range.
  private func number(
    _ index: Int, _ field: Field, _ random: inout SplitMix64
  ) -> ScalarValue {
    let unit = field.unit ?? (random.chance(50) ? vocabulary.units.unit(spelled: "kgce/t") : nil)
    var base = anyNumber(&random).multiplied(by: unit?.scale ?? .one) ?? .one
    if case .number(let named)? = constants[index]?.randomElement(using: &random),
      let threshold = named.interval.single, random.chance(75)
    {
      let near = [-1, 0, 0, 1].randomElement(using: &random) ?? 0
      let step = (ExactNumber(1, over: field.isInteger ? 1 : 100) ?? .one)
        .multiplied(by: unit?.scale ?? .one)
      base = step?.multiplied(by: ExactNumber(near)).flatMap(threshold.adding) ?? threshold
    }
    if field.isInteger { base = base.roundedDown(places: 0) ?? base }
    if let low = field.interval.lower?.value, base < low { base = low }
    if let high = field.interval.upper?.value, base > high { base = high }
    var interval = NumberInterval(base)
    if random.chance(4), !field.isInteger, let end = base.adding(base.magnitude),
      field.interval.contains(end)
    {
      interval = NumberInterval(
        lower: NumberInterval.Bound(base), upper: NumberInterval.Bound(end))
    }
    return .number(Quantity(interval: interval, unit: unit))
  }

  private func anyNumber(_ random: inout SplitMix64) -> ExactNumber {
    let digits = Int.random(in: 0...9999, using: &random)
    let scale = [1, 10, 100, 1000].randomElement(using: &random) ?? 1
    let decimal = ExactNumber(Int128(digits), over: Int128(scale)) ?? .one
    return random.chance(20) ? decimal.multiplied(by: ExactNumber(1000)) ?? decimal : decimal
  }

  // MARK: - Parameters

  /// Values for about half of the parameters, for all their keys.
  func parameters(_ random: inout SplitMix64) -> ParameterValues {
    var values = ParameterValues()
    for (index, parameter) in program.rules.parameters.enumerated() where random.chance(50) {
      let value: ScalarValue
      switch parameter.type {
      case .truth: value = .truth(random.chance(50))
      case .number:
        let number = ExactNumber(Int128(Int.random(in: 5...30, using: &random)), over: 10) ?? .one
        let base = number.multiplied(by: parameter.unit?.scale ?? .one) ?? number
        value = .number(Quantity(interval: NumberInterval(base), unit: parameter.unit))
      case .text, .date, .choice, .choices: continue
      }
      values.set(GivenParameter(state: .value(value)), index, key: "")
    }
    return values
  }
}
