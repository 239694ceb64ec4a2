/// A program laid out for many records: made once, and copied by each thread.
public struct BulkPlan: Sendable {
  let program: Program
  let schema: BulkSchema
  let fields: [BulkField]
  let nodes: BulkNodes
  let bases: BulkBases
  let units: BulkUnits
  let texts: BulkTexts
  let rules: [BulkRule]
  /// The nodes of the rules, and what their consequences do; see ``BulkRule``.
  let parts: [Int32]
  let effects: [BulkEffect]
  /// The nodes of the steps of rules.
  let nodeOfStep: [Int: Int]
  let signposts: BulkSignposts
  /// What says whether groups and lists, and fields, exist; by container and field, -1 for none.
  let containerScopes: [Int]
  let fieldScopes: [Int]
  /// The fields that follow from others, in the order of the reference, and their nodes.
  let derivations: [(field: Int, node: Int)]
  let preconditions: [(field: Int, node: Int)]
  let crossChecks: [Int]
  /// The weights of the dimensions in their common part.
  let dimensionWeights: [Int64]
  /// The first days of periods in which the same is in force.
  let changes: [Int]

  /// nil: something in the program is beyond what is done for many records.
  public init?(_ program: Program) {
    let vocabulary = program.vocabulary
    let schema = BulkSchema(vocabulary)
    guard schema.isFlat, vocabulary.fields.count < BulkCause.limit,
      vocabulary.containers.count < BulkCause.limit,
      vocabulary.choiceLists.allSatisfy({ $0.choices.count < 1 << 20 })
    else { return nil }
    var (units, bases) = (BulkUnits(), BulkBases())
    var fields: [BulkField] = []
    for index in vocabulary.fields.indices {
      guard let field = BulkField(index, vocabulary, schema, &units, &bases) else { return nil }
      fields.append(field)
    }
    var nodes = BulkNodeCompiler(program, texts: BulkTexts(), units: units)
    containerScopes = vocabulary.containers.indices.map {
      nodes.node(of: program.containerScopes[$0])
    }
    fieldScopes = vocabulary.fields.indices.map { nodes.node(of: program.fieldScopes[$0]) }
    nodes.beginPart()
    derivations = program.derivationOrder.map { ($0.field, nodes.node(of: $0.step)) }
    preconditions = program.preconditions.sorted { $0.key < $1.key }.map {
      ($0.key, nodes.node(of: $0.value))
    }
    nodes.beginPart()
    crossChecks = program.crossChecks.map { nodes.node(of: $0) }
    guard let unit = Self.commonPart(program.rules.rules.compactMap { $0.score?.weight }),
      let weight = Self.commonPart(vocabulary.dimensions.map { $0.weight })
    else { return nil }
    var rules: [BulkRule] = []
    var (parts, effects): ([Int32], [BulkEffect]) = ([], [])
    for index in program.programRules.indices {
      rules.append(BulkRule(index, program, weightUnit: unit, &nodes, &parts, &effects))
    }
    nodeOfStep = nodes.nodeOfStep
    signposts = BulkSignposts(rules, nodes.result, parts, fields, vocabulary)
    dimensionWeights = vocabulary.dimensions.map {
      $0.weight.divided(by: weight).flatMap { Int64(exactly: $0.numerator) } ?? 0
    }
    (self.program, self.schema, self.fields, self.bases) = (program, schema, fields, bases)
    (self.nodes, self.units, texts) = (nodes.result, nodes.units, nodes.texts)
    (self.rules, self.parts, self.effects) = (rules, parts, effects)
    changes = program.changes
    guard isWellBound, vocabulary.jurisdictionFields.allSatisfy({ schema.homeOfField[$0] == 0 })
    else { return nil }
  }

  /// What all of some numbers are whole multiples of; nil: they are negative or too large.
  private static func commonPart(_ numbers: [ExactNumber]) -> ExactNumber? {
    var divisor: Int128 = 1
    for number in numbers {
      guard !number.isNegative, number.denominator < 1_000_000 else { return nil }
      var (a, b) = (divisor, number.denominator)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = divisor / a * number.denominator
      guard divisor < 1_000_000_000 else { return nil }
    }
    let part = ExactNumber(1, over: divisor)
    let fits = numbers.allSatisfy { number in
      part.flatMap { number.divided(by: $0) }.map { $0.numerator < 1_000_000_000_000 } ?? false
    }
    return fits ? part : nil
  }

  /// Whether no condition depends on an element that nothing binds where it is computed.
  private var isWellBound: Bool {
    func isBound(_ node: Int, _ variable: Int = -1) -> Bool {
      node < 0 || Int(nodes.nodes[node].level) <= variable
    }
    return (containerScopes + fieldScopes + crossChecks).allSatisfy { isBound($0) }
      && preconditions.allSatisfy { isBound($0.node) }
      && derivations.allSatisfy { isBound($0.node, schema.homeOfField[$0.field] == 0 ? -1 : 0) }
      && rules.allSatisfy { rule in rule.allNodes(parts).allSatisfy { isBound($0, rule.variable) } }
      && rules.allSatisfy { $0.variable < BulkState.variableLimit }
  }
}
