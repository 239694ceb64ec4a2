// A name changed wherever it is used, in the language it is written in; the other language keeps its
// own.

/// Why a name is not changed.
public struct RenameRefusal: Error, Sendable, Equatable {
  public let reason: Phrase
}

extension Workspace {
  /// The word that would be renamed at an offset; nil where none can be.
  public func renamable(_ analysis: Analysis, at offset: Int, of source: Int) -> SourceRange? {
    RenameSearch(analysis, at: offset, of: source)?.word
  }

  /// The edits that give what stands at an offset another name.
  ///
  /// They are made on a copy first: a name that is taken, or that makes something else wrong, is
  /// refused with what would be wrong then.
  public func rename(
    _ analysis: Analysis, at offset: Int, of source: Int, to name: String
  ) throws(RenameRefusal) -> [TextEdit] {
    guard let search = RenameSearch(analysis, at: offset, of: source) else {
      throw RenameRefusal(
        reason: Phrase("这里没有可以改名的名称", "there is no name here that can be changed"))
    }
    guard search.isName(name) else {
      throw RenameRefusal(
        reason: Phrase(
          "`\(name)` 不能作名称：一个词，不含空格和标点",
          "`\(name)` is no name: one word without blanks and signs"))
    }
    let edits = search.edits(to: name)
    var changed = applying(edits)
    let after = changed.analysis()
    let known = Set(analysis.diagnostics.map { Problem($0) })
    if let new = after.diagnostics.first(where: {
      $0.severity == .error && !known.contains(Problem($0))
    }) {
      throw RenameRefusal(
        reason: Phrase("改名后：\(new.message.chinese)", "renamed: \(new.message.english)"))
    }
    return edits
  }
}

/// A problem wherever it stands: edits move those behind them.
private struct Problem: Hashable {
  let code: Diagnostic.Code
  let message: Phrase
  let source: Int32

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code
    message = diagnostic.message
    source = diagnostic.range.source
  }
}

/// Finds every place where a name is written as it is here.
struct RenameSearch {
  /// The word under the cursor: of a path its segment.
  let word: SourceRange
  private let analysis: Analysis
  private let written: String
  private let places: [SourceRange]

  /// nil: nothing here has a name that can be changed.
  init?(_ analysis: Analysis, at offset: Int, of source: Int) {
    self.analysis = analysis
    if let variable = analysis.variable(at: offset, of: source) {
      written = variable.name
      places = [variable.declaration] + variable.uses
      guard let here = places.first(where: { $0.touches(offset) }) else { return nil }
      word = here
      return
    }
    guard let name = analysis.name(at: offset, of: source), Self.canChange(name.referent) else {
      return nil
    }
    let owner = NameOwners(analysis)
    let segments = owner.segments(of: name.referent, at: name.range, name.isOfVariable)
    guard let here = segments.first(where: { $0.range.touches(offset) }) else { return nil }
    word = here.range
    let text = analysis.text(at: here.range)
    written = text
    var found: Set<SourceRange> = []
    func add(_ referent: Referent, _ range: SourceRange, _ isOfVariable: Bool) {
      for segment in owner.segments(of: referent, at: range, isOfVariable)
      where segment.referent == here.referent && analysis.text(at: segment.range) == text {
        found.insert(segment.range)
      }
    }
    for mention in analysis.checked.mentions {
      add(mention.referent, mention.range, mention.isOfVariable)
    }
    for (referent, declared) in DeclarationIndex(analysis).places {
      for name in declared.flatMap({ $0.names }) { add(referent, name.range, false) }
    }
    places = found.sorted { ($0.source, $0.start) < ($1.source, $1.start) }
  }

  private static func canChange(_ referent: Referent) -> Bool {
    switch referent {
    case .unit, .word: false
    case .field, .container, .parameter, .definition, .set, .table, .column, .choice, .choiceList,
      .consequence, .dimension, .ruleset, .document, .rule, .caseTitle:
      true
    }
  }

  /// Whether a text can stand where the old name does.
  func isName(_ name: String) -> Bool {
    let token = TokenLine(SourceText(path: "-", text: name), index: 0).tokens
    guard token.count == 2, token[0].kind == .word, token[0].text == name else { return false }
    return !name.utf8.contains(UInt8(ascii: "."))
  }

  func edits(to name: String) -> [TextEdit] { places.map { TextEdit($0, name) } }
}

/// What each part of a written path is the name of.
struct NameOwners {
  private let analysis: Analysis

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// The parts of a name, each with what it names; of a variable nothing is named.
  func segments(
    of referent: Referent, at range: SourceRange, _ isOfVariable: Bool
  ) -> [(range: SourceRange, referent: Referent)] {
    let parts = parts(of: range)
    let owners = owners(of: referent)
    var found: [(range: SourceRange, referent: Referent)] = []
    for (distance, part) in parts.reversed().enumerated() where distance < owners.count {
      if isOfVariable, distance == parts.count - 1 { break }
      found.append((part, owners[owners.count - 1 - distance]))
    }
    return found
  }

  /// A thing behind those that it stands in: a group before its field, a table before its column.
  private func owners(of referent: Referent) -> [Referent] {
    let words = analysis.checked.vocabulary
    switch referent {
    case .field(let field):
      return owners(of: .container(words.fields[field].container)) + [referent]
    case .container(let container):
      guard let parent = words.containers[container].parent else { return [] }
      return owners(of: .container(parent)) + [referent]
    case .column(let table, _): return [.table(table), referent]
    default: return [referent]
    }
  }

  /// The ranges between the dots of a written path; a title or a number has none.
  private func parts(of range: SourceRange) -> [SourceRange] {
    let text = analysis.text(at: range)
    var parts: [SourceRange] = []
    var (start, end) = (Int(range.start), Int(range.start))
    func add() {
      parts.append(SourceRange(source: Int(range.source), start: start, end: end))
    }
    let isPath = text.unicodeScalars.first.map { $0 != "「" && $0 != "\"" } ?? false
    for scalar in text.unicodeScalars {
      let length = Unicode.UTF8.width(scalar)
      if isPath, scalar == "." || scalar == "．" || scalar == "。" {
        add()
        start = end + length
      }
      end += length
    }
    add()
    return parts
  }
}
