import Rules

/// What a stock of dossiers comes to: how they were decided, by place and by what kind of project
/// they are, what they fail on, what they lack, and what they use in a year.
///
/// Summaries of parts of a stock add up to the summary of the whole. Which dossiers use one source
/// twice is found from ``uses``, since each part knows its own dossiers alone.
public struct StockSummary: Sendable {
  /// How many dossiers came to each decision.
  public struct Tally: Sendable, Equatable {
    /// By the number of the decision, in place: a summary holds thousands of them.
    private var counts = SIMD8<Int>()

    public var total: Int { counts.wrappedSum() }

    public internal(set) subscript(decision: Decision) -> Int {
      get { counts[decision.rawValue] }
      set { counts[decision.rawValue] = newValue }
    }

    mutating func add(_ other: Tally) { counts &+= other.counts }

    mutating func remove(_ other: Tally) { counts &-= other.counts }
  }

  /// Dossiers that share something, by its name in English or as it is written.
  struct Counts: Sendable, Equatable {
    struct Item: Sendable, Equatable {
      let label: String
      var tally = Tally()
    }

    var items: [String: Item] = [:]

    mutating func add(_ name: String, _ label: String, _ decision: Decision, times count: Int) {
      items[name, default: Item(label: label)].tally[decision] += count
    }

    mutating func add(_ name: String, _ item: Item) {
      items[name, default: Item(label: item.label)].tally.add(item.tally)
    }

    /// The most frequent first.
    var ranked: [(name: String, item: Item)] {
      items.map { (name: $0.key, item: $0.value) }.sorted { left, right in
        let (one, other) = (left.item.tally.total, right.item.tally.total)
        return one == other
          ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8) : one > other
      }
    }
  }

  /// The dossiers by what a field of theirs says.
  struct Group: Sendable, Equatable {
    let field: String
    let label: String
    var counts = Counts()
  }

  /// What the dossiers that say it come to together in a year; the others count as nothing but as
  /// not said.
  struct Total: Sendable, Equatable {
    let field: String
    let label: String
    let unit: Phrase
    /// How many dossiers give a number.
    var given = 0
    /// nil: too large for a sum, or open.
    var low: ExactNumber? = .zero
    var high: ExactNumber? = .zero

    mutating func add(_ low: ExactNumber?, _ high: ExactNumber?, given count: Int) {
      given += count
      self.low = self.low.flatMap { sum in low.flatMap { sum.adding($0) } }
      self.high = self.high.flatMap { sum in high.flatMap { sum.adding($0) } }
    }
  }

  public internal(set) var decisions = Tally()
  /// Lines, rows and files that no dossier could be read from.
  public internal(set) var rejected = 0
  /// Of those, how many for which diagnostic.
  var problems: [String: Int] = [:]
  var groups: [Group] = []
  /// By the id of the rule.
  var failures = Counts()
  /// By the path of the fact.
  var missing = Counts()
  var totals: [Total] = []
  /// All uses of sources, as ``SourceBalance/Use`` writes them.
  public internal(set) var uses: [SourceBalance.Use] = []

  public init(_ vocabulary: Vocabulary) {
    let fields = StockFields(vocabulary)
    groups = fields.groups.map { field in
      let declared = vocabulary.fields[field]
      return Group(field: declared.path.english, label: declared.label)
    }
    totals = fields.totals.map { field in
      let declared = vocabulary.fields[field]
      return Total(
        field: declared.path.english, label: declared.label,
        unit: declared.unit?.name ?? Phrase("", ""))
    }
  }

  /// The dossiers that do not say what a group counts by, so that its rows add up to all of them; nil:
  /// each says it.
  func rest(of group: Group) -> Tally? {
    var rest = decisions
    for item in group.counts.items.values { rest.remove(item.tally) }
    return rest.total > 0 ? rest : nil
  }

  /// Whether there is more than one dossier to sum up.
  public var isWorthTelling: Bool { decisions.total + rejected > 1 }

  // MARK: - Adding

  /// Counts a dossier, or several that come to the same.
  ///
  /// - Parameter decision: The decision beside the other dossiers.
  public mutating func add(_ entry: StockEntry, _ decision: Decision, times count: Int = 1) {
    decisions[decision] += count
    for (index, value) in entry.groups.enumerated() {
      guard let value else { continue }
      groups[index].counts.add(value.name, value.label, decision, times: count)
    }
    for (id, title) in entry.failures { failures.add(id, title, decision, times: count) }
    for (path, label) in entry.missing { missing.add(path, label, decision, times: count) }
    let factor = ExactNumber(count)
    for (index, range) in entry.totals.enumerated() {
      guard let range else { continue }
      totals[index].add(
        range.low?.multiplied(by: factor), range.high?.multiplied(by: factor), given: count)
    }
  }

  /// Counts what was rejected.
  public mutating func add(_ dossier: RejectedDossier) {
    rejected += 1
    for code in Set(dossier.problems.map { $0.code }) { problems[code, default: 0] += 1 }
  }

  public mutating func add(_ uses: [SourceBalance.Use]) { self.uses += uses }

  /// Adds the summary of another part of the stock.
  public mutating func add(_ other: StockSummary) {
    decisions.add(other.decisions)
    rejected += other.rejected
    for (code, count) in other.problems { problems[code, default: 0] += count }
    for group in other.groups {
      let index = groups.firstIndex { $0.field == group.field } ?? groups.endIndex
      if index == groups.endIndex { groups.append(Group(field: group.field, label: group.label)) }
      for (name, item) in group.counts.items { groups[index].counts.add(name, item) }
    }
    for (name, item) in other.failures.items { failures.add(name, item) }
    for (name, item) in other.missing.items { missing.add(name, item) }
    for total in other.totals {
      guard let index = totals.firstIndex(where: { $0.field == total.field }) else {
        totals.append(total)
        continue
      }
      totals[index].add(total.low, total.high, given: total.given)
    }
    uses += other.uses
  }
}

/// The fields that a stock is counted by: the place and the choices that stand beside it, and what
/// projects use in a year.
public struct StockFields: Sendable {
  let groups: [Int]
  let totals: [Int]

  public init(_ vocabulary: Vocabulary) {
    let places = vocabulary.jurisdictionFields
    let beside = places.first.map {
      vocabulary.containers[vocabulary.fields[$0].container].fields
    }
    let choices = (beside ?? []).filter { field in
      if case .choice = vocabulary.fields[field].type { true } else { false }
    }
    groups = choices + places
    totals = vocabulary.fields.indices.filter { field in
      let declared = vocabulary.fields[field]
      return declared.period != nil && !vocabulary.containers[declared.container].isList
    }
  }
}

/// What a summary keeps of one dossier.
public struct StockEntry: Sendable {
  let groups: [(name: String, label: String)?]
  let failures: [(id: String, title: String)]
  let missing: [(path: String, label: String)]
  let totals: [(low: ExactNumber?, high: ExactNumber?)?]
}

extension StockEntry {
  /// - Parameter fields: Those of the vocabulary, found once for all dossiers.
  public init(_ review: Review, _ fields: StockFields) {
    let vocabulary = review.program.vocabulary
    let facts = review.binding.dossier.root.facts
    groups = fields.groups.map { field in
      switch (facts[field]?.state, vocabulary.fields[field].type) {
      case (.value(.choice(let choice))?, .choice(let list)):
        let name = vocabulary.choiceLists[list].choices[choice]
        return (name.english, name.chinese)
      case (.value(.text(let text))?, _): return (text, text)
      default: return nil
      }
    }
    var rules: [Int] = []
    for finding in review.findings where finding.verdict == .notMet {
      if !rules.contains(finding.rule) { rules.append(finding.rule) }
    }
    failures = rules.map { rule in
      let declared = review.program.rules.rules[rule]
      return (declared.id, declared.title(.chinese))
    }
    missing = MissingFact.asked(in: review).map { ($0.path, $0.label) }
    totals = fields.totals.map { field in
      guard case .value(.number(let given))? = facts[field]?.state else { return nil }
      let quantity = Quantity(interval: given.interval, unit: vocabulary.fields[field].unit)
      return (
        given.interval.lower.flatMap { quantity.shown($0.value) },
        given.interval.upper.flatMap { quantity.shown($0.value) }
      )
    }
  }
}
