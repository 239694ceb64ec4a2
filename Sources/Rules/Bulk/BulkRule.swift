/// Some nodes of a rule, by their start and count among the parts of all rules.
struct BulkParts {
  let start: Int32
  let count: Int32

  init(_ nodes: [Int], in parts: inout [Int32]) {
    (start, count) = (Int32(parts.count), Int32(nodes.count))
    parts += nodes.map { Int32($0) }
  }

  var range: Range<Int> { Int(start)..<Int(start + count) }
}

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
  let exclusions: BulkParts
  let requirement: Int
  /// Each demand before its ground.
  let furtherDemands: BulkParts
  let exceptions: BulkParts
  let justification: Int
  let dueApplies: Int
  /// yyyymmdd; 0 for none.
  let due: Int
  /// The conditions of the consequences; -1 for none.
  let consequences: BulkParts
  /// Where the effects of its consequences begin.
  let effects: Int
  /// -1 for none.
  let graded: Int
  let worst: Int
  let best: Int
  let isEffect: Bool
  /// The dimension of the score; -1 for none.
  let dimension: Int
  /// In the common part of all weights.
  let weight: Int64

  init(
    _ index: Int, _ program: Program, weightUnit: ExactNumber, _ nodes: inout BulkNodeCompiler,
    _ parts: inout [Int32], _ effects: inout [BulkEffect]
  ) {
    let steps = program.programRules[index]
    let rule = program.rules.rules[steps.rule]
    self.index = index
    ruleset = rule.ruleset
    (list, variable) = (rule.loop?.list ?? -1, rule.loop?.variable ?? -1)
    filter = nodes.node(of: steps.filter)
    when = nodes.node(of: steps.when)
    exclusions = BulkParts(steps.exclusions.map { nodes.node(of: $0) }, in: &parts)
    requirement = nodes.node(of: steps.requirement)
    furtherDemands = BulkParts(
      steps.furtherDemands.flatMap { [nodes.node(of: $0.demand), nodes.node(of: $0.ground)] },
      in: &parts)
    exceptions = BulkParts(steps.exceptions.map { nodes.node(of: $0) }, in: &parts)
    justification = nodes.node(of: steps.justification)
    dueApplies = nodes.node(of: steps.dueApplies)
    due = rule.due.map { BulkDay.number($0) } ?? 0
    consequences = BulkParts(steps.consequences.map { nodes.node(of: $0) }, in: &parts)
    self.effects = effects.count
    effects += rule.consequences.map { BulkEffect($0, program.vocabulary) }
    graded = nodes.node(of: steps.grading?.graded)
    worst = nodes.node(of: steps.grading?.worst)
    best = nodes.node(of: steps.grading?.best)
    isEffect = rule.isEffect
    dimension = rule.score?.dimension ?? -1
    weight =
      rule.score.flatMap { $0.weight.divided(by: weightUnit) }.flatMap {
        Int64(exactly: $0.numerator)
      } ?? 0
  }

  /// - Parameter parts: Those of all rules.
  func allNodes(_ parts: [Int32]) -> [Int] {
    [filter, when, requirement, justification, dueApplies, graded, worst, best]
      + [exclusions, furtherDemands, exceptions, consequences].flatMap { slice in
        parts[slice.range].map { Int($0) }
      }
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
