/// The divisions of a country and their former names, found by what people write.
///
/// A division is named by its code.
public struct Divisions: Sendable, Equatable {
  /// Code and name.
  let codes: SortedLines
  /// Each full name, its stem and the usual short names, and the code.
  let names: SortedLines
  /// Each former name and its stem; then the name, the code of today, the year and a note.
  let former: SortedLines

  /// - Parameter shortNames: Usual short names beyond the full one and its stem, by the position
  ///   of the division.
  public init(_ all: [Division], shortNames: [Int: [String]] = [:], former: [FormerDivision] = []) {
    var codes: [[[UInt8]]] = []
    var names: [[[UInt8]]] = []
    codes.reserveCapacity(all.count)
    names.reserveCapacity(3 * all.count)
    for (index, division) in all.enumerated() {
      let code = Self.digits(division.code)
      let name = Array(division.name.utf8)
      codes.append([code, name])
      var known = [name]
      if let stem = PlaceName.stem(name) { known.append(stem) }
      for name in shortNames[index] ?? [] {
        let short = Array(name.utf8)
        if !known.contains(short) { known.append(short) }
      }
      for name in known { names.append([name, code]) }
    }
    self.codes = SortedLines(codes)
    self.names = SortedLines(names)
    self.former = SortedLines(
      former.flatMap { change -> [[[UInt8]]] in
        let name = Array(change.name.utf8)
        let cells = [
          name, Self.digits(change.successor), Array(change.year.utf8), Array(change.note.utf8),
        ]
        return [[name] + cells] + (PlaceName.stem(name).map { [[$0] + cells] } ?? [])
      })
  }

  private static func digits(_ code: Int) -> [UInt8] { Array(String(code).utf8) }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// The name of the division of a code; nil when there is none.
  func name(of code: Int) -> String? {
    codes.rows(of: Self.digits(code)).last?.first.map { Self.text($0) }
  }

  /// The names of a division and of those above it, by level; a county that stands directly under
  /// its province is its own city.
  func names(of division: Int) -> [String?] {
    let own = name(of: division)
    switch Division.Level(code: division) {
    case .province: return [own, nil, nil]
    case .city: return [name(of: division / 10_000 * 10_000), own, nil]
    case .county:
      let city = division / 100 * 100
      let isUnderCity = Division.Level(code: city) == .city
      return [
        name(of: division / 10_000 * 10_000), isUnderCity ? name(of: city) ?? own : own, own,
      ]
    }
  }

  /// Whether a division of a level is called exactly so.
  func isFullName(_ text: String, _ level: Division.Level) -> Bool {
    divisions(named: Array(text.utf8)).contains { code in
      Division.Level(code: code) == level && name(of: code) == text
    }
  }

  /// 宁夏回族自治区中卫市沙坡头区, for a message.
  func fullName(of division: Int) -> String {
    var parts: [String] = []
    for case let name? in names(of: division) where parts.last != name { parts.append(name) }
    return parts.joined()
  }

  /// The names of the divisions of a level whose own and higher names are among the given ones.
  func names(at level: Division.Level, where isWanted: ([String?]) -> Bool) -> [String] {
    var found: [String] = []
    codes.eachLine { cells in
      guard cells.count == 2, let code = Int(Self.text(cells[0])),
        Division.Level(code: code) == level, isWanted(names(of: code))
      else { return }
      found.append(Self.text(cells[1]))
    }
    return found
  }

  // MARK: - Reading

  /// What a text may mean.
  struct Spelling {
    /// The code.
    let division: Int
    let manner: Manner

    enum Manner: Equatable {
      /// Its name, a usual short name, or its code.
      case plain
      /// The name of a larger division stands before it.
      case joined
      case former(FormerDivision)
      /// Another kind than its own stands behind the name, as in 宁夏省.
      case loose
    }
  }

  /// Longer names, in Unicode scalars, are those of no place.
  static let nameLimit = 100

  /// All that a cleaned name may mean.
  func readings(of name: String) -> [Spelling] {
    simpleReadings(of: name) + joinedReadings(of: name)
  }

  /// What a name may mean that stands alone.
  func simpleReadings(of name: String) -> [Spelling] {
    if let code = PlaceName.code(name) {
      return self.name(of: code) == nil ? [] : [Spelling(division: code, manner: .plain)]
    }
    let bytes = Array(name.utf8)
    let plain = divisions(named: bytes)
    var readings = plain.map { Spelling(division: $0, manner: .plain) }
    for change in changes(of: bytes) where self.name(of: change.successor) != nil {
      readings.append(Spelling(division: change.successor, manner: .former(change)))
    }
    for division in PlaceName.stem(bytes).map({ divisions(named: $0) }) ?? []
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
      // What no name begins with, none of the longer texts is either.
      guard mayBeginName(letters[..<end]) else { break }
      let outer = simpleReadings(of: Self.text(letters[..<end])).filter { reading in
        let level = Division.Level(code: reading.division)
        return level < limit && least.map { level > $0 } ?? true
      }
      guard let widest = outer.map({ Division.Level(code: $0.division) }).min() else { continue }
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

  /// Whether a text, or what is left of it without its kind, is the beginning of any name.
  private func mayBeginName(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
    let stem = letters.dropLast(PlaceName.kindLength)
    guard !stem.isEmpty else { return true }
    let start = Array(Self.text(stem).utf8)
    return names.hasLine(beginningWith: start) || former.hasLine(beginningWith: start)
  }

  private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters)
    return String(view)
  }

  private func divisions(named name: [UInt8]) -> [Int] {
    names.rows(of: name).compactMap { $0.first.flatMap { Int(Self.text($0)) } }
  }

  private func changes(of name: [UInt8]) -> [FormerDivision] {
    former.rows(of: name).compactMap { cells in
      guard cells.count == 4, let code = Int(Self.text(cells[1])) else { return nil }
      return FormerDivision(
        name: Self.text(cells[0]), successor: code, year: Self.text(cells[2]),
        note: Self.text(cells[3]))
    }
  }

  /// Whether a division is another's province or city.
  private func holds(_ outer: Int, _ inner: Int) -> Bool {
    let level = Division.Level(code: outer)
    return level < Division.Level(code: inner)
      && names(of: inner)[level.rawValue] == name(of: outer)
  }
}
