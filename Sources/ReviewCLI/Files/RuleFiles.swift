import Rules

/// Finds rule files and reads them together.
struct RuleFiles {
  let files: FileStore
  let environment: Environment

  /// Which files of a folder a command wants.
  enum Selection {
    case rules
    case rulesAndCases

    func wants(_ path: String) -> Bool {
      switch self {
      case .rules: path.hasSuffix(".rules") || path.hasSuffix(".csv")
      case .rulesAndCases: wantsCases(path) || Selection.rules.wants(path)
      }
    }

    private func wantsCases(_ path: String) -> Bool { path.hasSuffix(".cases") }
  }

  /// The rule book of the given paths, or of the default rules when there are none.
  ///
  /// - Parameter judges: Whether projects will be judged by it: then the texts must bring their
  ///   rulesets, and what is allowed but suspicious is not looked for.
  func book(
    _ paths: [String], _ selection: Selection, judges: Bool = false
  ) throws(CommandFailure) -> RuleBook {
    let isDefault = paths.isEmpty
    let sources = isDefault ? try defaults(selection) : try self.sources(paths, selection)
    let book = RuleBook(sources, lints: !judges, parse: ParallelParsing.parse)
    if isDefault || book.hasVocabulary { return book }
    // Rules that stand alone are read with the words everybody shares.
    return RuleBook(
      sources, context: try defaults(.rules), lints: !judges, standsAlone: judges,
      parse: ParallelParsing.parse)
  }

  /// `$REVIEW_RULES`, else `./Rules`, else the rules built into the program.
  private func defaults(_ selection: Selection) throws(CommandFailure) -> [SourceText] {
    if let path = environment.variables("REVIEW_RULES"), !path.isEmpty {
      return try sources([path], selection)
    }
    if let found = try? files.list("Rules"), found.contains(where: selection.wants) {
      return try sources(["Rules"], selection)
    }
    return BuiltInRules.sources
  }

  /// The rule book in which texts are formatted: with every file that gives their names meaning.
  func bookAround(
    _ wanted: [SourceText], _ paths: [String]
  ) throws(CommandFailure) -> RuleBook {
    let around = paths.isEmpty ? try defaults(.rules) : try sources(paths, .rules)
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
      for file in try expand(path, selection) {
        sources.append(SourceText(path: file, bytes: try files.bytes(of: file)))
      }
    }
    return sources
  }

  /// A file by itself, or the wanted files of a folder.
  private func expand(
    _ path: String, _ selection: Selection
  ) throws(CommandFailure) -> [String] {
    guard path != "-", let found = try files.contents(of: path) else { return [path] }
    let wanted = found.filter(selection.wants)
    guard !wanted.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(path)` 里没有规则文件（*.rules） / no rule files (*.rules) in `\(path)`")
    }
    return wanted
  }
}

extension FileStore {
  func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
    do throws(FileFailure) { return try read(path) } catch { throw .unavailable(error.message) }
  }

  /// The files below a folder; nil when the path is no folder.
  func contents(of path: String) throws(CommandFailure) -> [String]? {
    do throws(FileFailure) { return try list(path) } catch { throw .unavailable(error.message) }
  }
}
