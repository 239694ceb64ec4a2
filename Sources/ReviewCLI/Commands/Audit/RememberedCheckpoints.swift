import AuditLog
import Glibc

extension ReviewTool {
  /// Where the highest checkpoint of a log is remembered: `$XDG_STATE_HOME/two-high-review/`, else
  /// beside the signing key as `KEY.checkpoint`, else in `~/.local/state/two-high-review/`.
  ///
  /// Who writes through a writer's socket shares its folder with others, and remembers at home alone.
  /// A file in a shared folder is named after the signing key's path, so that each log has its own.
  func checkpointMemory(keyPath: String) -> CheckpointMemory {
    let name = SHA256.hash(absolute(keyPath)).hexadecimal.prefix(16) + ".checkpoint"
    if let state = environment.variables("XDG_STATE_HOME"), state.hasPrefix("/") {
      return CheckpointMemory(paths: [stateFolder(state) + "/" + name])
    }
    let isSocket = WriterSocket.isSocket(keyPath)
    var paths = isSocket ? [] : [keyPath + ".checkpoint"]
    if let home = environment.variables("HOME"), home.hasPrefix("/") {
      if isSocket { try? files.makeFolder(at: home + "/.local") }
      let state = home + "/.local/state"
      paths.append((isSocket ? stateFolder(state) : state + "/two-high-review") + "/" + name)
    }
    return CheckpointMemory(paths: paths)
  }

  /// The key's path from the root, links in its folders followed; it may not exist yet.
  private func absolute(_ path: String) -> [UInt8] {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[...$0] } ?? "."
    guard let found = realpath(String(folder), nil) else { return Array(path.utf8) }
    defer { free(found) }
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    return Array("\(String(cString: found))/\(name)".utf8)
  }

  private func stateFolder(_ state: String) -> String {
    let folder = state + "/two-high-review"
    try? files.makeFolder(at: state)
    try? files.makeFolder(at: folder)
    return folder
  }
}
