/// The texts of one tree of rules as an editor has them: those that are being written in the place of
/// those on disk.
///
///     var workspace = Workspace(textsOnDisk)
///     workspace.put(SourceText(path: "Rules/ningxia/a.rules", text: typed))
///     workspace.analysis().diagnostics
///
/// A text is parsed when it changes and not again. What its names mean is looked up in all texts
/// anew, since one edit may give every other text another meaning; only what is proved to be the same
/// is remembered (``CheckMemory``).
public struct Workspace: Sendable {
  /// In the order in which `check` reads them: by the bytes of their paths.
  public private(set) var texts: [SourceText]
  /// Texts that lend their words where the tree has no vocabulary of its own.
  public let around: [SourceText]
  private var parsed: [ParsedText?]
  private var parsedAround: [ParsedText] = []
  /// The paths of those texts.
  private var pathsAround: [String] = []
  /// What was found out of the texts as they stand in ``texts``, and with those around them.
  private var memory = CheckMemory()
  private var memoryAround = CheckMemory()

  public init(_ texts: [SourceText], around: [SourceText] = []) {
    self.texts = texts.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.around = around
    parsed = self.texts.map { _ in nil }
  }

  /// The place of a text in ``texts``; nil when it is not there.
  public func index(of path: String) -> Int? { texts.firstIndex { $0.path == path } }

  /// Takes a text in the place of the one of its path, or beside the others.
  public mutating func put(_ text: SourceText) {
    if let index = index(of: text.path) {
      guard texts[index].bytes != text.bytes else { return }
      texts[index] = text
      parsed[index] = nil
      memory.forget(index)
      memoryAround.forget(index)
      return
    }
    let place =
      texts.firstIndex { text.path.utf8.lexicographicallyPrecedes($0.path.utf8) } ?? texts.count
    texts.insert(text, at: place)
    renumber()
  }

  /// Forgets the text of a path.
  public mutating func remove(_ path: String) {
    guard let index = index(of: path) else { return }
    texts.remove(at: index)
    renumber()
  }

  /// Ranges name texts by their places, so that all are read again when those move.
  private mutating func renumber() {
    parsed = texts.map { _ in nil }
    (parsedAround, pathsAround) = ([], [])
    (memory, memoryAround) = (CheckMemory(), CheckMemory())
  }

  /// What the texts mean now, and all that is wrong with them, as `check` of the tree says it.
  public mutating func analysis() -> Analysis {
    for index in texts.indices where parsed[index] == nil {
      parsed[index] = ParsedText(texts[index], index: index)
    }
    let own = parsed.compactMap { $0 }
    let alone = Analysis(texts, ownCount: texts.count, parsed: own, remembering: &memory)
    guard !around.isEmpty, alone.checked.vocabulary.fields.isEmpty else { return alone }
    let known = Set(texts.map { $0.bytes })
    let others = around.filter { !known.contains($0.bytes) }
    let paths = others.map { $0.path }
    if pathsAround != paths {
      pathsAround = paths
      parsedAround = others.enumerated().map {
        ParsedText($0.element, index: texts.count + $0.offset)
      }
      memoryAround = CheckMemory()
    }
    return Analysis(
      texts + others, ownCount: texts.count, parsed: own + parsedAround,
      remembering: &memoryAround)
  }
}

/// One text, parsed; data files have no tree.
struct ParsedText: Sendable {
  let tree: SyntaxTree?
  let slips: [Diagnostic]

  init(_ text: SourceText, index: Int) {
    guard text.isRuleText else {
      (tree, slips) = (nil, [])
      return
    }
    let parsed = Parser.parse(text, index: index)
    (tree, slips) = (parsed.tree, parsed.diagnostics)
  }
}
