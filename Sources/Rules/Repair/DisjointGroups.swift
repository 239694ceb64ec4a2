/// The numbers below a count, each in one group; groups are joined.
struct DisjointGroups {
  /// Of each number another one of its group, itself for the first.
  private var links: [Int]

  /// Each number alone.
  init(count: Int) { links = Array(0..<count) }

  /// Makes the groups of two numbers one.
  mutating func join(_ one: Int, _ other: Int) {
    let (left, right) = (first(of: one), first(of: other))
    links[max(left, right)] = min(left, right)
  }

  /// The least number of a group.
  private mutating func first(of number: Int) -> Int {
    var number = number
    while links[number] != number {
      links[number] = links[links[number]]
      number = links[number]
    }
    return number
  }

  /// The groups in the order of their least numbers, each in ascending order.
  mutating func all() -> [[Int]] {
    var groups: [[Int]] = []
    var positions: [Int: Int] = [:]
    for number in links.indices {
      let first = first(of: number)
      if let position = positions[first] {
        groups[position].append(number)
      } else {
        positions[first] = groups.count
        groups.append([number])
      }
    }
    return groups
  }
}
