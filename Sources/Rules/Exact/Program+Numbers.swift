extension Program {
  /// The numbers that a rule compares with, as its text has them: in their own units.
  ///
  /// - Parameter rule: The index in ``RuleCatalogue/rules``.
  public func numbers(ofRule rule: Int) -> Set<String> {
    var numbers: Set<String> = []
    for step in programRules[rule].steps {
      guard case .constant(let index) = steps[step], case .number(let quantity) = constants[index],
        let number = quantity.number
      else { continue }
      numbers.insert(number.shortDecimal())
    }
    return numbers
  }
}
