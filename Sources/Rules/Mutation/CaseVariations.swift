/// What can be said otherwise in a case, so that a rule, or a mutant of it, may come to something else.
struct CaseVariations {
  /// The rules as they are, and as they are changed where a change is asked about.
  let programs: [Program]
  /// The rules of one id.
  let versions: [Int]
  let rebinder: Rebinder
  /// The fields under what is asked about, which come first.
  var touched: Set<Int> = []
  /// The parameters under it.
  var touchedParameters: Set<Int> = []
  /// Keys of tables that matter more than others.
  var keys: [String] = []

  func isTouched(_ subject: Variation.Subject) -> Bool {
    switch subject {
    case .fact: subject.field.map { touched.contains($0) } ?? false
    case .figure(let figure): touchedParameters.contains(figure.parameter)
    }
  }

  /// What the rules read, that which is touched first, and figures last.
  func subjects(
    of base: CaseExpectationRecord, _ variation: Variation
  ) -> [Variation.Subject] {
    let places = Set(programs[0].vocabulary.jurisdictionFields)
    var facts: [Variation.Subject] = []
    var figures: [Variation.Subject] = []
    for program in programs {
      guard let judge = judge(program, base, variation) else { continue }
      for finding in judge.findings(ofVersions: versions) {
        for reference in finding.trace.facts.map({ $0.reference }) + finding.trace.lists
        where !places.contains(reference.field) && !facts.contains(.fact(reference)) {
          facts.append(.fact(reference))
        }
        for figure in finding.figures where !figures.contains(.figure(figure)) {
          figures.append(.figure(figure))
        }
      }
    }
    return facts.filter { isTouched($0) } + facts.filter { !isTouched($0) } + figures
  }

  /// Those of each program for each rule, in the dossier as it is varied.
  func evaluators(_ base: CaseExpectationRecord, _ variation: Variation) -> VariationEvaluators {
    VariationEvaluators(
      judges: programs.compactMap { judge($0, base, variation) }, versions: versions)
  }

  func values(
    of subject: Variation.Subject, _ base: CaseExpectationRecord,
    _ evaluators: VariationEvaluators
  ) -> [CaseFact.Value] {
    var values: [CaseFact.Value] = []
    for version in versions {
      let candidates = VariationValues(programs: programs, rule: version)
      switch subject {
      case .fact(let reference):
        let position = reference.indices.first.flatMap { $0 } ?? 0
        let given = subject.field.flatMap { _ in
          base.binding.dossier.fact(reference, in: programs[0].vocabulary)
        }
        values += candidates.values(
          of: reference, given: given, evaluators.of(version, at: position), keys: keys)
      case .figure(let figure):
        values += candidates.values(of: figure, evaluators.of(version, at: 0))
      }
    }
    return values
  }

  /// - Returns: nil where it is no dossier.
  func judge(
    _ program: Program, _ base: CaseExpectationRecord, _ variation: Variation
  ) -> RuleJudge? {
    if let suppositions = variation.suppositions {
      return RuleJudge(program: program, binding: base.binding, assumptions: suppositions)
    }
    return rebinder.binding(of: base.binding, saying: variation)
      .map { RuleJudge(program: program, binding: $0) }
  }
}

/// Evaluators that stand in a varied dossier, made where they are wanted.
struct VariationEvaluators {
  /// One for each program.
  let judges: [RuleJudge]
  let versions: [Int]

  func of(_ rule: Int, at position: Int) -> [Evaluator] {
    judges.map { $0.evaluator(of: rule, at: position) }
  }
}

extension Finding {
  /// The figures that were read or are asked for.
  fileprivate var figures: [Figure] {
    let asked = causes.compactMap { cause -> Figure? in
      if case .parameter(let parameter, let key) = cause {
        Figure(parameter: parameter, key: key)
      } else {
        nil
      }
    }
    return trace.parameters.map { $0.figure } + asked
  }
}
