/// All rule texts at hand, of which a review needs only those that can hold for its project.
public struct RuleLibrary: Sendable {
  public let sources: [SourceText]

  public init(_ sources: [SourceText]) { self.sources = sources }

  /// The texts shared by all rulesets, and those of the rulesets that hold for a dossier.
  ///
  /// All texts are given when the dossier does not settle its jurisdiction or cannot be read.
  public func texts(
    for dossier: SourceText, parse: ([SourceText]) -> [ParsedText] = ParsedText.all
  ) -> [SourceText] {
    let declaring = sources.filter(\.declaresRuleset)
    let folders = Set(declaring.map { Word($0.folder) })
    let shared = sources.filter { !folders.contains(Word($0.folder)) }
    guard folders.count > 1 else { return sources }
    let index = RuleBook(shared + declaring, lints: false, parse: parse)
    let (read, problems) = DossierReader.read(dossier, vocabulary: index.program.vocabulary)
    guard let read, !problems.hasErrors else { return sources }
    let selection = RulesetSelection(program: index.program, dossier: read)
    guard selection.open.isEmpty else { return sources }
    let chosen = Set(
      selection.rulesets.map { Word(index.program.rules.rulesets[$0].folder) })
    return sources.filter { source in
      let folder = Word(source.folder)
      return !folders.contains(folder) || chosen.contains(folder)
    }
  }
}

extension SourceText {
  fileprivate var folder: String { Checker.folder(of: path) }

  /// Whether a line begins with the keyword of a ruleset.
  fileprivate var declaresRuleset: Bool {
    guard path.hasSuffix(".rules") else { return false }
    let spellings = [Keyword.ruleset.spelling.chinese, Keyword.ruleset.spelling.english]
    var start = 0
    while start < bytes.count {
      for spelling in spellings where bytes[start...].starts(with: (spelling + " ").utf8) {
        return true
      }
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = end + 1
    }
    return false
  }
}
