/// A rule in plain data: its nodes, by the part they play.
struct BulkRule {
  /// The index in ``Program/programRules``, which is that of the rule.
  let index: Int
  let ruleset: Int
  /// The list whose elements it judges, and their variable; -1 for none.
  let list: Int
  let variable: Int
  /// Nodes; -1 for none.
  let filter: Int
  let when: Int
  let exclusions: [Int]
  let requirement: Int
  let furtherDemands: [(demand: Int, ground: Int)]
  let exceptions: [Int]
  let justification: Int
  let dueApplies: Int
  /// yyyymmdd; 0 for none.
  let due: Int
  let consequences: [Int]
  let effects: [BulkEffect]
  let grading: (graded: Int, worst: Int, best: Int)?
  let isEffect: Bool
  /// The dimension of the score; -1 for none.
  let dimension: Int
  /// In the common part of all weights.
  let weight: Int64
  let completion: BulkCompletionPlan

  init(
    _ index: Int, _ program: Program, weightUnit: ExactNumber, _ nodes: inout BulkNodeCompiler
  ) {
    let steps = program.programRules[index]
    let rule = program.rules.rules[steps.rule]
    self.index = index
    ruleset = rule.ruleset
    (list, variable) = (rule.loop?.list ?? -1, rule.loop?.variable ?? -1)
    filter = nodes.node(of: steps.filter)
    when = nodes.node(of: steps.when)
    exclusions = steps.exclusions.map { nodes.node(of: $0) }
    requirement = nodes.node(of: steps.requirement)
    furtherDemands = steps.furtherDemands.map {
      (nodes.node(of: $0.demand), nodes.node(of: $0.ground))
    }
    exceptions = steps.exceptions.map { nodes.node(of: $0) }
    justification = nodes.node(of: steps.justification)
    dueApplies = nodes.node(of: steps.dueApplies)
    due = rule.due.map { BulkDay.number($0) } ?? 0
    consequences = steps.consequences.map { nodes.node(of: $0) }
    effects = rule.consequences.map { BulkEffect($0, program.vocabulary) }
    grading = steps.grading.map {
      (nodes.node(of: $0.graded), nodes.node(of: $0.worst), nodes.node(of: $0.best))
    }
    isEffect = rule.isEffect
    dimension = rule.score?.dimension ?? -1
    weight =
      rule.score.flatMap { $0.weight.divided(by: weightUnit) }.flatMap {
        Int64(exactly: $0.numerator)
      } ?? 0
    completion = BulkCompletionPlan(steps, program)
  }
}

/// What a consequence does to the decision, with all that follows besides.
struct BulkEffect {
  /// When its rule is not met, and when it is undetermined.
  let onNotMet: Decision
  let onUndetermined: Decision

  init(_ consequence: RuleConsequence, _ vocabulary: Vocabulary) {
    let declared = consequence.all.map { vocabulary.consequences[$0.consequence] }
    onNotMet = declared.compactMap { $0.onNotMet }.max() ?? .approve
    onUndetermined = declared.compactMap { $0.onUndetermined }.max() ?? .approve
  }
}
