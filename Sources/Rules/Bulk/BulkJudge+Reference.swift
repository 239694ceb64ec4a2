// Single rules that are beyond what is done for many records: the reference judges them on the facts
// that were read, and the rest of the record stays here.

/// The facts and lists that something reads.
struct BulkReads {
  let fields: Set<Int>
  let lists: Set<Int>
}

extension BulkJudge {
  /// The marks of a rule by the reference; its findings are added to ``findings``.
  func judgeByReference(_ rule: UnsafeMutablePointer<BulkRule>) -> BulkMarks? {
    guard let binding = binding(reads: reads(of: rule.pointee)) else { return nil }
    evaluator.redeem()
    referredRules += 1
    var judge = RuleJudge(program: plan.program, binding: binding)
    judge.isQuick = true
    var marks: BulkMarks?
    for finding in judge.findings(of: rule.pointee.index) {
      if let own = finding.marks {
        guard let low = BulkNumber(own.lower?.value ?? .zero),
          let high = BulkNumber(own.upper?.value ?? .one)
        else {
          evaluator.decline(.number)
          return nil
        }
        let own = BulkMarks(low: low, high: high)
        marks = marks.map { $0.smaller(own) } ?? own
      }
      if finding.verdict == .notMet || finding.verdict == .undetermined {
        findings.append(plain(finding))
      }
    }
    return marks
  }

  /// The record as the reference has it, with what is read of it.
  func binding(reads: BulkReads) -> Binding? {
    guard let day = BulkDay.date(evaluator.asOf) else { return nil }
    return Binding(
      dossier: Dossier(source: SourceText(path: "", bytes: []), root: element(0, 0, reads)),
      parameters: setting.parameters, asOf: day, place: Place(regions: [], notes: []),
      existence: existence)
  }

  var existence: Existence {
    let containers = plan.program.vocabulary.containers.indices
    return Existence(
      absentContainers: Set(containers.filter { evaluator.isListAbsent[$0] }),
      absentFields: Set(plan.fields.indices.filter { evaluator.isFieldAbsent[$0] }))
  }

  func reads(of rule: BulkRule) -> BulkReads {
    if let known = reads[rule.index] { return known }
    var found = reads(of: Array(plan.program.programRules[rule.index].steps))
    if rule.list >= 0 {
      found = BulkReads(fields: found.fields, lists: found.lists.union([rule.list]))
    }
    reads[rule.index] = found
    return found
  }

  func reads(of steps: [Int]) -> BulkReads { plan.reads(of: steps) }

  private func plain(_ finding: Finding) -> BulkFinding {
    let declared = plan.program.rules.rules[finding.rule].consequences
    let possible = ([finding.consequence].compactMap { $0 } + finding.otherConsequences)
      .compactMap { declared.firstIndex(of: $0) }
    var causes = BulkCauses()
    for cause in finding.causes { causes.add(plain(cause)) }
    return BulkFinding(
      rule: finding.rule, verdict: finding.verdict, consequences: possible, causes: causes,
      applicabilityCauses: finding.applicabilityCauses.map { plain($0) },
      hasTimeLeft: finding.hasTimeLeft, isUnverified: !finding.unverified.isEmpty,
      evaluator.code)
  }

  private func plain(_ cause: Cause) -> BulkCause {
    func number(_ parameter: Int, _ key: String?) -> Int {
      evaluator.figures.number(of: Figure(parameter: parameter, key: key))
    }
    switch cause {
    case .missing(let fact): return plain(.missing, fact, cause)
    case .unavailable(let fact): return plain(.unavailable, fact, cause)
    case .declaredNotApplicable(let fact): return plain(.declaredNotApplicable, fact, cause)
    case .imprecise(let fact): return plain(.imprecise, fact, cause)
    case .emptyList(let fact): return plain(.emptyList, fact, cause)
    case .parameter(let index, let key):
      return BulkCause(.parameter, figure: number(index, key))
    case .emptyCell(let index, let key):
      return BulkCause(.emptyCell, figure: number(index, key))
    case .outsideValidity(let index, let key):
      return BulkCause(.outsideValidity, figure: number(index, key))
    case .unverified(let figure):
      return BulkCause(.unverified, figure: evaluator.figures.number(of: figure))
    case .ambiguousKey(let fact, let index, let key, _):
      return BulkCause(
        .ambiguousKey,
        figure: evaluator.number(
          ofAmbiguous: fact.flatMap { BulkReference($0) }, number(index, key)))
    case .unitMismatch, .basisMismatch, .overflow, .divisionByZero:
      return BulkCause(.other, figure: evaluator.number(ofOther: cause))
    }
  }

  private func plain(_ kind: BulkCause.Kind, _ fact: FactReference, _ cause: Cause) -> BulkCause {
    guard let reference = BulkReference(fact) else {
      evaluator.decline(.list)
      return BulkCause(.other, figure: evaluator.number(ofOther: cause))
    }
    return BulkCause(kind, reference)
  }
}

extension BulkPlan {
  /// All that some steps read.
  func reads(of steps: [Int]) -> BulkReads {
    var (fields, lists): (Set<Int>, Set<Int>) = ([], [])
    for step in steps {
      if let (field, _) = program.steps[step].readField {
        fields.insert(field)
        if case .field(let basis)? = program.vocabulary.fields[field].basis {
          fields.insert(basis)
        }
        lists.insert(schema.homeOfField[field])
      }
      if case .aggregate(let index) = program.steps[step] {
        lists.insert(program.aggregates[index].list)
      }
    }
    for list in lists { lists.insert(schema.homeOfList[list]) }
    return BulkReads(fields: fields, lists: lists)
  }
}
