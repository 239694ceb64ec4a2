/// What an evaluation of a rule looked at.
public struct Trace: Sendable {
  /// The value of each step that was computed; in a loop, the last one.
  public internal(set) var results: StepResults
  /// The facts that were asked for, in that order, and what the dossier says of them.
  public private(set) var facts: [(reference: FactReference, fact: Fact?)] = []
  public private(set) var lists: [FactReference] = []
  /// The fields of the project that say whether something that is not given can be there at all.
  public private(set) var scopes: Set<Int> = []
  public private(set) var parameters: [ParameterUse] = []
  /// Whether anything is noted but results.
  var isKept = true
  /// All of them, once they are too many to be looked through.
  private var seen: Set<FactReference> = []
  /// Where the use of each figure stands among ``parameters``.
  private var positions: [Figure: Int] = [:]

  init(results: StepResults = StepResults(of: 0..<0)) { self.results = results }

  mutating func use(_ reference: FactReference, _ fact: Fact?) {
    if isKept, isNew(reference) { facts.append((reference, fact)) }
  }

  mutating func useScope(_ fields: [Int]) { if isKept { scopes.formUnion(fields) } }

  mutating func useList(_ reference: FactReference) {
    if isKept, isNew(reference) { lists.append(reference) }
  }

  private mutating func isNew(_ reference: FactReference) -> Bool {
    if seen.isEmpty {
      guard facts.count + lists.count >= 24 else {
        return !facts.contains { $0.reference == reference } && !lists.contains(reference)
      }
      seen = Set(facts.map { $0.reference } + lists)
    }
    return seen.insert(reference).inserted
  }

  mutating func use(_ parameter: ParameterUse) {
    guard isKept, positions[parameter.figure] == nil else { return }
    positions[parameter.figure] = parameters.count
    parameters.append(parameter)
  }

  /// How a figure was used; nil when it was not.
  func use(of figure: Figure) -> ParameterUse? { positions[figure].map { parameters[$0] } }
}

/// The results of a run of steps.
public struct StepResults: Sendable {
  let steps: Range<Int>
  /// By their distance from the first step; empty when few are expected.
  private var items: [StepResult?]
  private var few: [Int: StepResult] = [:]

  init(of steps: Range<Int>) {
    self.steps = steps
    items = Array(repeating: nil, count: steps.count)
  }

  /// Room for the results of a few of many steps: it costs nothing to make or to copy.
  init(ofFew steps: Range<Int>) {
    self.steps = steps
    items = []
  }

  /// nil for a step that was not computed.
  public internal(set) subscript(step: Int) -> StepResult? {
    get {
      let position = step - steps.lowerBound
      return items.indices.contains(position) ? items[position] : few[step]
    }
    set {
      let position = step - steps.lowerBound
      if items.indices.contains(position) {
        items[position] = newValue
      } else if items.isEmpty {
        few[step] = newValue
      }
    }
  }
}

/// A parameter that a rule asked for, and where its value came from.
public struct ParameterUse: Sendable {
  public indirect enum Origin: Sendable {
    /// Given with the evaluation.
    case given(GivenParameter)
    case row(ParameterRow)
    /// A parent name, which stands for several rows.
    case parts([ParameterUse])
  }

  public let parameter: Int
  public let key: String?
  public let origin: Origin

  var figure: Figure { Figure(parameter: parameter, key: key) }

  /// Whether it is more than empty cells of a table.
  package var hasValue: Bool {
    switch origin {
    case .row(let row): row.value != nil
    case .parts(let parts): parts.contains { $0.hasValue }
    case .given: true
    }
  }
}
