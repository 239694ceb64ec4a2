/// The facts that two versions of rules speak of, as variables of one formula.
///
/// A fact is the same in both when it has the same path; choices are the same by their names.
struct FactVariables {
  enum Domain: Equatable {
    /// In base units; what the field declares, and the distance of values that people write.
    case number(NumberInterval, step: ExactNumber)
    case flag
    /// The names of the values, in English; of a text those that the rules tell apart.
    case choice([String])
    /// Numbers of days, see ``CalendarDate/exactDay``.
    case date
  }

  /// Where the value of a variable stands.
  enum Origin: Equatable {
    case field(path: String)
    /// Whether a list has an element.
    case list(path: String)
    /// Whether a fact applies, and how that is written.
    case applicability(path: String, Phrase)
    /// What is no single fact: an aggregate, a value that the authority gives.
    case other(Phrase)
  }

  struct Variable {
    let key: String
    let domain: Domain
    let origin: Origin
    /// What its number is compared with, where the field leaves unit and basis to the dossier.
    fileprivate(set) var measures: [Measure] = []
  }

  /// How a number is written that a value of a table is compared with, and when it is that value.
  struct Measure {
    let `guard`: [Formula]
    let unit: UnitOfMeasure?
    let basis: String?
  }

  private(set) var variables: [Variable] = []
  /// Whether anything is said of all elements of a list together.
  var hasLists = false
  private var indices: [String: Int] = [:]

  /// The variable of a key, made where there is none.
  mutating func variable(_ key: String, _ origin: Origin, _ domain: @autoclosure () -> Domain)
    -> Int
  {
    if let known = indices[key] { return known }
    variables.append(Variable(key: key, domain: domain(), origin: origin))
    indices[key] = variables.count - 1
    return variables.count - 1
  }

  mutating func note(_ measure: Measure, of variable: Int) {
    variables[variable].measures.append(measure)
  }

  /// The unit that the number of a variable is compared in by a model.
  func unit(of variable: Int, in model: Solver.Model) -> UnitOfMeasure? {
    measures(of: variable, in: model).lazy.compactMap { $0.unit }.first
  }

  /// What the number of a variable is counted on by a model.
  func basis(of variable: Int, in model: Solver.Model) -> String? {
    measures(of: variable, in: model).lazy.compactMap { $0.basis }.first
  }

  /// Those by which it is compared there; all, if it is not compared.
  private func measures(of variable: Int, in model: Solver.Model) -> [Measure] {
    let point = FormulaPoint(model)
    let all = variables[variable].measures
    let own = all.filter { $0.guard.allSatisfy { point.satisfies($0) } }
    return own.isEmpty ? all : own
  }

  /// What a dossier that simply gives its facts says of what is no fact: everything applies, and no
  /// justification is accepted. An example is looked for under it first.
  private(set) var suppositions: [Formula] = []

  /// A flag that is no fact of a dossier, and what it is unless a dossier says more.
  mutating func flag(_ key: String, _ origin: Origin, supposedly value: Bool) -> Int {
    let count = variables.count
    let variable = variable(key, origin, .flag)
    if variables.count > count {
      suppositions.append(.atom(.flag(variable: variable, value)))
    }
    return variable
  }

  /// A number that is the product of two others.
  struct Product {
    let variable: Int
    let left: LinearForm
    let right: LinearForm
  }

  private(set) var products: [Product] = []
  private var laws: [Formula] = []

  /// - Parameter law: What holds of it, whatever the facts are.
  mutating func note(_ product: Product, law: Formula) {
    products.append(product)
    note(law: law)
  }

  mutating func note(law: Formula) { laws.append(law) }

  private(set) var universals: [Universal] = []
  /// The facts of an element of some list, apart from those of the project; none or one.
  private var elements: [FactVariables] = []

  /// The facts of an element that ``universals`` speak of.
  var ofElements: FactVariables { elements.first ?? FactVariables() }

  mutating func note(_ universal: Universal, ofElements facts: FactVariables) {
    universals.append(universal)
    elements = [facts]
  }

  /// What holds of every dossier: each number lies in the range that its field declares, a product has
  /// the sign that its factors give it, and a fact applies unless something says that it does not.
  var ranges: [Formula] { laws + variables.indices.flatMap { range(of: $0) } }

  private func range(of index: Int) -> [Formula] {
    guard case .number(let interval, _) = variables[index].domain else { return [] }
    return bounds(of: index, interval)
  }

  /// That a number, or the number of a day, lies in an interval.
  func bounds(of index: Int, _ interval: NumberInterval) -> [Formula] {
    let own = LinearForm(variable: index)
    var parts: [Formula] = []
    if let low = interval.lower, let form = LinearForm(low.value).subtracting(own) {
      parts.append(.atom(.linear(LinearConstraint(form: form, isStrict: !low.isIncluded))))
    }
    if let high = interval.upper, let form = own.subtracting(LinearForm(high.value)) {
      parts.append(.atom(.linear(LinearConstraint(form: form, isStrict: !high.isIncluded))))
    }
    return parts
  }

  /// A model with a value of every variable: of one that it leaves open, what a dossier says that simply
  /// gives its facts, of a date the day of the review.
  func completed(_ model: Solver.Model, on day: CalendarDate) -> Solver.Model {
    var model = model
    for case .atom(.flag(let variable, let value)) in suppositions
    where model.flags[variable] == nil {
      model.flags[variable] = value
    }
    for (index, variable) in variables.enumerated() {
      switch variable.domain {
      case .flag: model.flags[index] = model.flags[index] ?? false
      case .choice: model.choices[index] = model.choices[index] ?? 0
      case .date: model.numbers[index] = model.numbers[index] ?? day.exactDay
      case .number(let interval, let step):
        model.numbers[index] = model.numbers[index] ?? interval.point(on: step) ?? .zero
      }
    }
    return model
  }

  /// The distance of the values that a variable is written with.
  func step(of variable: Int) -> ExactNumber? {
    switch variables[variable].domain {
    case .number(_, let step): step
    case .date: .one
    case .flag, .choice: nil
    }
  }
}

extension CalendarDate {
  /// The days from 0001-01-01, as a number of a formula.
  var exactDay: ExactNumber { ExactNumber(dayNumber) }

  /// The last day that is not behind a number.
  init?(exactDay number: ExactNumber) {
    guard let day = Int(exactly: number.numerator / number.denominator) else { return nil }
    self.init(dayNumber: day)
  }
}
