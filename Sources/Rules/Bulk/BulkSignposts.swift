/// The one choice of a project that tells of the most rules that they do not apply, as its trade: a
/// rule that asks for another one is not even looked at.
struct BulkSignpost {
  /// The field; -1: no rule asks for a choice of the project.
  let field: Int
  /// The choices with which each rule may apply; nil: it does not ask for one.
  private let choices: [Set<Int>?]

  init(_ rules: [BulkRule], _ nodes: BulkNodes, _ parts: [Int32], _ fields: [BulkField]) {
    let tests = rules.map { rule in
      [rule.filter, rule.when].flatMap { Self.tests(under: $0, nodes, fields) }
    }
    var counts: [Int: Int] = [:]
    for own in tests {
      for field in Set(own.map { $0.field }) { counts[field, default: 0] += 1 }
    }
    // Of two fields that as many ask for, the first declared.
    let field = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? -1
    self.field = field
    choices = tests.map { own in
      own.filter { $0.field == field }.reduce(nil) { known, test in
        known.map { $0.intersection(test.choices) } ?? test.choices
      }
    }
  }

  /// Whether a rule may apply to a project with a choice.
  func mayApply(_ rule: Int, _ choice: Int) -> Bool { choices[rule]?.contains(choice) ?? true }

  /// What a condition asks of the choices of the project, whatever else it asks.
  private static func tests(
    under index: Int, _ nodes: BulkNodes, _ fields: [BulkField]
  ) -> [(field: Int, choices: Set<Int>)] {
    guard index >= 0 else { return [] }
    let node = nodes.nodes[index]
    if node.operation == .and {
      return nodes.operands[Int(node.first)..<Int(node.first + node.second)].flatMap {
        tests(under: Int($0), nodes, fields)
      }
    }
    guard node.operation == .oneOf || node.operation == .memberOfSet else { return [] }
    let operand = nodes.nodes[Int(node.first)]
    guard operand.operation == .field, operand.level < 0,
      fields[Int(operand.first)].kind == .choice, fields[Int(operand.first)].home == 0
    else { return [] }
    var choices: Set<Int> = []
    if node.operation == .memberOfSet {
      let members = nodes.members[Int(node.second)]
      choices.formUnion(members.indices.filter { members[$0] })
    } else {
      for constant in nodes.constants[Int(node.second)..<Int(node.second + node.third)]
      where constant.kind == .choice {
        choices.insert(constant.first)
      }
    }
    return [(Int(operand.first), choices)]
  }
}
