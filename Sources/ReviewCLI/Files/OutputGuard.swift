/// Keeps `--output` from what must not be lost: the inputs, the audit log, and whatever a name leads
/// to unseen.
///
///     a new name, a plain file        replaced as a whole
///     a link to a plain file          the file behind it is
///     a FIFO, a terminal, /dev/null   written into
///     a file that was read, the log, a link to nowhere, a disk, a socket     refused
///
/// Files are compared by device and number, not by spelling.
struct OutputGuard {
  let files: FileStore
  /// What was read, by the name it was given under.
  private var inputs: [FileIdentity: String] = [:]
  /// Folders in which nothing may be written.
  private var closed: [FileIdentity: String] = [:]

  init(_ files: FileStore) { self.files = files }

  /// Protects files that are read; `-` is standard input.
  mutating func protect(_ paths: [String]) {
    for path in paths {
      guard let state = try? files.state(path == "-" ? "/dev/stdin" : path), state.kind == .plain
      else { continue }
      inputs[state.identity] = path
    }
  }

  /// Protects a folder with all that is or will be in it.
  mutating func close(_ folder: String) {
    if let state = try? files.state(folder) { closed[state.identity] = folder }
  }

  /// Throws when a file may not be written, or a folder may not be written into.
  func check(_ path: String, acceptsFolder: Bool = false) throws(CommandFailure) {
    let state = try checkPlace(path)
    switch state?.kind {
    case .folder where acceptsFolder: return
    case .folder: throw refusal(path, "是文件夹", "is a folder")
    case .nothing: throw refusal(path, "是指向空处的链接", "is a link that leads nowhere")
    case .other: throw refusal(path, "是磁盘设备或套接字", "is a disk or a socket")
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
    if let log = above.lazy.compactMap({ closed[$0] }).first {
      throw refusal(path, "在审计日志 `\(log)` 里", "lies in the audit log `\(log)`")
    }
    return state
  }

  private func refusal(_ path: String, _ chinese: String, _ english: String) -> CommandFailure {
    .usage(
      "`--output \(path)` \(chinese)，不写；请换一个路径 / `--output \(path)` \(english): give another path")
  }
}
