/// What a condition says, in words that are the same where two say the same or the contrary: `甲 高于 1`
/// denies `甲 不高于 1`, and `有 甲 高于 1 对 …` denies `都 甲 不高于 1 对 …`.
struct ConditionWords {
  let text: String
  /// Whether it is true where what the words say is false.
  let isDenied: Bool

  init(of step: Int, in program: Program) {
    let signature = StepSignature(program)
    switch program.steps[step] {
    case .compare(let comparison, let left, let right):
      let sides = (signature.text(of: left), signature.text(of: right))
      let isTurned = sides.1 < sides.0
      let own = isTurned ? comparison.mirrored : comparison
      text =
        "\(own.wordWithoutDenial)(\(isTurned ? sides.1 : sides.0), \(isTurned ? sides.0 : sides.1))"
      isDenied = own.isDenial
    case .aggregate(let index):
      let aggregate = program.aggregates[index]
      guard let body = aggregate.body, aggregate.function == .all || aggregate.function == .any
      else {
        (text, isDenied) = (signature.text(of: step), false)
        return
      }
      let said = ConditionWords(of: body, in: program)
      // That any has it means that not all have the contrary.
      let isAny = aggregate.function == .any
      let filter = aggregate.filter.map { signature.text(of: $0) } ?? ""
      let contrary = said.isDenied != isAny ? "not " : ""
      text =
        "all(\(program.vocabulary.containers[aggregate.list].path.english) \(aggregate.owner ?? -1) "
        + "\(filter): \(contrary)\(said.text))"
      isDenied = isAny
    default: (text, isDenied) = (signature.text(of: step), false)
    }
  }
}

extension Comparison {
  /// Of two that are the contrary of each other one.
  fileprivate var isDenial: Bool {
    switch self {
    case .above, .below, .notEqual: true
    case .atMost, .atLeast, .equal: false
    }
  }

  /// What it says, or denies.
  fileprivate var wordWithoutDenial: String {
    switch self {
    case .atMost, .above: "atMost"
    case .atLeast, .below: "atLeast"
    case .equal, .notEqual: "equal"
    }
  }
}
