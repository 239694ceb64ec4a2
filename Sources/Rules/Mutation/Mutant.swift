/// One change of one place that rules say something at.
///
/// A definition that several rules use is one place, and so is a row of a table.
public struct Mutant: Sendable {
  /// The rules that it changes, in their order.
  public internal(set) var rules: [Int]
  public let place: Place
  /// What becomes of it: `≤→<`, `1.2 → 1.3`.
  public let change: Phrase
  var edits: [ProgramEdit]
  /// The steps that it changes; empty where it changes something else.
  var steps: Set<Int> = []
  /// The figure that it changes, if it is one.
  var figure: Figure?
  /// Whether it changes nothing but what a rule adds to the score.
  var isOfScore = false

  /// Where it stands.
  public enum Place: Sendable, Hashable {
    case text(SourceRange)
    /// A value of a parameter, under a key if it has some, or a member of a set.
    case value(name: Phrase, key: String?, row: Int)
  }

  init(
    _ rules: [Int], _ place: Place, _ change: Phrase, steps: Set<Int> = [],
    _ edit: @escaping ProgramEdit
  ) {
    (self.rules, self.place, self.change, self.steps) = (rules, place, change, steps)
    edits = [edit]
  }

  /// The same, of the score alone.
  var ofScore: Mutant {
    var other = self
    other.isOfScore = true
    return other
  }

  fileprivate struct Key: Hashable {
    let place: Place
    let change: String
  }

  fileprivate var key: Key { Key(place: place, change: change.chinese) }
}

extension [Mutant] {
  /// Those of several rules, each place once with all its rules.
  var joined: [Mutant] {
    var places: [Mutant.Key: Int] = [:]
    var joined: [Mutant] = []
    for mutant in self {
      guard let known = places[mutant.key] else {
        places[mutant.key] = joined.count
        joined.append(mutant)
        continue
      }
      for rule in mutant.rules where !joined[known].rules.contains(rule) {
        joined[known].rules.append(rule)
      }
      joined[known].edits += mutant.edits
      joined[known].steps.formUnion(mutant.steps)
      joined[known].isOfScore = joined[known].isOfScore && mutant.isOfScore
    }
    return joined
  }
}
