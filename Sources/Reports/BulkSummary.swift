import Rules

/// Counts records that one thread judged in bulk, for a ``StockSummary``.
///
/// Records that come to the same are counted together, and named once.
public struct BulkSummary {
  /// What records that share their verdicts come to, and how many there were since the last call of
  /// ``take()``.
  private struct Counted {
    let verdicts: BulkVerdicts
    let decision: Decision
    let entry: StockEntry
    var count = 1
  }

  private let program: Program
  private let fields: StockFields
  private let empty: StockSummary
  private var counted: [Counted] = []
  /// Where they are counted.
  private var places: [ObjectIdentifier: Int] = [:]
  /// What was asked for before, by its names.
  private var names: [BulkQuestion: (path: String, label: String)] = [:]

  /// How many are remembered behind a call of ``take()``.
  private static let memory = 1 << 10

  public init(_ program: Program) {
    self.program = program
    fields = StockFields(program.vocabulary)
    empty = StockSummary(program.vocabulary)
  }

  public mutating func add(_ review: BulkReview) {
    let name = ObjectIdentifier(review.verdicts)
    if let place = places[name] {
      counted[place].count += 1
      return
    }
    places[name] = counted.count
    counted.append(
      Counted(verdicts: review.verdicts, decision: review.decision, entry: entry(of: review)))
  }

  /// The summary of what was counted since the last call.
  public mutating func take() -> StockSummary {
    var summary = empty
    for place in counted.indices where counted[place].count > 0 {
      let share = counted[place]
      summary.add(share.entry, share.decision, times: share.count)
      counted[place].count = 0
    }
    if counted.count > Self.memory {
      counted.removeAll()
      places.removeAll()
    }
    return summary
  }

  private mutating func entry(of review: BulkReview) -> StockEntry {
    StockEntry(
      groups: fields.groups.map { field in review.group(field).map { name(of: $0, field) } },
      failures: review.notMet.map { rule in
        let declared = program.rules.rules[rule]
        return (declared.id, declared.title(.chinese))
      },
      missing: review.asked.map { question in
        let name = names[question] ?? review.name(of: question)
        names[question] = name
        return name
      },
      totals: fields.totals.map { review.range(of: $0) })
  }

  private func name(of group: BulkGroup, _ field: Int) -> (name: String, label: String) {
    switch group {
    case .text(let text): return (text, text)
    case .choice(let choice):
      guard case .choice(let list) = program.vocabulary.fields[field].type else { return ("", "") }
      let name = program.vocabulary.choiceLists[list].choices[choice]
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
