/// When a condition is true and when it is false, as formulas over facts; else it is unknown.
struct ConditionFormula {
  let holds: Formula
  let fails: Formula

  static let always = ConditionFormula(holds: .always, fails: .never)

  var negated: ConditionFormula { ConditionFormula(holds: fails, fails: holds) }

  static func all(_ parts: [ConditionFormula]) -> ConditionFormula {
    ConditionFormula(holds: .all(parts.map { $0.holds }), fails: .any(parts.map { $0.fails }))
  }

  static func any(_ parts: [ConditionFormula]) -> ConditionFormula {
    ConditionFormula(holds: .any(parts.map { $0.holds }), fails: .all(parts.map { $0.fails }))
  }
}

/// Why a question cannot be decided exactly, in words.
struct ExactnessLimit: Error {
  let reason: Phrase
  /// Whether two facts are multiplied, of which the product could be seen as a fact of its own.
  var isProduct = false

  init(_ chinese: String, _ english: String) { reason = Phrase(chinese, english) }

  static let unfolding = ExactnessLimit(
    "定义展开后太长", "its definitions are too long where they are written out")
  static let product: ExactnessLimit = {
    var limit = ExactnessLimit("两个事实相乘", "a product of two facts")
    limit.isProduct = true
    return limit
  }()
  static let overflow = ExactnessLimit("数太大", "a number is too large")
}
