import Glibc

/// The folders of rules that were named when the server was started: read and written nowhere else.
///
/// A path is that of a folder as it was named, and what stands below it. Symbolic links are not
/// followed, so that none leads out of a folder.
struct RuleFolder: Sendable {
  let folders: [String]

  private static let (endings, depth, count, size) = (
    [".rules", ".cases", ".csv", ".json"], 8, 4_000, 8 << 20
  )

  /// The rule files and the dossiers that cases start from, in the order of their paths.
  func files() -> [(path: String, bytes: [UInt8])] {
    var paths: [String] = []
    for folder in folders { Self.collect(folder, 0, into: &paths) }
    return paths.sorted().prefix(Self.count).compactMap { path in
      Self.content(of: path).map { (path, $0) }
    }
  }

  /// Writes a file, whole or not at all; false: it is none of the folders', or it cannot be written.
  func save(_ bytes: [UInt8], to path: String) -> Bool {
    guard bytes.count <= Self.size, isOurs(path) else { return false }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    guard Self.makeFolders(folder, below: folders), Self.kind(of: path) != S_IFLNK else {
      return false
    }
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    var rest = bytes[...]
    var isWritten = true
    while !rest.isEmpty, isWritten {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      isWritten = count > 0
      rest = rest.dropFirst(max(count, 0))
    }
    isWritten = fsync(descriptor) == 0 && isWritten
    close(descriptor)
    guard isWritten, rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }

  /// Whether a path stands below one of the folders, by its words alone.
  func isOurs(_ path: String) -> Bool {
    guard Self.endings.contains(where: { path.hasSuffix($0) }),
      let folder = folders.first(where: { path.hasPrefix($0 + "/") })
    else { return false }
    let names = path.dropFirst(folder.count + 1)
      .split(separator: "/", omittingEmptySubsequences: false)
    return names.count <= Self.depth
      && names.allSatisfy { name in
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.count < 200
          && name.utf8.allSatisfy { $0 >= 0x20 }
      }
  }

  // MARK: - The file system

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func collect(_ folder: String, _ depth: Int, into paths: inout [String]) {
    guard depth <= Self.depth, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix("."), paths.count < count else { continue }
      let path = "\(folder)/\(name)"
      switch kind(of: path) {
      case S_IFDIR: collect(path, depth + 1, into: &paths)
      case S_IFREG where endings.contains(where: { name.hasSuffix($0) }): paths.append(path)
      default: break
      }
    }
  }

  private static func content(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= size {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
    return nil
  }

  /// The folders on the way to a file, each a real one.
  private static func makeFolders(_ folder: String, below roots: [String]) -> Bool {
    guard let root = roots.first(where: { folder == $0 || folder.hasPrefix($0 + "/") }) else {
      return false
    }
    var path = root
    for name in folder.dropFirst(root.count).split(separator: "/") {
      path += "/\(name)"
      switch kind(of: path) {
      case nil: guard mkdir(path, 0o755) == 0 else { return false }
      case S_IFDIR: break
      default: return false
      }
    }
    return true
  }
}
