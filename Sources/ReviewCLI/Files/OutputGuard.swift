import Rules

/// Keeps `--output` from what must not be lost: the inputs, the rules, any audit log and its key, this
/// program, and whatever a name leads to unseen.
///
///     a new name, a plain file        replaced as a whole
///     a link to a plain file          the file behind it is
///     a FIFO, a terminal, /dev/null   written into
///     a file that was read, one that is read-only, a name in a log or among the rules,
///     a link to nowhere, a disk, a socket     refused
///
/// Files are compared by device and number, not by spelling.
struct OutputGuard {
  let files: FileStore
  /// The option whose path is looked at.
  private var option = "--output"
  /// What was read, by the name it was given under.
  private var inputs: [FileIdentity: String] = [:]
  /// Logs, in which nothing may be written.
  private var logs: Set<FileIdentity> = []
  /// Folders of rules, in which nothing may be written that would be read as rules.
  private var ruleFolders: Set<FileIdentity> = []

  /// A guard of the running program itself.
  init(_ files: FileStore) {
    self.files = files
    protect(["/proc/self/exe"])
  }

  /// Protects files that are read; `-` is standard input.
  mutating func protect(_ paths: [String]) {
    for path in paths {
      guard let state = try? files.state(path == "-" ? "/dev/stdin" : path), state.kind == .plain
      else { continue }
      inputs[state.identity] = path
    }
  }

  /// Protects a log with all that is or will be in it.
  mutating func protect(log folder: String) {
    if let state = try? files.state(folder) { logs.insert(state.identity) }
  }

  /// Protects the rules that a command reads, and their folders from new ones.
  mutating func protect(_ paths: [String], of rules: RuleFiles) throws(CommandFailure) {
    protect(try rules.paths(paths))
    for folder in try rules.folders(paths) {
      if let state = try? files.state(folder) { ruleFolders.insert(state.identity) }
    }
  }

  /// Throws when a page of a folder would replace something else than such a page.
  func check(page path: String, _ isPage: ([UInt8]) -> Bool) throws(CommandFailure) {
    try check(path)
    guard let state = try files.state(of: path) else { return }
    guard !state.isLink else { throw refusal(path, "是链接", "is a link") }
    guard isPage(try files.bytes(of: path)) else {
      throw refusal(path, "不是本程序写的页面", "is no page of this program")
    }
  }

  /// Throws when a file may not be written, or a folder may not be written into.
  ///
  /// - Parameter option: Which the path is the value of.
  func check(
    _ path: String, acceptsFolder: Bool = false, named option: String = "--output"
  ) throws(CommandFailure) {
    var guarded = self
    guarded.option = option
    try guarded.checkFile(path, acceptsFolder)
  }

  private func checkFile(_ path: String, _ acceptsFolder: Bool) throws(CommandFailure) {
    let state = try checkPlace(path)
    switch state?.kind {
    case .folder where acceptsFolder: return
    case .folder: throw refusal(path, "是文件夹", "is a folder")
    case .nothing: throw refusal(path, "是指向空处的链接", "is a link that leads nowhere")
    case .other: throw refusal(path, "是磁盘设备或套接字", "is a disk or a socket")
    // Whoever gives it meant another name: nothing here writes rules.
    case .plain where [.rules, .cases].contains(TextKind(path: path)):
      throw refusal(path, "是规则文件", "is a file of rules")
    case .plain, .stream, nil: return
    }
  }

  /// Throws when standard output is one of the files that are read.
  ///
  /// A shell's `>> dossiers/all.jsonl` would feed the results back as dossiers.
  func checkStandardOutput() throws(CommandFailure) {
    guard let state = try? files.state("/dev/stdout"), state.kind == .plain else { return }
    guard let input = inputs[state.identity] else { return }
    throw .usage(
      "标准输出就是要读的 `\(input)` / standard output is `\(input)`, which is to be read")
  }

  private func checkPlace(_ path: String) throws(CommandFailure) -> FileState? {
    let state = try files.state(of: path)
    if let identity = state?.identity, let input = inputs[identity] {
      throw refusal(path, "是要读的 `\(input)`", "is `\(input)`, which is read")
    }
    let above = state?.kind == .nothing ? [] : try files.folders(above: path)
    let mayBeRules = RuleFiles.Selection.rulesAndCases.wants(path)
    for folder in above {
      let shown = folder.path.withVisibleControls
      if logs.contains(folder.identity) || isLog(folder.path) {
        throw refusal(path, "在审计日志 `\(shown)` 里", "lies in the audit log `\(shown)`")
      }
      if mayBeRules, ruleFolders.contains(folder.identity) {
        throw refusal(
          path, "会被当作 `\(shown)` 的规则读入", "would be read as one of the rules in `\(shown)`")
      }
    }
    if let state, state.kind == .plain, state.isReadOnly {
      throw refusal(path, "是只读的", "is read-only")
    }
    return state
  }

  /// Whether a folder is an audit log, named in the command or not.
  private func isLog(_ folder: String) -> Bool {
    ["checkpoint", "entries", "log.vkey"].allSatisfy { name in
      ((try? files.state("\(folder)/\(name)")) ?? nil) != nil
    }
  }

  private func refusal(_ path: String, _ chinese: String, _ english: String) -> CommandFailure {
    .usage(
      "`\(option) \(path)` \(chinese)，不写；请换一个路径 / `\(option) \(path)` \(english): give another path"
    )
  }
}
