/// The smallest region around an example in which a formula holds: of each fact the values that it
/// may have while the others stay as they are.
struct FormulaRegion {
  /// Without what is merely supposed of the example.
  let formula: Formula
  let variables: FactVariables
  let model: Solver.Model
  /// Whether the products of the example are those of its factors, and the formula holds of it so.
  let isConsistent: Bool
  private(set) var numbers: [(variable: Int, interval: NumberInterval)] = []
  private var choices: [(variable: Int, set: ChoiceSet)] = []
  private var flags: [(variable: Int, value: Bool)] = []

  init(_ wanted: Formula, around model: Solver.Model, _ variables: FactVariables) {
    let formula = Self.bare(wanted, variables)
    let point = FormulaPoint(model, products: variables.products)
    (self.formula, self.variables, self.model) = (formula, variables, point.model)
    isConsistent = point.satisfies(formula)
    guard isConsistent else { return }
    for index in variables.variables.indices {
      switch variables.variables[index].domain {
      case .number, .date:
        // What its factors make of it is said of them.
        guard !variables.products.contains(where: { $0.variable == index }) else { continue }
        let interval = point.interval(of: index, in: formula)
        if interval != .everything { numbers.append((index, interval)) }
      case .choice(let names):
        let members = names.indices.filter {
          point.replacing(choice: index, by: $0).satisfies(formula)
        }
        if members.count < names.count {
          choices.append((index, ChoiceSet(of: members, among: names.count)))
        }
      case .flag:
        if !point.replacing(flag: index).satisfies(formula) {
          flags.append((index, point.flag(index)))
        }
      }
    }
  }

  /// The example.
  var point: FormulaPoint { FormulaPoint(model, products: variables.products) }

  /// A formula without the suppositions beside it, under which an example is looked for first.
  private static func bare(_ formula: Formula, _ variables: FactVariables) -> Formula {
    guard case .all(let parts) = formula, !variables.suppositions.isEmpty else { return formula }
    return .all(parts.filter { !variables.suppositions.contains($0) })
  }

  /// The numbers that may have fewer values than at all.
  private var limits: [(variable: Int, interval: NumberInterval)] {
    numbers.filter { $0.interval != declared($0.variable) }
  }

  /// The values that a number may have at all.
  private func declared(_ variable: Int) -> NumberInterval {
    if case .number(let interval, _) = variables.variables[variable].domain {
      interval
    } else {
      .everything
    }
  }

  /// That each fact has one of its values, but for some choices.
  func sides(besides keys: Set<Int>) -> [Formula] {
    choices.filter { !keys.contains($0.variable) }
      .map { .atom(.choice(variable: $0.variable, $0.set)) }
      + flags.map { .atom(.flag(variable: $0.variable, $0.value)) }
      + limits.flatMap { variables.bounds(of: $0.variable, $0.interval) }
  }

  /// `设施类型 属于 数据中心，PUE 在 (1.2, 1.25]`
  func words(_ programs: Program...) -> Phrase { words(programs, keys: [], tables: []) }

  /// What the formula depends on at the example that is no fact which a dossier simply gives.
  var unwritten: [Phrase] {
    // Where a product is not that of its factors, any of them may be it.
    let relevant =
      isConsistent
      ? flags.map { $0.variable } + limits.map { $0.variable } : Array(variables.variables.indices)
    return relevant.filter { index in
      guard !variables.products.contains(where: { $0.variable == index }) else { return false }
      return switch variables.variables[index].origin {
      case .other, .applicability: true
      case .field, .list: false
      }
    }.map { Self.label(variables.variables[$0], []) }
  }

  /// What is said of it to a reader who takes it for all there is.
  func statement(_ program: Program) -> Phrase { extent(besides: []).words(of: words(program)) }

  /// The same of rules that look up limits: a choice that decides them is said by its own value alone, and
  /// which tables they stand in.
  ///
  /// - Parameters:
  ///   - sides: The programs and the rules of them that are compared.
  ///   - period: The days of the review on which it is so.
  func statement(naming sides: [RuleQuestion.Side], _ period: WitnessPeriod) -> Phrase {
    let tables = sides.reversed().flatMap { side in
      side.program.parameters(of: side.rules).map { side.program.rules.parameters[$0] }
    }
    let keys = keys
    let region = words(sides.map { $0.program }, keys: keys, tables: tables)
    return extent(besides: keys).words(of: period.words(after: region))
  }

  private func words(
    _ programs: [Program], keys: Set<Int>, tables: [CatalogueParameter]
  ) -> Phrase {
    var parts: [Phrase] = keys.sorted().map { own($0, programs) }
    for (variable, set) in choices where !keys.contains(variable) {
      guard case .choice(let names) = variables.variables[variable].domain else { continue }
      let members = names.indices.filter {
        !set.intersection(ChoiceSet(of: [$0], among: names.count)).isEmpty
      }
      let values = members.map {
        Self.choiceName(names[$0], variables.variables[variable], programs)
      }
      let label = Self.label(variables.variables[variable], programs)
      parts.append(
        Phrase(
          label.chinese + " " + Self.list(values.map { $0.chinese }, "、"),
          label.english + " " + Self.list(values.map { $0.english }, ", ")))
    }
    for (variable, value) in flags {
      let label = Self.label(variables.variables[variable], programs)
      parts.append(
        Phrase(label.chinese + (value ? " 是" : " 否"), label.english + (value ? " yes" : " no")))
    }
    for (variable, interval) in limits {
      let label = Self.label(variables.variables[variable], programs)
      let text = interval.text(in: unit(of: variable, programs), isDate: isDate(variable))
      let origin = Self.words(
        ofTables: self.tables(of: (variable, interval), under: keys, among: tables))
      parts.append(
        Phrase(
          "\(label.chinese) 在 \(text.chinese)\(origin.chinese)",
          "\(label.english) in \(text.english)\(origin.english)"))
    }
    guard !parts.isEmpty else { return Phrase("一切项目", "any project") }
    return Phrase(
      parts.map { $0.chinese }.joined(separator: "，"),
      parts.map { $0.english }.joined(separator: ", "))
  }

  /// The value that the example has of a choice which decides limits.
  private func own(_ variable: Int, _ programs: [Program]) -> Phrase {
    guard case .choice(let names) = variables.variables[variable].domain else {
      return Phrase("", "")
    }
    let label = Self.label(variables.variables[variable], programs)
    let name = names[point.choice(variable)]
    let value = Self.choiceName(name, variables.variables[variable], programs)
    return Phrase(
      "\(label.chinese) \(value.chinese)（其他的各按自己的数）",
      "\(label.english) \(value.english) (others by limits of their own)")
  }

  private static func words(ofTables tables: [Phrase]) -> Phrase {
    guard !tables.isEmpty else { return Phrase("", "") }
    return Phrase(
      "（界限取自" + tables.map { "“\($0.chinese)”" }.joined(separator: "、") + "）",
      " (limits from " + tables.map { "“\($0.english)”" }.joined(separator: ", ") + ")")
  }

  /// Long lists of values say how many there are.
  private static func list(_ values: [String], _ comma: String) -> String {
    let most = 6
    guard values.count > most else { return values.joined(separator: comma) }
    return values.prefix(most).joined(separator: comma) + "…(\(values.count))"
  }

  private func isDate(_ variable: Int) -> Bool { variables.variables[variable].domain == .date }

  private func unit(of variable: Int, _ programs: [Program]) -> UnitOfMeasure? {
    if let unit = variables.unit(of: variable, in: model) { return unit }
    guard case .field(let path) = variables.variables[variable].origin else { return nil }
    return programs.lazy.compactMap { program in
      program.vocabulary.field(at: path).flatMap { program.vocabulary.fields[$0].unit }
    }.first
  }

  private static func label(_ variable: FactVariables.Variable, _ programs: [Program]) -> Phrase {
    switch variable.origin {
    case .other(let words) where variable.key.hasPrefix(FactVariables.parameterMark):
      return Phrase(
        "主管部门给出的“\(words.chinese)”", "“\(words.english)” as the authority gives it")
    case .other(let words), .applicability(_, let words): return words
    case .list(let path):
      for program in programs.reversed() {
        let containers = program.vocabulary.containers
        if let list = containers.first(where: { $0.path.english == path }) {
          return Phrase("有" + list.label, "any " + path)
        }
      }
      return Phrase(path, path)
    case .field(let path):
      for program in programs.reversed() {
        if let field = program.vocabulary.field(at: path) {
          return Phrase(program.vocabulary.fields[field].label, path)
        }
      }
      return Phrase(path, path)
    }
  }

  private static func choiceName(
    _ name: String, _ variable: FactVariables.Variable, _ programs: [Program]
  ) -> Phrase {
    guard case .field(let path) = variable.origin else { return Phrase(name, name) }
    if name.isEmpty { return Phrase("其他", "others") }
    for program in programs.reversed() {
      guard let field = program.vocabulary.field(at: path),
        case .choice(let list) = program.vocabulary.fields[field].type,
        let choice = program.vocabulary.choiceLists[list].choices.first(where: {
          $0.english == name
        })
      else { continue }
      return choice
    }
    return Phrase(name, name)
  }
}

/// Values of all variables, at which a formula is true or false.
struct FormulaPoint {
  private(set) var model: Solver.Model
  private let products: [FactVariables.Product]

  /// - Parameter products: The numbers that follow from others, whatever the model says of them.
  init(_ model: Solver.Model, products: [FactVariables.Product] = []) {
    (self.model, self.products) = (model, products)
    multiply()
  }

  func flag(_ variable: Int) -> Bool { model.flags[variable] ?? false }

  func replacing(choice variable: Int, by value: Int) -> FormulaPoint {
    var other = self
    other.model.choices[variable] = value
    return other
  }

  func replacing(flag variable: Int) -> FormulaPoint {
    var other = self
    other.model.flags[variable] = !flag(variable)
    return other
  }

  func replacing(number variable: Int, by value: ExactNumber) -> FormulaPoint {
    var other = self
    other.model.numbers[variable] = value
    other.multiply()
    return other
  }

  /// Makes each product what its factors, of which each comes before it, make of it.
  private mutating func multiply() {
    for product in products {
      guard let left = value(of: product.left), let right = value(of: product.right),
        let value = left.multiplied(by: right)
      else { continue }
      model.numbers[product.variable] = value
    }
  }

  /// nil: it does not fit.
  private func value(of form: LinearForm) -> ExactNumber? {
    var form = form
    for term in form.terms {
      guard let next = form.replacing(term.variable, by: model.numbers[term.variable] ?? .zero)
      else { return nil }
      form = next
    }
    return form.constant
  }

  func satisfies(_ formula: Formula) -> Bool {
    switch formula {
    case .all(let parts): return parts.allSatisfy { satisfies($0) }
    case .any(let parts): return parts.contains { satisfies($0) }
    case .atom(.flag(let variable, let value)): return flag(variable) == value
    case .atom(.choice(let variable, let set)):
      let value = ChoiceSet(of: [model.choices[variable] ?? 0], among: set.count)
      return !set.intersection(value).isEmpty
    case .atom(.linear(let constraint)):
      guard let value = value(of: constraint.form) else { return false }
      return LinearConstraint(form: LinearForm(value), isStrict: constraint.isStrict).truth ?? false
    }
  }

  /// The values of a number around its own for which a formula holds, the others as they are.
  func interval(of variable: Int, in formula: Formula) -> NumberInterval {
    let own = model.numbers[variable] ?? .zero
    let sorted = marks(of: variable, in: formula).sorted()
    return NumberInterval(
      lower: bound(sorted.filter { $0 <= own }.reversed(), from: own, ExactNumber(-1)) {
        replacing(number: variable, by: $0).satisfies(formula)
      },
      upper: bound(sorted.filter { $0 >= own }, from: own, .one) {
        replacing(number: variable, by: $0).satisfies(formula)
      })
  }

  /// How far one can go from a value across marks, between which nothing turns; nil: without end.
  ///
  /// - Parameter step: One up or one down.
  private func bound(
    _ marks: [ExactNumber], from own: ExactNumber, _ step: ExactNumber,
    _ holds: (ExactNumber) -> Bool
  ) -> NumberInterval.Bound? {
    var place = own
    for mark in marks {
      if mark != place, let middle = mark.adding(place)?.divided(by: ExactNumber(2)),
        !holds(middle)
      {
        return NumberInterval.Bound(place)
      }
      guard holds(mark) else { return NumberInterval.Bound(mark, isIncluded: false) }
      place = mark
    }
    guard let beyond = place.adding(step), !holds(beyond) else { return nil }
    return NumberInterval.Bound(place)
  }

  /// The values at which the constraints on a variable turn, the others as they are.
  func marks(of variable: Int, in formula: Formula) -> Set<ExactNumber> {
    var marks: Set<ExactNumber> = []
    collect(variable, formula, &marks)
    return marks
  }

  private func collect(_ variable: Int, _ formula: Formula, _ marks: inout Set<ExactNumber>) {
    switch formula {
    case .all(let parts), .any(let parts): for part in parts { collect(variable, part, &marks) }
    case .atom(.linear(let constraint)):
      if let mark = mark(of: variable, in: constraint.form) { marks.insert(mark) }
    case .atom: return
    }
  }

  /// Where a form is zero, which is found by its values at two places; nil: it does not depend on the
  /// variable, or not in a straight line.
  private func mark(of variable: Int, in form: LinearForm) -> ExactNumber? {
    guard isDependent(form, on: variable),
      let first = replacing(number: variable, by: .zero).value(of: form),
      let second = replacing(number: variable, by: .one).value(of: form),
      let slope = second.subtracting(first), slope != .zero
    else { return nil }
    return first.negated.divided(by: slope)
  }

  private func isDependent(_ form: LinearForm, on variable: Int) -> Bool {
    if form.factor(of: variable) != nil { return true }
    return products.contains { product in
      form.factor(of: product.variable) != nil
        && (isDependent(product.left, on: variable) || isDependent(product.right, on: variable))
    }
  }
}

extension NumberInterval {
  /// `(1.2, 1.25]`, in a unit.
  fileprivate func text(in unit: UnitOfMeasure?, isDate: Bool) -> Phrase {
    func shown(_ value: ExactNumber) -> String {
      if isDate { return CalendarDate(exactDay: value)?.description ?? "" }
      let number = value.divided(by: unit?.scale ?? .one) ?? value
      let text = number.shortDecimal()
      return ExactNumber(parsing: text) == number ? text : "≈" + text
    }
    let name =
      unit.map {
        Phrase(
          $0.name.chinese.isEmpty ? "" : " " + $0.name.chinese,
          $0.name.english.isEmpty ? "" : " " + $0.name.english)
      } ?? Phrase("", "")
    if let single {
      return Phrase("{\(shown(single))}" + name.chinese, "{\(shown(single))}" + name.english)
    }
    let low = lower.map { ($0.isIncluded ? "[" : "(") + shown($0.value) } ?? "(−∞"
    let high = upper.map { shown($0.value) + ($0.isIncluded ? "]" : ")") } ?? "+∞)"
    return Phrase("\(low), \(high)" + name.chinese, "\(low), \(high)" + name.english)
  }
}
