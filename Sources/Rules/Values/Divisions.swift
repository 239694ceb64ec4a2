/// The divisions of a country and their former names, found by what people write.
public struct Divisions: Sendable {
  public let all: [Division]
  private let former: [FormerDivision]
  private var byCode: [Int: Int] = [:]
  /// The first entry of each name; divisions of one name are chained.
  private var firstEntries: [Word: Int32] = [:]
  private var entries: [(division: Int32, next: Int32)] = []
  private var formerByName: [Word: [Int]] = [:]

  /// - Parameter shortNames: Usual short names beyond the full one and its stem, by division.
  public init(_ all: [Division], shortNames: [Int: [String]] = [:], former: [FormerDivision] = []) {
    self.all = all
    self.former = former
    byCode.reserveCapacity(all.count)
    firstEntries.reserveCapacity(2 * all.count)
    entries.reserveCapacity(3 * all.count)
    for (index, division) in all.enumerated() {
      byCode[division.code] = index
      add(division.name, index)
      if let stem = PlaceName.stem(division.name) { add(stem, index) }
      for name in shortNames[index] ?? [] { add(name, index) }
    }
    for (index, change) in former.enumerated() {
      formerByName[Word(change.name), default: []].append(index)
      if let stem = PlaceName.stem(change.name) {
        formerByName[Word(stem), default: []].append(index)
      }
    }
  }

  private mutating func add(_ name: String, _ division: Int) {
    let word = Word(name)
    var entry = firstEntries[word] ?? -1
    while entry >= 0 {
      if entries[Int(entry)].division == Int32(division) { return }
      entry = entries[Int(entry)].next
    }
    entries.append((Int32(division), firstEntries[word] ?? -1))
    firstEntries[word] = Int32(entries.count - 1)
  }

  /// The division of a code.
  func division(code: Int) -> Int? { byCode[code] }

  /// The names of a division and of those above it, by level; a county that stands directly under
  /// its province is its own city.
  func names(of division: Int) -> [String?] {
    let own = all[division]
    let province = byCode[own.code / 10_000 * 10_000].map { all[$0].name }
    switch own.level {
    case .province: return [own.name, nil, nil]
    case .city: return [province, own.name, nil]
    case .county:
      let city = byCode[own.code / 100 * 100].map { all[$0] }
      return [province, city?.level == .city ? city?.name : own.name, own.name]
    }
  }

  /// 宁夏回族自治区中卫市沙坡头区, for a message.
  func fullName(of division: Int) -> String {
    var parts: [String] = []
    for case let name? in names(of: division) where parts.last != name { parts.append(name) }
    return parts.joined()
  }

  // MARK: - Reading

  /// What a text may mean.
  struct Spelling {
    let division: Int
    let manner: Manner

    enum Manner: Equatable {
      /// Its name, a usual short name, or its code.
      case plain
      /// The name of a larger division stands before it.
      case joined
      /// By the place of the change among the former names.
      case former(Int)
      /// Another kind than its own stands behind the name, as in 宁夏省.
      case loose
    }
  }

  func change(_ index: Int) -> FormerDivision { former[index] }

  /// Longer names, in Unicode scalars, are those of no place.
  static let nameLimit = 100

  /// All that a cleaned name may mean.
  func readings(of name: String) -> [Spelling] {
    simpleReadings(of: name) + joinedReadings(of: name)
  }

  /// What a name may mean that stands alone.
  func simpleReadings(of name: String) -> [Spelling] {
    if let code = PlaceName.code(name) {
      return byCode[code].map { [Spelling(division: $0, manner: .plain)] } ?? []
    }
    let plain = divisions(named: name)
    var readings = plain.map { Spelling(division: $0, manner: .plain) }
    for index in formerByName[Word(name)] ?? [] {
      if let successor = byCode[former[index].successor] {
        readings.append(Spelling(division: successor, manner: .former(index)))
      }
    }
    for division in PlaceName.stem(name).map({ divisions(named: $0) }) ?? []
    where !plain.contains(division) {
      readings.append(Spelling(division: division, manner: .loose))
    }
    return readings
  }

  /// `宁夏中卫市`, `石嘴山市惠农区`: a division behind one that holds it.
  func joinedReadings(of name: String) -> [Spelling] {
    let letters = Array(name.unicodeScalars)
    return letters.count > Self.nameLimit ? [] : joinedReadings(of: letters[...], above: .county)
  }

  /// - Parameter limit: The level that the first of the names must be wider than, so that there are
  ///   at most three: province, city, county.
  private func joinedReadings(
    of letters: ArraySlice<Unicode.Scalar>, above limit: Division.Level,
    under least: Division.Level? = nil
  ) -> [Spelling] {
    guard letters.count >= 4 else { return [] }
    var readings: [Spelling] = []
    for end in (letters.startIndex + 2)...(letters.endIndex - 2) {
      let outer = simpleReadings(of: Self.text(letters[..<end])).filter { reading in
        let level = all[reading.division].level
        return level < limit && least.map { level > $0 } ?? true
      }
      guard let widest = outer.map({ all[$0.division].level }).min() else { continue }
      let rest = letters[end...]
      let further = joinedReadings(of: rest, above: limit, under: widest)
      let inner = (simpleReadings(of: Self.text(rest)) + further).filter { reading in
        // 中卫中卫 is a name written twice, not a county that was called as its city is.
        outer.contains { holds($0.division, reading.division) }
          && (reading.manner == .plain || !letters[..<end].elementsEqual(rest))
      }
      // A name of today goes before a former one.
      let plain = inner.filter { $0.manner == .plain }
      for reading in plain.isEmpty ? inner : plain
      where !readings.contains(where: { $0.division == reading.division }) {
        readings.append(Spelling(division: reading.division, manner: .joined))
      }
    }
    return readings
  }

  private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters)
    return String(view)
  }

  private func divisions(named name: String) -> [Int] {
    var found: [Int] = []
    var entry = firstEntries[Word(name)] ?? -1
    while entry >= 0 {
      found.append(Int(entries[Int(entry)].division))
      entry = entries[Int(entry)].next
    }
    return found.reversed()
  }

  /// Whether a division is another's province or city.
  private func holds(_ outer: Int, _ inner: Int) -> Bool {
    let level = all[outer].level
    return level < all[inner].level && names(of: inner)[level.rawValue] == all[outer].name
  }
}
