/// A plan in plain memory, one copy for each thread: nothing in it is counted, so that threads have
/// nothing to share.
final class BulkCode {
  let nodes: UnsafeMutablePointer<BulkNode>
  let operands: UnsafeMutablePointer<Int32>
  let constants: UnsafeMutablePointer<BulkValue>
  /// What the numbers of comparisons and operators in nodes mean.
  let comparisons: UnsafeMutablePointer<Comparison>
  let operators: UnsafeMutablePointer<ArithmeticOperator>
  let aggregates: UnsafeMutablePointer<BulkAggregate>
  let fields: UnsafeMutablePointer<BulkField>
  let rules: UnsafeMutablePointer<BulkRule>
  /// The nodes of rules, and what their consequences do.
  let parts: UnsafeMutablePointer<Int32>
  let effects: UnsafeMutablePointer<BulkEffect>
  /// Whether a choice belongs to a set, set by set.
  let members: UnsafeMutablePointer<Bool>
  private let memberStarts: UnsafeMutablePointer<Int32>
  /// By container, its parent or -1 and its scope; by field, its container and its scope.
  let parents: UnsafeMutablePointer<Int32>
  let containerScopes: UnsafeMutablePointer<Int32>
  let containers: UnsafeMutablePointer<Int32>
  let fieldScopes: UnsafeMutablePointer<Int32>
  let placeOfList: UnsafeMutablePointer<Int32>
  /// What single facts tell of rules; see ``BulkSignposts``.
  let posts: UnsafeMutablePointer<BulkSignposts.Post>
  let postCount: Int
  let ruleBits: UnsafeMutablePointer<UInt64>
  let ruleWordCount: Int
  /// The basis of each choice of the lists that say one, by list and choice; see ``basis(_:_:)``.
  private let basisNumbers: UnsafeMutablePointer<Int32>
  private let basisStarts: UnsafeMutablePointer<Int32>

  init(_ plan: BulkPlan, _ bases: inout BulkBases) {
    let vocabulary = plan.program.vocabulary
    nodes = Self.copy(plan.nodes.nodes)
    operands = Self.copy(plan.nodes.operands)
    constants = Self.copy(plan.nodes.constants)
    comparisons = Self.copy(BulkNodes.comparisons)
    operators = Self.copy(BulkNodes.operators)
    aggregates = Self.copy(plan.nodes.aggregates)
    fields = Self.copy(plan.fields)
    rules = Self.copy(plan.rules)
    parts = Self.copy(plan.parts)
    effects = Self.copy(plan.effects)
    members = Self.copy(plan.nodes.members.flatMap { $0 })
    var starts: [Int32] = [0]
    for set in plan.nodes.members { starts.append((starts.last ?? 0) + Int32(set.count)) }
    memberStarts = Self.copy(starts)
    parents = Self.copy(vocabulary.containers.map { Int32($0.parent ?? -1) })
    containerScopes = Self.copy(plan.containerScopes.map { Int32($0) })
    containers = Self.copy(vocabulary.fields.map { Int32($0.container) })
    fieldScopes = Self.copy(plan.fieldScopes.map { Int32($0) })
    placeOfList = Self.copy(plan.schema.placeOfList.map { Int32($0) })
    posts = Self.copy(plan.signposts.posts)
    ruleBits = Self.copy(plan.signposts.bits)
    (postCount, ruleWordCount) = (plan.signposts.posts.count, plan.signposts.wordCount)
    var numbers: [Int32] = []
    var begins: [Int32] = []
    for list in vocabulary.choiceLists {
      begins.append(Int32(numbers.count))
      for choice in list.choices { numbers.append(Int32(bases.number(of: choice))) }
    }
    basisNumbers = Self.copy(numbers)
    basisStarts = Self.copy(begins)
  }

  deinit {
    nodes.deallocate()
    operands.deallocate()
    constants.deallocate()
    comparisons.deallocate()
    operators.deallocate()
    aggregates.deallocate()
    fields.deallocate()
    rules.deallocate()
    parts.deallocate()
    effects.deallocate()
    members.deallocate()
    memberStarts.deallocate()
    parents.deallocate()
    containerScopes.deallocate()
    containers.deallocate()
    fieldScopes.deallocate()
    placeOfList.deallocate()
    posts.deallocate()
    ruleBits.deallocate()
    basisNumbers.deallocate()
    basisStarts.deallocate()
  }

  /// A copy of what holds no references.
  private static func copy<Element>(_ array: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: array.count + 1)
    for (index, element) in array.enumerated() { (memory + index).initialize(to: element) }
    return memory
  }

  func isMember(_ choice: Int, of set: Int) -> Bool {
    let place = Int(memberStarts[set]) + choice
    return place < Int(memberStarts[set + 1]) && members[place]
  }

  /// The number of the basis that a choice of a list names.
  func basis(_ list: Int, _ choice: Int) -> Int {
    Int(basisNumbers[Int(basisStarts[list]) + choice])
  }
}
