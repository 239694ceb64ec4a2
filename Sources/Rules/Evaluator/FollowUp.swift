/// What the answer to a question opens, and what could not be asked before it: the facts of each
/// element of a list, the values that are looked up by the answer.
///
///     products (主要产品)
///       fields        products.name, products.unitEnergy …
///       parameters    unitEnergyLimit …
///
/// A notice that asks for everything at once says them beside the question.
public struct FollowUp: Sendable {
  /// The place of the question in the list of what is asked.
  public let question: Int
  /// Indices in ``Vocabulary/fields``, in their order.
  public let fields: [Int]
  /// Indices in ``RuleCatalogue/parameters``, in their order.
  public let parameters: [Int]
}

extension Review {
  /// The facts of a notice: what can change the decision first, then what that may still turn on
  /// once it is known which rules concern the project. Nothing that cannot bear on the decision is
  /// among them.
  ///
  /// - Parameter missing: All that open findings ask for.
  package func noticed(_ missing: [MissingFact]) -> [MissingFact] {
    let settled = settledDecision
    return missing.filter { $0.isDecisive }
      + missing.filter { !$0.isDecisive && $0.couldDecide > settled }
  }

  /// The same facts, each list with what its elements must state: nobody can fill in a list of which
  /// nothing is known.
  func withEntries(_ missing: [MissingFact]) -> [MissingFact] {
    let lists = missing.indices.filter { missing[$0].list != nil }
    var told = missing
    for followUp in followUps(of: lists.map { missing[$0] }) {
      let index = lists[followUp.question]
      told[index].entries = followUp.fields.filter { field in
        missing[index].list.map(program.vocabulary.lists(around: field).contains) ?? false
      }
    }
    return told
  }

  /// What the answers to some questions open, for those that open anything.
  package func followUps(of asked: [MissingFact]) -> [FollowUp] {
    FollowUpFinder(self, asked).followUps()
  }
}

/// Finds by the program what the open rules read behind the facts that are asked for.
private struct FollowUpFinder {
  let review: Review
  let asked: [MissingFact]
  private let program: Program
  private let rules: [ProgramRule]
  /// The fields outside lists that are asked for already or known.
  private let known: Set<Int>

  init(_ review: Review, _ asked: [MissingFact]) {
    (self.review, self.asked) = (review, asked)
    program = review.program
    let settled = review.settledDecision
    let open = Set(
      review.findings.filter {
        !$0.causes.isEmpty && $0.worstEffect(in: review.program) > settled
      }.map { $0.rule })
    rules = program.programRules.filter { open.contains($0.rule) }
    known = Set(review.binding.dossier.root.facts.keys).union(
      asked.compactMap { fact in
        if let reference = fact.reference, case .field(let field) = reference.target {
          field
        } else {
          nil
        }
      })
  }

  func followUps() -> [FollowUp] {
    asked.indices.compactMap { index in
      guard let reference = asked[index].reference else { return nil }
      let (fields, parameters) =
        switch reference.target {
        case .list(let list): behind(list: list)
        case .field(let field): behind(field)
        }
      guard !fields.isEmpty || !parameters.isEmpty else { return nil }
      return FollowUp(
        question: index, fields: fields.sorted(), parameters: parameters.sorted())
    }
  }

  /// What its number is counted on, and the values that are looked up by it.
  private func behind(_ field: Int) -> (fields: Set<Int>, parameters: Set<Int>) {
    var fields: Set<Int> = []
    if case .field(let basis)? = program.vocabulary.fields[field].basis, !known.contains(basis) {
      fields.insert(basis)
    }
    return (fields, parameters { $0 == field })
  }

  /// The facts of an element that rules read, what else they read of the project for an element, and
  /// the values that are looked up by it.
  private func behind(list: Int) -> (fields: Set<Int>, parameters: Set<Int>) {
    func isInside(_ field: Int) -> Bool {
      program.vocabulary.lists(around: field).contains(list)
    }
    var fields: Set<Int> = []
    for rule in rules {
      fields.formUnion(self.fields(in: Array(rule.steps)).filter { isInside($0) })
      for step in rule.steps {
        guard case .aggregate(let index) = program.steps[step],
          program.aggregates[index].list == list
        else { continue }
        let parts = program.uses(under: program.parts(of: index)).keys
        fields.formUnion(self.fields(in: Array(parts)).filter { isInside($0) || isOpen($0) })
      }
    }
    return (fields, parameters { isInside($0) })
  }

  /// Whether a fact of the project is neither given nor asked for.
  private func isOpen(_ field: Int) -> Bool {
    !known.contains(field) && program.vocabulary.lists(around: field).isEmpty
      && !program.vocabulary.fields[field].isDerived
  }

  private func fields(in steps: [Int]) -> Set<Int> {
    var fields: Set<Int> = []
    for step in steps {
      guard let (field, _) = program.steps[step].readField else { continue }
      fields.insert(field)
      if case .field(let basis)? = program.vocabulary.fields[field].basis { fields.insert(basis) }
    }
    return fields
  }

  /// The parameters that the open rules look up by a field.
  private func parameters(_ isKey: (Int) -> Bool) -> Set<Int> {
    var parameters: Set<Int> = []
    for rule in rules {
      for step in rule.steps {
        guard case .parameter(let parameter, let key?) = program.steps[step] else { continue }
        let keys = fields(in: Array(program.uses(under: [key]).keys))
        if keys.contains(where: isKey) { parameters.insert(parameter) }
      }
    }
    return parameters
  }
}

extension MissingFact {
  /// The list that is asked for; nil for another fact.
  fileprivate var list: Int? {
    if case .list(let list)? = reference?.target { list } else { nil }
  }
}
