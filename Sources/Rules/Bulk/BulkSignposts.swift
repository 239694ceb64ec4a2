/// What single facts of a project tell of rules, whatever else it is: by the choice or the truth that
/// a field is, the rules that may still apply, a bit for each. A rule that one of them excludes, as by
/// the trade or the stage of the project, is not even looked at.
struct BulkSignposts {
  /// A field that excludes rules.
  struct Post {
    /// The place of the field in the row of the project.
    let place: Int
    let isChoice: Bool
    /// The first of its bits, those of one value behind those of the one before.
    let start: Int
    let valueCount: Int
  }

  /// Those that exclude the most rules.
  private(set) var posts: [Post] = []
  private(set) var bits: [UInt64] = []
  /// How many words the bits of all rules are.
  let wordCount: Int

  private static let postLimit = 16
  /// How many words of bits are kept for all fields.
  private static let bitLimit = 1 << 18

  init(
    _ rules: [BulkRule], _ nodes: BulkNodes, _ parts: [Int32], _ fields: [BulkField],
    _ vocabulary: Vocabulary
  ) {
    wordCount = (rules.count + 63) / 64
    let reader = BulkSignpostReader(nodes: nodes, parts: parts, fields: fields)
    var excluded: [Int: [(value: Int, rule: Int)]] = [:]
    for (index, rule) in rules.enumerated() {
      for field in reader.fields(of: rule) {
        for value in 0..<Self.valueCount(field, vocabulary)
        where reader.excludes(rule, field, value) {
          excluded[field, default: []].append((value, index))
        }
      }
    }
    // Of two fields that exclude as many, the first declared.
    let order = excluded.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (field, found) in order.prefix(Self.postLimit) {
      let count = Self.valueCount(field, vocabulary)
      guard bits.count + count * wordCount <= Self.bitLimit else { continue }
      let start = bits.count
      bits += Array(repeating: .max, count: count * wordCount)
      for (value, rule) in found {
        bits[start + value * wordCount + rule / 64] &= ~(1 << UInt64(rule % 64))
      }
      posts.append(
        Post(
          place: fields[field].place, isChoice: fields[field].kind == .choice, start: start,
          valueCount: count))
    }
  }

  private static func valueCount(_ field: Int, _ vocabulary: Vocabulary) -> Int {
    switch vocabulary.fields[field].type {
    case .truth: 2
    case .choice(let list): vocabulary.choiceLists[list].choices.count
    case .number, .text, .date, .choices: 0
    }
  }
}

/// Tells what conditions are where one field is known and nothing else.
private struct BulkSignpostReader {
  let nodes: BulkNodes
  let parts: [Int32]
  let fields: [BulkField]

  /// Whether a rule does not apply where a field has a value.
  func excludes(_ rule: BulkRule, _ field: Int, _ value: Int) -> Bool {
    [rule.filter, rule.when].contains { truth($0, field, value) == .false }
      || parts[rule.exclusions.range].contains { truth(Int($0), field, value) == .true }
  }

  /// The choices and truths of the project that say whether a rule applies.
  func fields(of rule: BulkRule) -> Set<Int> {
    var found: Set<Int> = []
    add(rule.filter, to: &found)
    add(rule.when, to: &found)
    for part in parts[rule.exclusions.range] { add(Int(part), to: &found) }
    return found
  }

  private func add(_ index: Int, to found: inout Set<Int>) {
    guard index >= 0 else { return }
    let node = nodes.nodes[index]
    switch node.operation {
    case .and, .or: for operand in operands(node) { add(Int(operand), to: &found) }
    case .not, .compare, .oneOf, .memberOfSet: add(Int(node.first), to: &found)
    case .field:
      let field = fields[Int(node.first)]
      if node.second < 0, field.home == 0, field.kind == .choice || field.kind == .truth {
        found.insert(Int(node.first))
      }
    default: break
    }
  }

  private func operands(_ node: BulkNode) -> ArraySlice<Int32> {
    nodes.operands[Int(node.first)..<Int(node.first + node.second)]
  }

  /// What ``BulkEvaluator/plainTruth(_:)`` gives whatever the other facts are; else unknown.
  private func truth(_ index: Int, _ field: Int, _ value: Int) -> Truth {
    guard index >= 0 else { return .unknown }
    let node = nodes.nodes[index]
    switch node.operation {
    case .and:
      return operands(node).reduce(.true) { $0 && truth(Int($1), field, value) }
    case .or:
      return operands(node).reduce(.false) { $0 || truth(Int($1), field, value) }
    case .not: return !truth(Int(node.first), field, value)
    case .field:
      return isField(index, field) && fields[field].kind == .truth ? Truth(value == 1) : .unknown
    case .compare:
      let other = nodes.nodes[Int(node.second)]
      guard isChoice(Int(node.first), field), other.operation == .constant,
        case let constant = nodes.constants[Int(other.first) - 1], constant.kind == .choice
      else { return .unknown }
      switch BulkNodes.comparisons[Int(node.third) >> 4] {
      case .equal: return Truth(constant.first == value)
      case .notEqual: return Truth(constant.first != value)
      case .atMost, .below, .atLeast, .above: return .unknown
      }
    case .oneOf:
      guard isChoice(Int(node.first), field) else { return .unknown }
      let constants = nodes.constants[Int(node.second)..<Int(node.second + node.third)]
      return Truth(constants.contains { $0.kind == .choice && $0.first == value })
    case .memberOfSet:
      guard isChoice(Int(node.first), field) else { return .unknown }
      let members = nodes.members[Int(node.second)]
      return Truth(value < members.count && members[value])
    default: return .unknown
    }
  }

  private func isField(_ index: Int, _ field: Int) -> Bool {
    let node = nodes.nodes[index]
    return node.operation == .field && Int(node.first) == field && node.second < 0
  }

  private func isChoice(_ index: Int, _ field: Int) -> Bool {
    isField(index, field) && fields[field].kind == .choice
  }
}
