import Reports
import Rules

/// What two versions of rule files say differently besides their rules, declaration by declaration and
/// row by row.
struct GroundChanges {
  private(set) var all: [GroundChange] = []

  /// Of a file of rows, as many are listed.
  private static let listedRows = 20

  init(from old: JudgingRules, to new: JudgingRules) {
    let files = FileDifferences(between: old.sources, and: new.sources)
    let ground = RuleGround(old.program, new.program)
    for move in ground.moved {
      all.append(
        GroundChange(
          kind: Keyword.rule.spelling, name: move.rule, clause: Keyword.ruleset.spelling,
          old: move.from.chinese, new: move.to.chinese, bearing: .direct, path: ""))
    }
    guard !files.isNone else { return }
    // What rules read is compared with them, unless something else reads it too.
    let read: GroundChange.Bearing =
      ground.isSame && ground.hasSameCertainty ? .throughRules : .direct
    add(GroundDeclarations(of: files.gone), GroundDeclarations(of: files.changed), read)
    addRows(files, read, dataFiles: GroundDeclarations(of: old.sources + new.sources).dataFiles)
  }

  // MARK: - Declarations

  private mutating func add(
    _ old: GroundDeclarations, _ new: GroundDeclarations, _ read: GroundChange.Bearing
  ) {
    var seen: Set<GroundDeclarations.Key> = []
    for key in new.order + old.order where seen.insert(key).inserted {
      // Those that both have in the same words may have moved among one another.
      let (before, after) = withoutCommon(old.all[key] ?? [], new.all[key] ?? []) { $0.words }
      for index in 0..<max(before.count, after.count) {
        add(
          key, before.indices.contains(index) ? before[index] : nil,
          after.indices.contains(index) ? after[index] : nil, read)
      }
    }
  }

  private mutating func add(
    _ key: GroundDeclarations.Key, _ old: GroundDeclarations.Declaration?,
    _ new: GroundDeclarations.Declaration?, _ read: GroundChange.Bearing
  ) {
    guard let path = (new ?? old)?.path else { return }
    func note(
      _ clause: Keyword?, _ old: String?, _ new: String?, _ bearing: GroundChange.Bearing
    ) {
      let (old, new) = shortened(old, new)
      all.append(
        GroundChange(
          kind: key.keyword.spelling, name: key.name, clause: clause?.spelling, old: old, new: new,
          bearing: bearing, path: path))
    }
    guard let old, let new else {
      let bearing = GroundBearing(key.keyword, read: read).ofWhole((new ?? old)?.clauses ?? [])
      return note(nil, old?.words, new?.words, bearing)
    }
    let bearing = GroundBearing(key.keyword, read: read)
    if old.head != new.head {
      note(nil, old.head, new.head, bearing.ofHead(from: old.head, to: new.head))
    }
    let clauses = old.clauses + new.clauses
    var seen: Set<Keyword> = []
    for clause in clauses.map({ $0.keyword }) where seen.insert(clause).inserted {
      let (gone, come) = withoutCommon(
        old.clauses.filter { $0.keyword == clause }, new.clauses.filter { $0.keyword == clause }
      ) { $0.words }
      for index in 0..<max(gone.count, come.count) {
        note(
          clause, gone.indices.contains(index) ? gone[index].words : nil,
          come.indices.contains(index) ? come[index].words : nil,
          bearing.of(clause, among: clauses))
      }
    }
  }

  // MARK: - Rows

  private mutating func addRows(
    _ files: FileDifferences, _ read: GroundChange.Bearing, dataFiles: Set<String>
  ) {
    func tables(_ sources: [SourceText]) -> [String: SourceText] {
      var found: [String: SourceText] = [:]
      for source in sources where TextKind(path: source.path) == .table {
        found[Self.name(of: source)] = source
      }
      return found
    }
    let (before, after) = (tables(files.gone), tables(files.changed))
    for name in Set(before.keys).union(after.keys).sorted() {
      let path = (after[name] ?? before[name])?.path ?? name
      let (gone, come) = withoutCommon(Self.rows(before[name]), Self.rows(after[name])) { $0 }
      let pairs = Self.pairs(gone, come)
      let bearing = dataFiles.contains(name) ? read : .direct
      func note(_ clause: Phrase?, _ old: String?, _ new: String?) {
        let (old, new) = shortened(old, new)
        all.append(
          GroundChange(
            kind: Keyword.table.spelling, name: name, clause: clause, old: old, new: new,
            bearing: bearing, path: path))
      }
      for (old, new) in pairs.prefix(Self.listedRows) { note(nil, old, new) }
      let rest = pairs.count - Self.listedRows
      if rest > 0 { note(Phrase("另有 \(rest) 行", "\(rest) more rows"), nil, nil) }
    }
  }

  private static func name(of source: SourceText) -> String {
    source.path.split(separator: "/").last.map { String($0) } ?? source.path
  }

  private static func rows(_ source: SourceText?) -> [String] {
    guard let source else { return [] }
    return String(decoding: source.bytes, as: UTF8.self).split { $0.isNewline }.map { String($0) }
  }

  /// Rows with the same first cell, one against another; the others alone.
  private static func pairs(
    _ old: [String], _ new: [String]
  ) -> [(old: String?, new: String?)] {
    var left = new
    var pairs: [(old: String?, new: String?)] = []
    for row in old {
      let key = row.prefix { $0 != "," }
      let place = left.firstIndex { $0.prefix { $0 != "," } == key }
      pairs.append((row, place.map { left.remove(at: $0) }))
    }
    return pairs + left.map { (nil, $0) }
  }
}

/// How changes of a kind of declaration bear on decisions.
private struct GroundBearing {
  let keyword: Keyword
  /// That of what rules read.
  let read: GroundChange.Bearing

  init(_ keyword: Keyword, read: GroundChange.Bearing) {
    (self.keyword, self.read) = (keyword, read)
  }

  private static let words: Set<Keyword> = [
    .remark, .source, .evidence, .question, .issuer, .policyText,
  ]
  /// Whose quotations are names that dossiers or cases use.
  private static let quoted: Set<Keyword> = [.field, .group, .list, .crossCheck, .choiceNames]

  private var own: GroundChange.Bearing {
    switch keyword {
    case .definition, .set, .parameter, .table, .addedRows: read
    // The score never outvotes a finding, and a clause that nobody encoded judges nothing.
    case .scoreDimension, .omission: .none
    default: .direct
    }
  }

  func ofHead(from old: String, to new: String) -> GroundChange.Bearing {
    if keyword == .document { return .none }
    let isQuotation = old.withoutQuotations == new.withoutQuotations
    return isQuotation && !Self.quoted.contains(keyword) ? .none : own
  }

  func of(
    _ clause: Keyword, among clauses: [GroundDeclarations.Clause]
  ) -> GroundChange.Bearing {
    if Self.words.contains(clause) { return .none }
    switch keyword {
    // Its days part the versions of its rules, which are compared.
    case .ruleset where clause == .since || clause == .until: return .throughRules
    // Its days are those of its rules; else it only matters where it takes the place of another.
    case .document:
      return clauses.contains { $0.keyword == .replaces } ? .direct : .throughRules
    default: return own
    }
  }

  /// Of a declaration that is added or left out.
  func ofWhole(_ clauses: [GroundDeclarations.Clause]) -> GroundChange.Bearing {
    keyword == .document ? of(.since, among: clauses) : own
  }
}

/// The declarations of rule files besides rules and cases, clause by clause.
struct GroundDeclarations {
  struct Key: Hashable {
    let keyword: Keyword
    /// Empty for what has no name.
    let name: String
  }

  struct Clause {
    let keyword: Keyword
    /// What stands behind the keyword.
    let words: String
  }

  struct Declaration {
    let path: String
    let head: String
    let clauses: [Clause]

    var words: String {
      ([head] + clauses.map { $0.keyword.spelling.chinese + " " + $0.words })
        .joined(separator: " ")
    }
  }

  private(set) var all: [Key: [Declaration]] = [:]
  /// Each once, in the order of the texts.
  private(set) var order: [Key] = []
  /// The files whose rows are those of tables.
  private(set) var dataFiles: Set<String> = []

  init(of sources: [SourceText]) {
    for (index, source) in sources.enumerated() where TextKind(path: source.path) == .rules {
      for declaration in Parser.parse(source, index: index).tree.declarations {
        add(declaration, in: source)
      }
    }
  }

  private mutating func add(_ syntax: DeclarationSyntax, in source: SourceText) {
    for clause in syntax.clauses where clause.keyword == .data {
      for case .text(let name) in clause.operands { dataFiles.insert(name.text) }
    }
    guard syntax.keyword != .rule, syntax.keyword != .caseOf else { return }
    let end = syntax.clauses.first?.range.start ?? syntax.range.end
    let head = source.words(from: syntax.keywordRange.end, to: end)
    let key = Key(keyword: syntax.keyword, name: Self.name(of: syntax))
    if all[key] == nil { order.append(key) }
    all[key, default: []].append(
      Declaration(
        path: "\(source.path):\(source.position(of: Int(syntax.range.start)).line)", head: head,
        clauses: syntax.clauses.map {
          Clause(
            keyword: $0.keyword,
            words: source.words(from: $0.keywordRange.end, to: $0.range.end))
        }))
  }

  /// The first operand where that is a name or a quotation.
  private static func name(of syntax: DeclarationSyntax) -> String {
    switch syntax.operands.first {
    case .name(let name)?: name.text
    case .text(let text)?: text.text
    default: ""
    }
  }
}

extension SourceText {
  /// The words of a part, without its comments and whatever the space between them.
  fileprivate func words(from start: Int32, to end: Int32) -> String {
    slice(Int(start), Int(end)).split { $0.isNewline }.map { line in
      line.firstIndex(of: "#").map { line[..<$0] } ?? line
    }.flatMap { $0.split { $0.isWhitespace } }.joined(separator: " ")
  }
}

/// What two lists do not have in common, an element as often as one has it more than the other.
private func withoutCommon<Element>(
  _ old: [Element], _ new: [Element], _ words: (Element) -> String
) -> (old: [Element], new: [Element]) {
  func rest(of own: [Element], besides other: [Element]) -> [Element] {
    var counts: [String: Int] = [:]
    for element in other { counts[words(element), default: 0] += 1 }
    return own.filter { element in
      let count = counts[words(element)] ?? 0
      counts[words(element)] = count - 1
      return count <= 0
    }
  }
  return (rest(of: old, besides: new), rest(of: new, besides: old))
}

/// Two long texts as what differs between them.
private func shortened(_ old: String?, _ new: String?) -> (old: String?, new: String?) {
  let limit = 80
  guard let old, let new else {
    return (old.map { $0.cut(after: limit) }, new.map { $0.cut(after: limit) })
  }
  guard max(old.count, new.count) > limit else { return (old, new) }
  let (before, after) = (Array(old), Array(new))
  let start = zip(before, after).prefix { $0 == $1 }.count
  let end = min(
    zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count,
    min(before.count, after.count) - start)
  // Some of what is the same, so that one sees where it is.
  let seen = 12
  func part(_ text: [Character]) -> String {
    let (first, last) = (max(0, start - seen), min(text.count, text.count - end + seen))
    return (first > 0 ? "…" : "") + String(text[first..<last]).cut(after: limit)
      + (last < text.count ? "…" : "")
  }
  return (part(before), part(after))
}

extension String {
  fileprivate func cut(after limit: Int) -> String { count > limit ? prefix(limit) + "…" : self }
}
