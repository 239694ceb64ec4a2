/// What rules say that is grammatical and has a meaning, and yet can make no difference, or that no
/// project can do justice to.
///
/// Each answer is a proof, for all dossiers that answer every fact within the declared ranges and
/// choices and for every day that the rules may be applied, or an example that the reference evaluator
/// confirms. What cannot be decided is not reported.
public struct RuleAnalysis: Sendable {
  private let book: RuleBook
  private let allowances: [Allowance]

  public init(_ book: RuleBook) {
    self.book = book
    allowances = book.trees.flatMap { Allowance.all(in: $0) }
  }

  /// What each rule says in itself, in the order of the texts.
  public func singleRules() -> [Diagnostic] {
    let program = book.program
    let choices = SharedNames((program, []), (program, []))
    return told(
      ownRules.flatMap {
        ConditionAnalysis(program, rule: $0, choices: choices).diagnostics()
      },
      of: Diagnostic.Code.ofConditions)
  }

  /// What two rules say together that bind the same project.
  public func pairs() -> [Diagnostic] {
    told(PairAnalysis(book.program, rules: ownRules).diagnostics(), of: Diagnostic.Code.ofPairs)
  }

  private var ownRules: [Int] {
    let program = book.program
    return program.programRules.indices.filter {
      book.isOwn(program.rules.rules[program.programRules[$0].rule].range)
    }
  }

  /// Without what comments allow, what the checker said already, and repetitions; with the comments
  /// that allow nothing.
  private func told(_ problems: [Diagnostic], of codes: [Diagnostic.Code]) -> [Diagnostic] {
    // What the checker sees by itself, or was told not to say, is not said again.
    let plain: [Diagnostic.Code] = [.neverHolds, .alwaysHolds]
    let said = book.diagnostics.filter { plain.contains($0.code) }
    let names = codes.map { $0.name }
    var used: Set<Int> = []
    var kept: [Diagnostic] = []
    var keptAt: [SourceRange: [Diagnostic]] = [:]
    for problem in problems where !said.contains(where: { $0.range.overlaps(problem.range) }) {
      let allowing = allowances.indices.filter {
        allowances[$0].covers(problem.range)
          && (plain.map { $0.name } + [problem.code.name]).contains(allowances[$0].code)
      }
      used.formUnion(allowing)
      // A definition belongs to several rules.
      guard allowing.isEmpty, keptAt[problem.range]?.contains(problem) != true else { continue }
      keptAt[problem.range, default: []].append(problem)
      kept.append(problem)
    }
    kept += allowances.indices.filter { !used.contains($0) }.compactMap { index in
      names.contains(allowances[index].code) && book.isOwn(allowances[index].comment)
        ? allowances[index].problem(isUsed: false) : nil
    }.filter { !book.diagnostics.contains($0) }
    return kept.sorted { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }
}

extension Diagnostic.Code {
  /// What is said of one rule, and of two.
  static let ofConditions: [Diagnostic.Code] = [
    .neverApplies, .neverMet, .neverViolated, .idleCondition, .unreachedLimit, .idleException,
    .idleConsequence,
  ]
  static let ofPairs: [Diagnostic.Code] = [
    .shadowedRule, .contradictingRules, .conflictingDocuments,
  ]
}
