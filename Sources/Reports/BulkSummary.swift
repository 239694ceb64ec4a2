import Rules

/// Counts records that one thread judged in bulk, for a ``StockSummary``.
///
/// Names are written when it is taken out, and not for each record.
public struct BulkSummary {
  private let vocabulary: Vocabulary
  private let rules: RuleCatalogue
  private let fields: StockFields
  private var decisions = StockSummary.Tally()
  private var groups: [[BulkGroup: StockSummary.Tally]]
  private var failures: [Int: StockSummary.Tally] = [:]
  private var missing: [BulkQuestion: StockSummary.Tally] = [:]
  /// What was asked for before, by its names.
  private var names: [BulkQuestion: (path: String, label: String)] = [:]
  private var totals: [(given: Int, sum: BulkTotal)]
  private var summary: StockSummary

  public init(_ program: Program) {
    vocabulary = program.vocabulary
    rules = program.rules
    fields = StockFields(program.vocabulary)
    groups = Array(repeating: [:], count: fields.groups.count)
    totals = Array(repeating: (0, BulkTotal()), count: fields.totals.count)
    summary = StockSummary(program.vocabulary)
  }

  public mutating func add(_ review: BulkReview) {
    let decision = review.decision
    decisions[decision] += 1
    for (index, field) in fields.groups.enumerated() {
      guard let group = review.group(field) else { continue }
      groups[index][group, default: StockSummary.Tally()][decision] += 1
    }
    for rule in review.notMet {
      failures[rule, default: StockSummary.Tally()][decision] += 1
    }
    for question in review.asked {
      missing[question, default: StockSummary.Tally()][decision] += 1
    }
    for (index, field) in fields.totals.enumerated() {
      if review.add(field, to: &totals[index].sum) { totals[index].given += 1 }
    }
  }

  /// The summary of what was counted since the last call.
  public mutating func take(_ judge: BulkJudge) -> StockSummary {
    summary.decisions = decisions
    for (index, counts) in groups.enumerated() {
      for (group, tally) in counts {
        let name = name(of: group, fields.groups[index], judge)
        summary.groups[index].counts.add(name.0, .init(label: name.1, tally: tally))
      }
    }
    for (rule, tally) in failures {
      let declared = rules.rules[rule]
      summary.failures.add(
        declared.id, .init(label: declared.title(.chinese), tally: tally))
    }
    for (question, tally) in missing {
      let name = names[question] ?? judge.name(of: question)
      names[question] = name
      summary.missing.add(name.path, .init(label: name.label, tally: tally))
    }
    for (index, total) in totals.enumerated() where total.given > 0 {
      summary.totals[index].add(total.sum.low, total.sum.high, given: total.given)
      totals[index] = (0, BulkTotal())
    }
    let taken = summary
    clear()
    return taken
  }

  private mutating func clear() {
    decisions = StockSummary.Tally()
    for index in groups.indices { groups[index].removeAll(keepingCapacity: true) }
    failures.removeAll(keepingCapacity: true)
    missing.removeAll(keepingCapacity: true)
    summary = StockSummary(vocabulary)
  }

  private func name(
    of group: BulkGroup, _ field: Int, _ judge: BulkJudge
  ) -> (String, String) {
    switch group {
    case .text(let number):
      let text = judge.text(number)
      return (text, text)
    case .choice(let choice):
      guard case .choice(let list) = vocabulary.fields[field].type else { return ("", "") }
      let name = vocabulary.choiceLists[list].choices[choice]
      return (name.english, name.chinese)
    }
  }
}

extension StockSummary {
  /// Counts a dossier under another decision than before, as one whose sources others use.
  public mutating func move(_ entry: StockEntry, from old: Decision, to new: Decision) {
    guard old != new else { return }
    decisions[old] -= 1
    decisions[new] += 1
    for (index, value) in entry.groups.enumerated() {
      if let value { groups[index].counts.move(value.name, from: old, to: new) }
    }
    for (id, _) in entry.failures { failures.move(id, from: old, to: new) }
    for (path, _) in entry.missing { missing.move(path, from: old, to: new) }
  }
}

extension StockSummary.Counts {
  fileprivate mutating func move(_ name: String, from old: Decision, to new: Decision) {
    guard var item = items[name] else { return }
    item.tally[old] -= 1
    item.tally[new] += 1
    items[name] = item
  }
}
