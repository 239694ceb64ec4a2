import AuditLog
import Glibc
import Rules

/// The files of a revision, as `git archive` packs them.
struct GitArchive {
  /// Of the folder, by their paths in it.
  let files: [RuleFile]

  /// - Parameters:
  ///   - revision: A commit, branch or tag.
  ///   - path: A folder or file of it; empty: all.
  init(revision: String, path: String) throws(CommandFailure) {
    guard !revision.isEmpty, !revision.hasPrefix("-") else {
      throw .usage("`git:\(revision)` 没有写明版本 / name a revision: git:HEAD:Rules")
    }
    var words = ["git", "archive", "--format=tar", revision]
    if !path.isEmpty { words += ["--", path] }
    guard let bytes = ChildOutput.bytes(of: words) else {
      throw .unavailable(
        "git 读不出 `\(revision)\(path.isEmpty ? "" : ":\(path)")`（要在它的仓库里运行） / git cannot read it: run this inside its repository"
      )
    }
    files = Self.files(in: bytes)
  }

  /// The plain files of a tar archive (POSIX.1-2024, *ustar*).
  private static func files(in bytes: [UInt8]) -> [RuleFile] {
    var files: [RuleFile] = []
    var offset = 0
    while offset + 512 <= bytes.count, bytes[offset] != 0 {
      let header = bytes[offset..<offset + 512]
      func field(_ start: Int, _ length: Int) -> [UInt8] {
        Array(header[(offset + start)..<(offset + start + length)].prefix { $0 != 0 })
      }
      let size = field(124, 12).reduce(0) { sum, byte in
        (0x30...0x37).contains(byte) ? sum * 8 + Int(byte - 0x30) : sum
      }
      let name = [field(345, 155), field(0, 100)].filter { !$0.isEmpty }.joined(separator: [0x2F])
      let start = offset + 512
      guard start + size <= bytes.count else { break }
      // A plain file is of kind `0`; extended headers and folders are none.
      if header[offset + 156] == 0x30 {
        files.append(
          RuleFile(
            path: String(decoding: Array(name), as: UTF8.self),
            bytes: Array(bytes[start..<start + size])))
      }
      offset = start + (size + 511) / 512 * 512
    }
    return files
  }
}

/// What another program prints.
enum ChildOutput {
  /// The bytes of standard output; nil when the program is not there or fails.
  static func bytes(of words: [String]) -> [UInt8]? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let status = posix_spawnp(&child, words[0], &actions, nil, &arguments, environ)
    close(ends[1])
    guard status == 0 else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    var end: Int32 = 0
    while waitpid(child, &end, 0) < 0, errno == EINTR {}
    return end == 0 ? bytes : nil
  }
}
