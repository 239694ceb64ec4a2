import Rules

/// One folder of rules: its texts as they are on disk, with those that are being written over them.
struct RuleTree {
  let root: String
  private(set) var workspace: Workspace
  /// The texts as they are on disk.
  private(set) var saved: Workspace
  private var current: Analysis?
  private var currentSaved: Analysis?
  private var currentBook: RuleBook?
  private var runner: CaseRunner?
  private var differences: [RuleDifference]?
  /// What was last said of each text, by its path: so that nothing is said twice.
  var published: [String: [UInt8]] = [:]

  init(root: String, texts: [SourceText], around: [SourceText], open: [SourceText]) {
    self.root = root
    saved = Workspace(texts, around: around)
    workspace = saved
    for text in open { workspace.put(text) }
  }

  mutating func put(_ text: SourceText) {
    workspace.put(text)
    forget()
  }

  /// Takes what is on disk in the place of a text, or nothing where nothing is.
  mutating func revert(_ path: String, to bytes: [UInt8]?) {
    save(path, bytes)
    if let bytes {
      workspace.put(SourceText(path: path, bytes: bytes))
    } else {
      workspace.remove(path)
    }
    forget()
  }

  /// Notes what is on disk now.
  mutating func save(_ path: String, _ bytes: [UInt8]?) {
    if let bytes {
      saved.put(SourceText(path: path, bytes: bytes))
    } else {
      saved.remove(path)
    }
    (currentSaved, differences) = (nil, nil)
  }

  private mutating func forget() {
    (current, currentBook, runner, differences) = (nil, nil, nil, nil)
  }

  /// What the texts mean now.
  mutating func analysis() -> Analysis {
    if let current { return current }
    let analysis = workspace.analysis()
    current = analysis
    return analysis
  }

  /// The texts as rules that can judge.
  mutating func book() -> RuleBook {
    if let currentBook { return currentBook }
    let book = analysis().book
    currentBook = book
    return book
  }

  /// What those on disk mean.
  mutating func savedAnalysis() -> Analysis {
    if let currentSaved { return currentSaved }
    let analysis = saved.analysis()
    currentSaved = analysis
    return analysis
  }

  /// Runs cases as the texts stand; dossiers that cases start from are read once.
  mutating func caseRunner(today: CalendarDate, _ bytes: (String) -> [UInt8]?) -> CaseRunner {
    if let runner { return runner }
    let book = book()
    var dossiers: [String: SourceText] = [:]
    for declaration in book.cases {
      guard let base = declaration.base, TextKind(path: base.text) == .json else { continue }
      let path = declaration.folder.isEmpty ? base.text : "\(declaration.folder)/\(base.text)"
      if dossiers[path] == nil, let found = bytes(path) {
        dossiers[path] = SourceText(path: path, bytes: found)
      }
    }
    let made = CaseRunner(book, today: today, dossiers: dossiers)
    runner = made
    return made
  }

  /// What the edits since the last saving do to the rules.
  mutating func impact(today: CalendarDate) -> [RuleDifference] {
    if let differences { return differences }
    let found = analysis().impact(since: savedAnalysis(), today: today)
    differences = found
    return found
  }
}
