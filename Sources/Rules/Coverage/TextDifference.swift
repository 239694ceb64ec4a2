/// What of a text was kept, left out and put in to make another one of it.
///
///     PUE不高于1.3 → PUE不高于1.2      same `PUE不高于`, removed `1.3`, added `1.2`
///
/// A number and a word in Latin letters are kept or replaced whole, Chinese sign by sign; white space
/// does not count.
public struct TextDifference: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case same, removed, added
  }

  /// A stretch of letters, in the order in which both texts can be read from them.
  public struct Part: Sendable, Equatable {
    public let kind: Kind
    public let text: String
  }

  public let parts: [Part]
  /// How many units both have, against the longer one, in per mille.
  let likeness: Int

  public init(_ old: String, _ new: String) {
    let (before, after) = (Self.units(of: old), Self.units(of: new))
    let kept = longestCommonSubsequence(before, after)
    var parts: [Part] = []
    func add(_ kind: Kind, _ units: ArraySlice<String>) {
      guard !units.isEmpty else { return }
      let text = units.joined()
      if let last = parts.last, last.kind == kind {
        parts[parts.count - 1] = Part(kind: kind, text: last.text + text)
      } else {
        parts.append(Part(kind: kind, text: text))
      }
    }
    var (left, right) = (0, 0)
    for (first, second) in kept + [(before.count, after.count)] {
      add(.removed, before[left..<first])
      add(.added, after[right..<second])
      if first < before.count { add(.same, before[first...first]) }
      (left, right) = (first + 1, second + 1)
    }
    self.parts = parts
    let longer = max(before.count, after.count)
    likeness = longer == 0 ? 1000 : kept.count * 1000 / longer
  }

  /// `1.3`, `PUE` and `高` are one unit each.
  private static func units(of text: String) -> [String] {
    var units: [String] = []
    var isInWord = false
    for scalar in text.unicodeScalars where !PolicyText.isBlank(scalar) {
      let isOfWord =
        scalar.isASCII
        && (scalar == "." || scalar.properties.isAlphabetic
          || (scalar.value >= 0x30 && scalar.value <= 0x39))
      if isOfWord, isInWord {
        units[units.count - 1].unicodeScalars.append(scalar)
      } else {
        units.append(String(scalar))
      }
      isInWord = isOfWord
    }
    return units
  }
}

/// The longest list of elements that two lists have in one order, by their places in each.
///
/// Time and memory grow with the product of the lengths.
func longestCommonSubsequence<Element: Equatable>(
  _ left: [Element], _ right: [Element]
) -> [(Int, Int)] {
  let width = right.count + 1
  var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
  for row in left.indices.reversed() {
    for column in right.indices.reversed() {
      lengths[row * width + column] =
        left[row] == right[column]
        ? lengths[(row + 1) * width + column + 1] + 1
        : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
    }
  }
  var found: [(Int, Int)] = []
  var (row, column) = (0, 0)
  while row < left.count, column < right.count {
    if left[row] == right[column] {
      found.append((row, column))
      (row, column) = (row + 1, column + 1)
    } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
      row += 1
    } else {
      column += 1
    }
  }
  return found
}
