extension Program {
  /// The units that some rules name, or that their facts are written in.
  func units(of rules: [Int]) -> [UnitOfMeasure] {
    rules.flatMap { programRules[$0].steps }.compactMap { step in
      switch steps[step] {
      case .constant(let index):
        if case .number(let quantity) = constants[index] { quantity.unit } else { nil }
      case .field(let field, _): vocabulary.fields[field].unit
      default: nil
      }
    }
  }
}
