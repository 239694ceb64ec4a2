/// One case as it is held against mutants, with all its rows: what holds of it by the rules as they
/// are.
public struct MutationCase: Sendable {
  let records: [CaseExpectationRecord]

  /// - Parameters:
  ///   - position: Its index among the cases that are held against mutants.
  ///   - versions: The rules of each id.
  init(
    _ declaration: CaseDeclaration, at position: Int, _ runner: CaseRunner, _ program: Program,
    _ versions: [String: [Int]]
  ) {
    guard case .success(let instances) = runner.instances(of: declaration) else {
      records = []
      return
    }
    records = instances.flatMap { instance -> [CaseExpectationRecord] in
      let judge = RuleJudge(program: program, binding: instance.binding)
      return instance.expectations.compactMap { expectation in
        guard let id = expectation.subject, let claim = expectation.claim, let rules = versions[id]
        else { return nil }
        let record = CaseExpectationRecord(
          of: id, claim, judge, rules, declaration: position, isOfRow: instance.row != nil)
        return record.isMet ? record : nil
      }
    }
  }
}

extension CaseRunner {
  /// The cases as they are held against mutants, one at a time, so that threads may share the work.
  public var mutationCases:
    @Sendable (_ declaration: CaseDeclaration, _ position: Int)
      -> MutationCase
  {
    let program = book.program.withChecksAsRules
    let versions = program.versionsOfRules
    return { MutationCase($0, at: $1, self, program, versions) }
  }
}

extension CaseExpectation {
  /// What it says of a rule, or of a cross-check; nil: it is the decision.
  fileprivate var claim: CaseClaim? {
    switch outcome {
    case .verdict(_, let verdict, let consequence): .verdict(verdict, consequence: consequence)
    case .crossCheck(_, let verdict): .verdict(verdict, consequence: nil)
    case .points(_, let points): .points(points)
    case .decision: nil
    }
  }
}

/// What a case says of one rule, and what the rule looked at to come to it.
struct CaseExpectationRecord: Sendable {
  /// The id of the rule.
  let rule: String
  /// The index of the case among those of the test.
  let declaration: Int
  let binding: Binding
  let claim: CaseClaim
  /// Whether one of several rows of the case says it, so that no other case can start from it.
  let isOfRow: Bool
  /// Whether the rules come to what it says.
  private(set) var isMet: Bool
  private let parts: [Part]
  /// The steps that were computed; a change of another one changes nothing.
  private let steps: Set<Int>
  /// The parts that read a figure, its key folded.
  private let readers: [Figure: [Int]]
  /// The parts that may read any figure of a parameter, as its key or its row is open.
  private let openReaders: [Int: [Int]]

  /// One judgement: of the project, or of an element of a list.
  private struct Part {
    /// The index of the rule, and the place of the judgement among those of that rule.
    let rule: Int
    let position: Int
    let judged: Judged
  }

  private struct Judged {
    let rule: Int
    let verdict: Verdict
    let consequences: Set<Int>
    let marks: NumberInterval?

    init(_ finding: Finding) {
      (rule, verdict, marks) = (finding.rule, finding.verdict, finding.marks)
      consequences = Set(finding.consequence?.all.map { $0.consequence } ?? [])
    }
  }

  /// - Parameter versions: The rules of the id.
  init(
    of id: String, _ claim: CaseClaim, _ judge: RuleJudge, _ versions: [Int], declaration: Int,
    isOfRow: Bool = false
  ) {
    var parts: [Part] = []
    var steps: Set<Int> = []
    var readers: [Figure: [Int]] = [:]
    var openReaders: [Int: [Int]] = [:]
    for version in versions where judge.speaks(version) {
      let parameters = judge.program.parameterSteps(ofRule: version)
      for (position, finding) in judge.findings(of: version).enumerated() {
        let results = finding.trace.results
        steps.formUnion(results.steps.lazy.filter { results[$0] != nil })
        for use in finding.trace.parameters {
          readers[use.figure.folded, default: []].append(parts.count)
        }
        for (step, parameter) in parameters
        where results[step].map({ !$0.causes.isEmpty }) ?? (finding.verdict == .undetermined) {
          if openReaders[parameter]?.last != parts.count {
            openReaders[parameter, default: []].append(parts.count)
          }
        }
        parts.append(Part(rule: version, position: position, judged: Judged(finding)))
      }
    }
    (self.rule, self.declaration, self.claim) = (id, declaration, claim)
    self.isOfRow = isOfRow
    (self.parts, self.steps, self.readers, self.openReaders) = (parts, steps, readers, openReaders)
    binding = judge.binding
    isMet = false
    isMet = holds(of: parts.map { $0.judged }, in: judge.program)
  }

  /// The figures that were read, their keys folded.
  var figures: Dictionary<Figure, [Int]>.Keys { readers.keys }

  /// The parameters of which any figure may be read.
  var openParameters: Dictionary<Int, [Int]>.Keys { openReaders.keys }

  /// The first judgement in which some figure of a parameter was read: the rule, and which of its
  /// judgements.
  func reader(of parameter: Int) -> (rule: Int, position: Int)? {
    readers.filter { $0.key.parameter == parameter }.compactMap { $0.value.first }.min().map {
      (parts[$0].rule, parts[$0].position)
    }
  }

  /// What is open is tried with values, and each element is judged.
  var effort: Int {
    switch claim {
    case .verdict(.undetermined, _): parts.count * 100
    case .verdict: parts.count
    // Few changes touch nothing but the score.
    case .points: parts.count * 1_000
    }
  }

  /// Whether changed rules come to something else.
  func notices(_ mutant: Mutant, _ changed: Program, _ versions: [Int]) -> Bool {
    guard !mutant.isOfScore || claim.verdict == nil else { return false }
    var judge = RuleJudge(program: changed, binding: binding)
    judge.isQuick = true
    guard let touched = parts(touchedBy: mutant) else {
      return !holds(of: judge.findings(ofVersions: versions).map { Judged($0) }, in: changed)
    }
    guard !touched.isEmpty else { return false }
    var all = parts.map { $0.judged }
    for index in touched {
      if let finding = judge.finding(of: parts[index].rule, at: parts[index].position) {
        all[index] = Judged(finding)
      }
    }
    return !holds(of: all, in: changed)
  }

  /// The parts that a mutant may change; nil: which rules speak may change, too.
  private func parts(touchedBy mutant: Mutant) -> [Int]? {
    if let figure = mutant.figure {
      return Array(
        Set((readers[figure.folded] ?? []) + (openReaders[figure.parameter] ?? []))
      ).sorted()
    }
    guard !mutant.steps.isEmpty else { return nil }
    // What is undetermined is tried with values, under which other steps count.
    let isTouched = claim.verdict == .undetermined || !mutant.steps.isDisjoint(with: steps)
    return isTouched ? Array(parts.indices) : []
  }

  private func holds(of judged: [Judged], in program: Program) -> Bool {
    switch claim {
    case .verdict(let verdict, let consequence):
      guard let worst = judged.max(by: { $0.verdict < $1.verdict }), worst.verdict == verdict
      else { return false }
      return consequence.map { worst.consequences.contains($0) } ?? true
    case .points(let points):
      return RulePoints(judged.map { ($0.rule, $0.marks) }, in: program) == points
    }
  }
}

extension Program {
  /// The steps of a rule that read parameters.
  fileprivate func parameterSteps(ofRule rule: Int) -> [(step: Int, parameter: Int)] {
    programRules[rule].steps.compactMap { step in
      if case .parameter(let parameter, _) = steps[step] { (step, parameter) } else { nil }
    }
  }
}

extension Figure {
  /// With its key as tables are looked up by.
  var folded: Figure {
    Figure(parameter: parameter, key: key.map { TextKey.folded($0) })
  }
}
