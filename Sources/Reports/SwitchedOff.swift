import Rules

/// Rules that do not apply because of one answer alone, as that a project is not on the list.
///
/// An answer on which so much rests is shown, so that a wrong one is seen.
struct SwitchedOff {
  let fact: FactReference
  let reading: ReadValue
  /// The ids of the rules, in order.
  let rules: [String]

  func value(_ words: ReasonText) -> String { words.value(reading) }

  /// The answers yes or no that alone keep rules from applying, in the order of the findings.
  static func all(in review: Review) -> [SwitchedOff] {
    var order: [FactReference] = []
    var found: [FactReference: (reading: ReadValue, rules: [String])] = [:]
    for finding in review.findings
    where finding.verdict == .notApplicable && finding.standing == .inForce
      && finding.trace.readsAnswer
    {
      guard let (fact, reading) = answer(to: explainScope(of: finding, in: review)) else {
        continue
      }
      let id = review.program.rules.rules[finding.rule].id
      if found[fact] == nil { order.append(fact) }
      var (first, rules) = found[fact] ?? (reading, [])
      if rules.last != id { rules.append(id) }
      found[fact] = (first, rules)
    }
    return order.compactMap { fact in
      found[fact].map { SwitchedOff(fact: fact, reading: $0.reading, rules: $0.rules) }
    }
  }

  /// The one answer of the project itself that the scope fails on; nil when there are several.
  private static func answer(to reasons: [Reason]) -> (FactReference, ReadValue)? {
    var failing: [ReadValue] = []
    for case .about(.scope, .false, let parts) in reasons {
      for part in parts {
        guard case .part(.false, let pieces, _) = part else {
          if case .any(.false, _) = part { return nil }
          continue
        }
        failing += pieces.compactMap { $0.reading }
      }
    }
    guard failing.count == 1, case .fact(let fact, let given?) = failing[0], fact.indices.isEmpty,
      case .value(.truth) = given.state
    else { return nil }
    return (fact, failing[0])
  }
}

extension Trace {
  /// Whether the project itself answers yes or no to anything that was asked.
  fileprivate var readsAnswer: Bool {
    facts.contains { reference, fact in
      if reference.indices.isEmpty, case .value(.truth)? = fact?.state { true } else { false }
    }
  }
}
