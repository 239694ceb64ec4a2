// Dates of a condition, as days: each with when it is the one.

extension StepFormulas {
  func isDate(_ step: Int) -> Bool {
    switch program.steps[step] {
    case .asOf, .shifted: return true
    case .field(let field, _):
      if case .date = program.vocabulary.fields[field].type { return true }
      return false
    case .constant(let index):
      if case .date = program.constants[index] { return true }
      return false
    case .parameter(let parameter, _):
      if case .date = program.rules.parameters[parameter].type { return true }
      return false
    case .definition(_, let body): return isDate(body)
    case .extremum(_, let operands), .choose(let operands):
      return program.list(operands).last.map { isDate($0) } ?? false
    default: return false
    }
  }

  mutating func days(_ step: Int) throws(ExactnessLimit) -> [Case<LinearForm>] {
    switch program.steps[step] {
    case .asOf: return [Case(.always, LinearForm(asOf.exactDay))]
    case .constant(let index):
      guard case .date(let date) = program.constants[index] else { break }
      return [Case(.always, LinearForm(date.exactDay))]
    case .field(let field, _):
      let path = path(field)
      let variable = variables.variable("f:" + path, .field(path: path), .date)
      return [Case(.always, LinearForm(variable: variable))]
    case .definition(_, let body): return try days(body)
    case .parameter(let parameter, let key): return try days(ofParameter: parameter, key: key)
    case .choose(let operands):
      var cases: [Case<LinearForm>] = []
      for item in try chosen(operands) {
        for value in try days(item.value) {
          cases.append(Case(.all([item.guard, value.guard]), value.value))
        }
      }
      return cases
    case .shifted(let date, let months, let days):
      var cases: [Case<LinearForm>] = []
      for item in try self.days(date) {
        cases.append(
          Case(item.guard, try shifted(item.value, months: months, days: days, step)))
      }
      return cases
    default: break
    }
    throw ExactnessLimit("日期不是单个事实", "a date that is no single fact")
  }

  private mutating func days(
    ofParameter index: Int, key: Int?
  ) throws(ExactnessLimit) -> [Case<LinearForm>] {
    guard let rows = try rows(of: index, key: key) else {
      let (name, origin) = givenKey(index, key)
      let variable = variables.variable(name, origin, .date)
      return [Case(freedEntry(index, key)?.holds ?? .always, LinearForm(variable: variable))]
    }
    var cases: [Case<LinearForm>] = []
    for row in rows {
      guard case .date(let date)? = row.value.value else {
        throw ExactnessLimit("不是日期", "no date")
      }
      cases.append(Case(row.guard, LinearForm(date.exactDay)))
    }
    return cases
  }

  /// A date later or earlier. Months are no number of days: some months from a fact are a day of their
  /// own, the same in both versions.
  private mutating func shifted(
    _ date: LinearForm, months: Int, days: Int, _ step: Int
  ) throws(ExactnessLimit) -> LinearForm {
    if months == 0 {
      guard let later = date.adding(LinearForm(ExactNumber(days))) else { throw .overflow }
      return later
    }
    return LinearForm(
      variable: variables.variable(opaqueKey(step), .other(shownText(of: step)), .date))
  }
}
