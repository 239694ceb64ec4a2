/// What the authority gives in an example.
extension FactVariables {
  /// The values of parameters that rules have none of, each for all its keys.
  func parameters(of model: Solver.Model, in program: Program) -> ParameterValues {
    var given = ParameterValues()
    for (index, variable) in variables.enumerated() where isParameter(index) {
      let name = String(
        variable.key.dropFirst(Self.parameterMark.count).prefix { $0 != "[" && $0 != "∈" })
      guard
        let parameter = program.rules.parameters.firstIndex(where: { $0.name.english == name }),
        let value = value(of: index, model, program.rules.parameters[parameter])
      else { continue }
      given.set(GivenParameter(state: .value(value)), parameter, key: "")
    }
    return given
  }

  static let parameterMark = "p:"

  private func isParameter(_ index: Int) -> Bool {
    variables[index].key.hasPrefix(Self.parameterMark)
  }

  private func value(
    of index: Int, _ model: Solver.Model, _ parameter: CatalogueParameter
  ) -> ScalarValue? {
    switch (variables[index].domain, parameter.type) {
    case (.flag, .truth): model.flags[index].map { .truth($0) }
    case (.number, .number):
      model.numbers[index].map {
        .number(
          Quantity(
            interval: NumberInterval($0), unit: parameter.unit ?? unit(of: index, in: model)))
      }
    default: nil
    }
  }

  /// The model with products that are those of their factors: a factor that is given by the authority,
  /// else any single one, becomes what the product needs.
  func multiplied(_ model: Solver.Model) -> Solver.Model {
    var model = model
    for product in products {
      let factors = [(product.right, product.left), (product.left, product.right)]
      let sorted = factors.filter { given($0.0) } + factors.filter { !given($0.0) }
      for (factor, other) in sorted {
        guard let term = factor.terms.first, factor.terms.count == 1, factor.constant.isZero,
          let value = value(of: other, model), !value.isZero,
          let needed = (model.numbers[product.variable] ?? .zero).divided(by: value)?
            .divided(by: term.factor)
        else { continue }
        model.numbers[term.variable] = needed
        break
      }
    }
    return model
  }

  private func given(_ form: LinearForm) -> Bool {
    form.terms.allSatisfy { isParameter($0.variable) }
  }

  private func value(of form: LinearForm, _ model: Solver.Model) -> ExactNumber? {
    var form: LinearForm? = form
    while let term = form?.terms.first {
      form = form?.replacing(term.variable, by: model.numbers[term.variable] ?? .zero)
    }
    return form?.constant
  }
}
