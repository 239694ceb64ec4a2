import Rules

/// Finds rule files and reads them together.
struct RuleFiles {
  let files: FileStore
  /// The variables of the process, by their names.
  let variables: (String) -> String?
  /// Hears of files that look like rules and are not read.
  let warn: (Problems) -> Void

  /// Which files of a folder a command wants.
  enum Selection {
    case rules
    case rulesAndCases

    func wants(_ path: String) -> Bool {
      guard !UnreadFile.isHidden(path) else { return false }
      switch TextKind(path: path) {
      case .rules, .table: return true
      case .cases: return self == .rulesAndCases
      case .json, .lines, .newlineDelimited, .policy, .workbook, nil: return false
      }
    }
  }

  /// What projects are judged by: the rules of the given paths, or the default ones.
  func judgingRules(_ paths: [String]) throws(CommandFailure) -> JudgingRules {
    if paths.isEmpty, try areBuiltIn { return try .builtIn() }
    let sources = try texts(paths, .rules)
    // A folder that holds the shipped rules as they are was compiled when the program was built.
    if BuiltInRules.are(sources) { return try .builtIn(as: sources) }
    return JudgingRules(try book(of: sources, isDefault: paths.isEmpty, judges: true))
  }

  /// The rule book of the given paths, or of the default rules when there are none.
  ///
  /// - Parameter judges: Whether projects will be judged by it: then the texts must bring their
  ///   rulesets, and what is allowed but suspicious is not looked for.
  func book(
    _ paths: [String], _ selection: Selection, judges: Bool = false
  ) throws(CommandFailure) -> RuleBook {
    try book(of: texts(paths, selection), isDefault: paths.isEmpty, judges: judges)
  }

  private func texts(
    _ paths: [String], _ selection: Selection
  ) throws(CommandFailure) -> [SourceText] {
    paths.isEmpty ? try defaults(selection) : try sources(paths, selection)
  }

  private func book(
    of sources: [SourceText], isDefault: Bool, judges: Bool
  ) throws(CommandFailure) -> RuleBook {
    let book = RuleBook(sources, lints: !judges)
    if isDefault || book.hasVocabulary { return book }
    // Rules that stand alone are read with the words everybody shares. A text that is itself among
    // those, or a copy of one, would declare them a second time.
    let own = Set(sources.map(\.bytes))
    let context = try defaults(.rules).filter { !own.contains($0.bytes) }
    return RuleBook(sources, context: context, lints: !judges, standsAlone: judges)
  }

  /// The rule book of paths that a person asks about: read together with the tree that they stand in
  /// and, where that leans on others, with the default rules; only what is wrong with the paths
  /// themselves is told.
  func bookInTree(
    _ paths: [String], _ selection: Selection, keepsSpellings: Bool = false
  ) throws(CommandFailure) -> RuleBook {
    guard !paths.isEmpty else { return try book([], selection) }
    let own = try sources(paths, selection)
    return try bookInTree(of: own, paths, selection, keepsSpellings: keepsSpellings)
  }

  func bookInTree(
    of own: [SourceText], _ paths: [String], _ selection: Selection, keepsSpellings: Bool = false
  ) throws(CommandFailure) -> RuleBook {
    // Texts that lack nothing are read alone, whatever lies beside them.
    let alone = RuleBook(own, around: [], keepsSpellings: keepsSpellings)
    guard alone.needsOthers || alone.lacksWords else { return alone }
    var around = try others(than: own, in: try trees(of: paths), selection)
    let book = RuleBook(own, around: around, keepsSpellings: keepsSpellings)
    // A tree with words of its own is judged by itself, so it is checked by itself.
    guard book.needsOthers, !book.hasVocabulary else { return book }
    let known = Set((own + around).map { $0.bytes })
    around += try defaults(selection).filter { !known.contains($0.bytes) }
    return RuleBook(own, around: around, keepsSpellings: keepsSpellings)
  }

  /// The rule book of a folder or file that is held against another: read with the tree that it stands in
  /// where that has its parents, else with the default rules, as `review check` reads it.
  func bookToCompare(_ path: String, _ selection: Selection) throws(CommandFailure) -> RuleBook {
    let alone = try book([path], selection, judges: true)
    let own = try sources([path], selection)
    let ownBook = RuleBook(own, around: [])
    guard ownBook.trees.contains(where: { !$0.declarations.isEmpty }) else {
      throw CommandFailure(
        status: .rejected,
        message:
          "`\(path)` 里没有规则可比较；请给出规则文件或文件夹 / no rules to compare in `\(path)`; name a rule file or folder"
      )
    }
    guard ownBook.leansOnOthers else { return alone }
    let inTree = try bookInTree(of: own, [path], selection)
    guard inTree.diagnostics.hasErrors else { return inTree }
    let known = Set(own.map { $0.bytes })
    let withDefaults = RuleBook(
      own, around: try defaults(selection).filter { !known.contains($0.bytes) })
    return withDefaults.diagnostics.hasErrors ? inTree : withDefaults
  }

  private func others(
    than own: [SourceText], in trees: [String], _ selection: Selection
  ) throws(CommandFailure) -> [SourceText] {
    let known = Set(own.map { $0.bytes })
    var found: [SourceText] = []
    for tree in trees {
      for entry in try files.contents(of: tree, .everything) ?? []
      where selection.wants(entry.path) && entry.state?.kind == .plain {
        let text = try source(entry.path)
        if !known.contains(text.bytes) { found.append(text) }
      }
    }
    return found
  }

  /// The folders that paths stand in, each up to the last one that holds rule files itself.
  private func trees(of paths: [String]) throws(CommandFailure) -> [String] {
    var trees: [String] = []
    for path in paths where path != "-" {
      var tree = path
      while let above = PathName.folder(above: tree), try holdsRules(above) { tree = above }
      if tree != path, !trees.contains(tree) { trees.append(tree) }
    }
    return trees
  }

  func holdsRules(_ folder: String) throws(CommandFailure) -> Bool {
    let found = (try? files.list(folder, .itself)) ?? []
    return found.contains { $0.state?.kind == .plain && TextKind(path: $0.path) == .rules }
  }

  /// `$REVIEW_RULES`, else `./Rules`, else the rules built into the program.
  func defaults(_ selection: Selection) throws(CommandFailure) -> [SourceText] {
    if let path = variables("REVIEW_RULES"), !path.isEmpty {
      return try sources([path], selection)
    }
    return try areBuiltIn ? BuiltInRules.sources : try sources([Self.folder], selection)
  }

  /// Whether the default rules are those of the program.
  private var areBuiltIn: Bool {
    get throws(CommandFailure) {
      guard (variables("REVIEW_RULES") ?? "").isEmpty, try !hasOwnFolder() else { return false }
      warnOfUnread(Self.folder, (try? files.list(Self.folder, .everything)) ?? [])
      return true
    }
  }

  private static let folder = "Rules"

  /// Whether the working folder has rules; a folder that cannot be read has, and is reported then.
  private func hasOwnFolder() throws(CommandFailure) -> Bool {
    switch try files.state(of: Self.folder)?.kind {
    case .folder:
      let found = try files.contents(of: Self.folder, .everything) ?? []
      return found.contains { Selection.rulesAndCases.wants($0.path) }
    case .nothing: return true
    case .plain, .stream, .other, nil: return false
    }
  }

  /// The files behind ``book(_:_:judges:)``, none of which is opened; the built-in rules have none.
  func paths(_ paths: [String]) throws(CommandFailure) -> [String] {
    var found: [String] = []
    for path in try folders(paths) where path != "-" {
      let entries = try files.contents(of: path, .everything)
      found += entries?.map(\.path).filter(Selection.rulesAndCases.wants) ?? [path]
    }
    return found
  }

  /// The folders and files that are read for the given paths; none for the built-in rules.
  func folders(_ paths: [String]) throws(CommandFailure) -> [String] {
    guard paths.isEmpty else { return paths }
    if let path = variables("REVIEW_RULES"), !path.isEmpty { return [path] }
    return try hasOwnFolder() ? [Self.folder] : []
  }

  /// The rule texts of paths, those in GB18030 or UTF-16 as the UTF-8 that they will be saved in.
  func textsToFormat(_ paths: [String]) throws(CommandFailure) -> [SourceText] {
    try sources(paths, .rulesAndCases).filter { $0.isRuleText }.map { $0.decoded }
  }

  /// The rule book in which texts are formatted: with every file that gives their names meaning.
  ///
  /// - Parameters:
  ///   - operands: Where the texts stand.
  ///   - paths: The rules around them; empty: the tree that they stand in, and the default rules.
  func bookAround(
    _ wanted: [SourceText], _ operands: [String], _ paths: [String]
  ) throws(CommandFailure) -> RuleBook {
    if paths.isEmpty {
      // The tables of a folder are part of what its texts mean, though no layout is theirs.
      let folders = operands.filter { $0 != "-" }
      let data = folders.isEmpty ? [] : try sources(folders, .rules).filter { !$0.isRuleText }
      return try bookInTree(of: wanted + data, operands, .rulesAndCases, keepsSpellings: true)
    }
    let around = try sources(paths, .rules)
    let known = Set(wanted.map(\.path))
    return RuleBook(
      wanted + around.filter { !known.contains($0.path) }, keepsSpellings: true)
  }

  /// The texts of files and folders, in the order they were named.
  func sources(
    _ paths: [String], _ selection: Selection
  ) throws(CommandFailure) -> [SourceText] {
    var sources: [SourceText] = []
    for path in paths {
      if path != "-", let found = try files.contents(of: path, .everything) {
        sources += try self.sources(path, found, selection)
      } else {
        sources.append(try source(path))
      }
    }
    return sources
  }

  /// The wanted files of a folder.
  ///
  /// The folder is looked at again at the end: rules that came, went or changed while it was read
  /// would make a rule book that nobody wrote.
  private func sources(
    _ folder: String, _ found: [FolderEntry], _ selection: Selection
  ) throws(CommandFailure) -> [SourceText] {
    let wanted = try self.wanted(found, selection)
    guard !wanted.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(folder)` 里没有规则文件（*.rules） / no rule files (*.rules) in `\(folder)`")
    }
    var sources: [SourceText] = []
    for entry in wanted { sources.append(try source(entry.path)) }
    if selection == .rules { try refuseRulesAmongCases(found) }
    let again = try files.contents(of: folder, .everything) ?? []
    let wantedAgain = try self.wanted(again, selection)
    guard wantedAgain == wanted, folders(of: wanted, again) == folders(of: wanted, found) else {
      throw .unavailable(
        "`\(folder)` 在读取时被改动，请重试 / `\(folder)` changed while it was read: run again")
    }
    warnOfUnread(folder, found)
    return sources
  }

  /// The folders that files lie in; what comes and goes in them changes their state.
  private func folders(of wanted: [FolderEntry], _ found: [FolderEntry]) -> [FolderEntry] {
    found.filter { folder in
      folder.state?.kind == .folder && wanted.contains { $0.path.hasPrefix(folder.path) }
    }
  }

  private func warnOfUnread(_ folder: String, _ found: [FolderEntry]) {
    let unread = found.filter {
      $0.state?.kind == .folder || !Selection.rulesAndCases.wants($0.path)
    }
    for problems in Problems.ofUnread(unread, in: folder, .rules) { warn(problems) }
  }

  private func wanted(
    _ found: [FolderEntry], _ selection: Selection
  ) throws(CommandFailure) -> [FolderEntry] {
    var wanted: [FolderEntry] = []
    for entry in found where !UnreadFile.isHidden(entry.path) {
      let isWanted = selection.wants(entry.path)
      // A link that leads nowhere and has no ending may have been a folder of rules.
      if let failure = entry.failure, isWanted || TextKind(path: entry.path) == nil {
        throw .unavailable(failure.message)
      }
      guard isWanted, entry.state?.kind != .folder else { continue }
      try entry.requirePlain()
      wanted.append(entry)
    }
    return wanted
  }

  /// Throws when a file of cases, which is not read, turns out to be one of rules.
  private func refuseRulesAmongCases(_ found: [FolderEntry]) throws(CommandFailure) {
    for entry in found where TextKind(path: entry.path) == .cases && entry.state?.kind == .plain {
      guard !UnreadFile.isHidden(entry.path),
        beginsWithOtherThanCases(try files.bytes(of: entry.path))
      else { continue }
      throw CommandFailure(
        status: .rejected,
        message: "\(entry.path)：案例文件里只能写案例；是规则就把扩展名改成 .rules"
          + " / a file of cases holds cases only: rules belong in a .rules file")
    }
  }

  func source(_ path: String) throws(CommandFailure) -> SourceText {
    let bytes = try files.bytes(of: path)
    if let problem = ForeignFile.problem(in: bytes) {
      let (message, hint) = (problem.message, problem.hint ?? problem.message)
      throw CommandFailure(
        status: .rejected,
        message: "\(path)：\(message.chinese)：\(hint.chinese) / \(message.english): \(hint.english)")
    }
    return SourceText(path: path, bytes: bytes)
  }
}
