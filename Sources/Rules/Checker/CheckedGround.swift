/// What the rules and cases of texts speak of, checked: units, fields, documents, tables, definitions.
///
/// Whoever types a rule changes nothing of it, so that it is taken from memory as long as its
/// declarations stand where they stood. Named sets may move, since nothing but their names has a place:
/// they often stand among the rules that speak of them.
struct CheckedGround: Sendable {
  private let sources: [SourceText]
  private let declarations: [Keyword: [DeclarationSyntax]]
  private let brokenNames: Set<Word>
  /// The texts that were changed since, by their places.
  private var changed: Set<Int> = []

  private(set) var rules: CheckedRules
  private(set) var names: NameIndex
  let diagnostics: [Diagnostic]
  let rulesetOfSource: [Int32: Int?]
  let rulesetParents: [(child: Int, parent: NameSyntax)]
  let lastConsequenceSource: Int32?
  let dataNames: [Int: SourceRange]
  let placeKeys: [PlaceKey]
  let placedTables: Set<Int>
  let foldersWithoutRuleset: Set<String>
  let relatedNames: [NameSyntax]

  init(_ checker: Checker) {
    sources = checker.sources
    declarations = checker.declarations
    brokenNames = checker.brokenNames
    rules = checker.rules
    names = checker.names
    diagnostics = checker.diagnostics
    rulesetOfSource = checker.rulesetOfSource
    rulesetParents = checker.rulesetParents
    lastConsequenceSource = checker.lastConsequenceSource
    dataNames = checker.dataNames
    placeKeys = checker.placeKeys
    placedTables = checker.placedTables
    foldersWithoutRuleset = checker.foldersWithoutRuleset
    relatedNames = checker.relatedNames
  }

  mutating func forget(_ source: Int) { changed.insert(source) }

  /// The ground that a checker would find, which is this one with what was moved; nil: it may be
  /// another one.
  func asFound(by checker: Checker) -> CheckedGround? {
    guard let moves = moves(in: checker) else { return nil }
    var moved = self
    moved.move(moves)
    return moved
  }

  /// What the labels of fields, groups and lists were and are, where nothing else was changed but the places
  /// of declarations; nil: something else was. Everything else that is found is as it was.
  func changedLabels(in checker: Checker) -> Set<String>? {
    guard let versions = versions(in: checker) else { return nil }
    var labels: Set<String> = []
    for version in versions where !version.isSame {
      guard let changed = version.changedLabels else { return nil }
      labels.formUnion(changed)
    }
    return labels
  }

  /// Where the sets of the texts that changed stand now; nil: something else is not as it was.
  private func moves(in checker: Checker) -> [Move]? {
    guard let versions = versions(in: checker) else { return nil }
    var moves: [Move] = []
    for version in versions {
      guard version.isSame else { return nil }
      let range = version.old.range
      let move = Move(from: range, by: version.new.range.start - range.start)
      guard move.distance != 0 else { continue }
      guard version.old.keyword == .set,
        !diagnostics.contains(where: { $0.range.source == range.source })
      else { return nil }
      moves.append(move)
    }
    return moves
  }

  /// Each declaration of the texts that changed, as it was and as it is; nil: there are others, or what
  /// is no declaration may be another.
  private func versions(in checker: Checker) -> [Versions]? {
    guard brokenNames == checker.brokenNames else { return nil }
    var keywords = Set(declarations.keys)
    keywords.formUnion(checker.declarations.keys)
    var versions: [Versions] = []
    for source in changed {
      let (old, new) = (sources[source], checker.sources[source])
      guard new.isRuleText else { return nil }
      for keyword in keywords where keyword.isOfGround {
        let before = (declarations[keyword] ?? []).filter { $0.range.source == source }
        let after = (checker.declarations[keyword] ?? []).filter { $0.range.source == source }
        guard before.count == after.count else { return nil }
        for (before, after) in zip(before, after) {
          versions.append(Versions(old: before, oldText: old, new: after, newText: new))
        }
      }
    }
    return versions
  }

  /// A declaration before and after its text changed.
  private struct Versions {
    let old: DeclarationSyntax
    let oldText: SourceText
    let new: DeclarationSyntax
    let newText: SourceText

    var isSame: Bool { old.isSame(as: new, oldText, newText) }
    var changedLabels: [String]? { old.labels(unlike: new, oldText, newText) }
  }

  /// A declaration that stands at another place of its text.
  private struct Move {
    let range: SourceRange
    let distance: Int32

    init(from range: SourceRange, by distance: Int32) {
      (self.range, self.distance) = (range, distance)
    }

    /// A range after the move; nil: it is none of the declaration's.
    func moved(_ other: SourceRange) -> SourceRange? {
      guard other.source == range.source, range.start <= other.start, other.end <= range.end else {
        return nil
      }
      return SourceRange(
        source: Int(other.source), start: Int(other.start + distance),
        end: Int(other.end + distance))
    }
  }

  private mutating func move(_ moves: [Move]) {
    guard !moves.isEmpty else { return }
    func moved(_ range: SourceRange) -> SourceRange? {
      for move in moves { if let range = move.moved(range) { return range } }
      return nil
    }
    for (name, place) in names.places {
      if let place = moved(place) { names.places[name] = place }
    }
    for (index, mention) in rules.mentions.enumerated() {
      guard let range = moved(mention.range) else { continue }
      rules.mentions[index] = Mention(
        range: range, referent: mention.referent, isOfVariable: mention.isOfVariable)
    }
  }
}

extension Keyword {
  /// Whether what it declares is spoken of by rules and cases, and speaks of none itself.
  fileprivate var isOfGround: Bool {
    switch self {
    case .rule, .omission, .relation, .caseOf: false
    default: true
    }
  }
}

extension DeclarationSyntax {
  /// Whether two declarations of two versions of a text were read from the same words in the same way,
  /// wherever they stand.
  fileprivate func isSame(
    as other: DeclarationSyntax, _ text: SourceText, _ otherText: SourceText
  ) -> Bool {
    let distance = other.range.start - range.start
    func isSame(_ one: SourceRange, _ two: SourceRange) -> Bool {
      two.start - one.start == distance && two.end - one.end == distance
    }
    return isSame(range, other.range) && isSame(keywordRange, other.keywordRange)
      && brokenName == other.brokenName && operands.count == other.operands.count
      && clauses.count == other.clauses.count
      && zip(clauses, other.clauses).allSatisfy {
        isSame($0.range, $1.range) && $0.operands.count == $1.operands.count
      }
      && text.bytes[Int(range.start)..<Int(range.end)]
        == otherText.bytes[Int(other.range.start)..<Int(other.range.end)]
  }
}

extension DeclarationSyntax {
  /// The labels of two versions of a field, group or list that say the same besides; nil: they do not.
  fileprivate func labels(
    unlike other: DeclarationSyntax, _ text: SourceText, _ otherText: SourceText
  ) -> [String]? {
    guard let label, let otherLabel = other.label, brokenName == other.brokenName,
      operands.count == other.operands.count, clauses.count == other.clauses.count
    else { return nil }
    func parts(
      of one: DeclarationSyntax, _ label: TextSyntax, _ text: SourceText
    ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
      (
        text.bytes[Int(one.range.start)..<Int(label.range.start)],
        text.bytes[Int(label.range.end)..<Int(one.range.end)]
      )
    }
    let (first, second) = (parts(of: self, label, text), parts(of: other, otherLabel, otherText))
    guard first.before == second.before, first.after == second.after else { return nil }
    return [label.text, otherLabel.text]
  }

  /// What people call a field, a group or a list; nil of anything else.
  private var label: TextSyntax? {
    switch keyword {
    case .field, .group, .list: operands.count > 2 ? operands[2].text : nil
    default: nil
    }
  }
}

extension Checker {
  /// Checks everything that rules and cases speak of, or takes it from memory.
  mutating func checkGround() {
    // What was said before is about rules that stand among cases, and limits how much is said.
    guard memory != nil, diagnostics.isEmpty else {
      memory?.ground = nil
      memory?.ruleTexts = [:]
      return readGround()
    }
    if let known = memory?.ground?.asFound(by: self) {
      take(known)
      return
    }
    let labels = memory?.ground?.changedLabels(in: self)
    readGround()
    // A definition that speaks of the result of a rule changes with that rule.
    let ground = names.resultQuestions == 0 ? CheckedGround(self) : nil
    memory?.ground = ground
    guard let labels, ground != nil else {
      memory?.ruleTexts = [:]
      return
    }
    forgetRules(reading: labels)
  }

  private mutating func take(_ known: CheckedGround) {
    rules = known.rules
    names = known.names
    rulesetOfSource = known.rulesetOfSource
    rulesetParents = known.rulesetParents
    lastConsequenceSource = known.lastConsequenceSource
    dataNames = known.dataNames
    placeKeys = known.placeKeys
    placedTables = known.placedTables
    foldersWithoutRuleset = known.foldersWithoutRuleset
    relatedNames = known.relatedNames
    for problem in known.diagnostics { report(problem) }
  }
}
