/// The choice that alternatives ask about in most ways, and the values that they tell apart.
///
/// A table of hundreds of rows is hundreds of alternatives about one key: taken one by one they have no
/// end, by key they are as many cases as there are rows.
struct ChoiceSplit {
  private let variable: Int
  /// What is asked of it.
  private let sets: Set<ChoiceSet>

  /// Fewer ways than these are soon exhausted one by one.
  private static let fewestSets = 9

  /// nil: there is none that is asked about in many ways.
  init?(_ alternatives: [[Formula]]) {
    var sets: [Int: Set<ChoiceSet>] = [:]
    for parts in alternatives {
      for part in parts { Self.collect(part, &sets) }
    }
    let widest = sets.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let widest, widest.value.count >= Self.fewestSets else { return nil }
    (variable, self.sets) = (widest.key, widest.value)
  }

  private static func collect(_ formula: Formula, _ sets: inout [Int: Set<ChoiceSet>]) {
    switch formula {
    case .all(let parts), .any(let parts): for part in parts { collect(part, &sets) }
    case .atom(.choice(let variable, let set)): sets[variable, default: []].insert(set)
    case .atom: break
    }
  }

  /// The values that the sets tell apart, those of each way together, in the order of the first.
  ///
  /// - Parameter known: What the choices may be.
  func classes(among known: [Int: ChoiceSet]) -> (variable: Int, classes: [ChoiceSet]) {
    let count = sets.first?.count ?? 0
    var marks: [[Int]] = Array(repeating: [], count: count)
    for (index, set) in sets.enumerated() {
      // Who is in a set is told from who is not by either of them.
      let members = set.members
      let marked = members.count * 2 > count ? set.complement.members : members
      for member in marked { marks[member].append(index) }
    }
    var places: [[Int]: Int] = [:]
    var classes: [[Int]] = []
    for member in known[variable]?.members ?? Array(0..<count) {
      if let place = places[marks[member]] {
        classes[place].append(member)
      } else {
        places[marks[member]] = classes.count
        classes.append([member])
      }
    }
    return (variable, classes.map { ChoiceSet(of: $0, among: count) })
  }
}
