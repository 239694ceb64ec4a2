/// What the province, city and county that somebody wrote come to.
public struct PlaceSettlement: Sendable {
  /// The full names by level; nil: not given, and it does not follow from the others.
  public internal(set) var names: [String?] = [nil, nil, nil]
  /// What was read otherwise than written, for the reader of a report.
  public internal(set) var notes: [Phrase] = []
  /// What names no place, or contradicts what is known of it.
  public internal(set) var problems: [PlaceProblem] = []
}

/// Why a text names no one place.
public struct PlaceProblem: Sendable {
  public enum Kind: Sendable {
    /// No division is called so.
    case unknown
    /// Several are, by their full names.
    case ambiguous([String])
    /// Those that are lie elsewhere, by their full names.
    case elsewhere([String], than: String)
    /// It is one of another level, by its full name.
    case otherLevel(Division.Level, String)
  }

  public let level: Division.Level
  public let text: String
  public let kind: Kind
  /// What is known of the place, by level.
  let known: [String?]
  private let divisions: Divisions

  init(
    level: Division.Level, text: String, kind: Kind, known: [String?], in divisions: Divisions
  ) {
    (self.level, self.text, self.kind) = (level, text, kind)
    (self.known, self.divisions) = (known, divisions)
  }

  /// Divisions of the level, inside what is known of the place, to find a near name among.
  var candidates: [String] {
    divisions.names(at: level) { [known, divisions] in divisions.agrees($0, known) }
  }
}

extension PlaceProblem {
  /// The same with no more of a long text than can be read.
  var shortened: PlaceProblem {
    PlaceProblem(
      level: level, text: TextCheck.excerpt(text), kind: kind, known: known, in: divisions)
  }
}

extension Divisions {
  /// Finds the place that names mean together.
  ///
  /// - Parameter texts: The province, the city and the county as written; nil or empty: not given.
  public func settle(_ texts: [String?]) -> PlaceSettlement {
    let written = Division.Level.allCases.map { level -> String? in
      guard level.rawValue < texts.count, let text = texts[level.rawValue] else { return nil }
      let name = PlaceName.cleaned(text)
      return name.isEmpty ? nil : name
    }
    var result = PlaceSettlement()
    for level in Division.Level.allCases {
      guard let name = written[level.rawValue] else { continue }
      let next = written[(level.rawValue + 1)...].lazy.compactMap { $0 }.first
      settle(name, level, before: next, &result)
    }
    noteFilled(written, &result)
    return result
  }

  private func settle(
    _ name: String, _ level: Division.Level, before next: String?, _ result: inout PlaceSettlement
  ) {
    guard name.unicodeScalars.count <= Self.nameLimit else {
      report(.unknown, name, level, &result)
      return
    }
    let known = result.names
    var readings = simpleReadings(of: name)
    var fitting = readings.filter { agrees(names(of: $0.division), known) }
    if !fitting.contains(where: { rank($0, at: level) <= Self.certainRank }) {
      readings += joinedReadings(of: name)
      fitting = readings.filter { agrees(names(of: $0.division), known) }
    }
    guard !readings.isEmpty else {
      settleUnknown(name, level, &result)
      return
    }
    guard let best = fitting.map({ rank($0, at: level) }).min() else {
      let places = unique(readings.map { fullName(of: $0.division) })
      let here = known.compactMap { $0 }.joined()
      report(.elsewhere(places, than: here), name, level, &result)
      return
    }
    var chosen = fitting.filter { rank($0, at: level) == best }
    if unique(chosen.map { fullName(of: $0.division) }).count > 1, let next {
      let inner = self.readings(of: next).map { names(of: $0.division) }
      let settled = chosen.filter { outer in
        inner.contains { agrees(names(of: outer.division), $0) }
      }
      if !settled.isEmpty { chosen = settled }
    }
    let places = unique(chosen.map { fullName(of: $0.division) })
    guard places.count == 1, let reading = chosen.first else {
      report(.ambiguous(places), name, level, &result)
      return
    }
    for (place, found) in names(of: reading.division).enumerated() {
      result.names[place] = result.names[place] ?? found
    }
    // A county that is its own city is not given as a county when it is typed as the city.
    if level < .county, known[2] == nil, result.names[1] == result.names[2] {
      result.names[2] = nil
    }
    note(reading, name, level, &result)
  }

  /// Up to here a name stands alone, and what it is joined of need not be asked.
  private static let certainRank = 3

  /// How far a reading is from what the field asks for; 0 is the thing itself.
  private func rank(_ reading: Spelling, at level: Division.Level) -> Int {
    let own = Division.Level(code: reading.division)
    if own < level { return 10 }
    let depth = own.rawValue - level.rawValue
    switch reading.manner {
    case .plain: return depth
    case .former: return 3
    case .joined: return 4 + depth
    case .loose: return 7 + depth
    }
  }

  /// Whether two places may be one: no level has two names.
  func agrees(_ left: [String?], _ right: [String?]) -> Bool {
    zip(left, right).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    return seen
  }

  private func settleUnknown(
    _ name: String, _ level: Division.Level, _ result: inout PlaceSettlement
  ) {
    guard level == .county, PlaceName.isZone(name) else {
      report(.unknown, name, level, &result)
      return
    }
    result.names[level.rawValue] = name
    result.notes.append(
      Phrase(
        "“\(name)”不是行政区划，县区一栏照写，不用来选择规则。",
        "`\(name)` is no division; it is kept as the county and chooses no rules."))
  }

  private func report(
    _ kind: PlaceProblem.Kind, _ name: String, _ level: Division.Level,
    _ result: inout PlaceSettlement
  ) {
    result.problems.append(
      PlaceProblem(level: level, text: name, kind: kind, known: result.names, in: self))
  }

  // MARK: - Notes

  private func note(
    _ reading: Spelling, _ name: String, _ level: Division.Level, _ result: inout PlaceSettlement
  ) {
    let own = Division.Level(code: reading.division)
    let full = fullName(of: reading.division)
    switch reading.manner {
    case .former(let change):
      let remark = change.note.isEmpty ? "" : "（\(change.note)）"
      result.notes.append(
        Phrase(
          "“\(name)”是\(change.year)年以前的名称，按\(full)审查\(remark)。",
          "`\(name)` is a name from before \(change.year); it is taken as \(full)\(remark)."))
    case .loose:
      result.notes.append(
        Phrase(
          "“\(name)”按\(full)审查。", "`\(name)` is taken as \(full)."))
    case .plain, .joined: break
    }
    guard own != level, reading.manner != .joined else { return }
    if own < level {
      result.notes.append(
        Phrase(
          "“\(name)”是\(Self.kind(own).chinese)，没有写明\(Self.kind(level).chinese)。",
          "`\(name)` is a \(Self.kind(own).english); no \(Self.kind(level).english) is given."
        ))
    } else if let given = result.names[level.rawValue], given != self.name(of: reading.division) {
      result.notes.append(
        Phrase(
          "“\(name)”是\(Self.kind(own).chinese)，\(Self.kind(level).chinese)按\(given)审查。",
          "`\(name)` is a \(Self.kind(own).english); the \(Self.kind(level).english) is taken as \(given)."
        ))
    }
  }

  /// Says which level was not written and follows from a narrower one.
  private func noteFilled(_ written: [String?], _ result: inout PlaceSettlement) {
    for level in [Division.Level.province, .city] {
      guard written[level.rawValue] == nil, let name = result.names[level.rawValue],
        let source = written[(level.rawValue + 1)...].lazy.compactMap({ $0 }).first
      else { continue }
      result.notes.append(
        Phrase(
          "没有写明\(Self.kind(level).chinese)，由“\(source)”得出：\(name)。",
          "no \(Self.kind(level).english) is given; `\(source)` tells it: \(name)."))
    }
  }

  /// What a level is called in messages.
  static func kind(_ level: Division.Level) -> Phrase {
    switch level {
    case .province: Phrase("省级区划", "province")
    case .city: Phrase("市级区划", "city")
    case .county: Phrase("县区", "county")
    }
  }
}
