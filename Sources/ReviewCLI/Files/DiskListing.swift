import Glibc
import Rules

/// Looks at folders by the system's calls.
enum DiskListing {
  /// A folder and its entries, in the order of their paths, part by part; nil when it is none.
  ///
  /// Hidden folders are named and not entered. A folder is entered once, by its own name rather than by a link.
  static func entries(
    of path: String, _ depth: FolderDepth
  ) throws(FileFailure) -> [FolderEntry]? {
    guard let state = try state(of: path) else { throw FileFailure(path: path, error: ENOENT) }
    if state.kind == .nothing { throw FileFailure(path: path, error: ENOENT) }
    guard state.kind == .folder else { return nil }
    var walk = Walk(entries: [FolderEntry(path: path, failure: nil, state: state)])
    try walk.enter(path, state.identity, depth)
    return walk.entries.sorted { $0.path.order.lexicographicallyPrecedes($1.path.order) }
  }

  private struct Walk {
    var entries: [FolderEntry]
    var entered: Set<FileIdentity> = []
    var links: [FolderEntry] = []

    /// Enters a folder and those in it; links to folders come last.
    mutating func enter(
      _ folder: String, _ identity: FileIdentity, _ depth: FolderDepth
    ) throws(FileFailure) {
      try collect(folder, identity, depth)
      while let link = links.popLast() {
        if let state = link.state { try collect(link.path, state.identity, depth) }
      }
    }

    private mutating func collect(
      _ folder: String, _ identity: FileIdentity, _ depth: FolderDepth
    ) throws(FileFailure) {
      guard entered.insert(identity).inserted else { return }
      var linked: [FolderEntry] = []
      for name in try DiskListing.names(in: folder) {
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        let entry = DiskListing.entry(path)
        let isFolder = entry.state?.kind == .folder
        entries.append(entry)
        guard isFolder, !name.hasPrefix("."), depth == .everything, let state = entry.state
        else { continue }
        if state.isLink {
          linked.append(entry)
        } else {
          try collect(path, state.identity, depth)
        }
      }
      // The first one of a folder is taken first.
      links.insert(contentsOf: linked.reversed(), at: 0)
    }
  }

  private static func entry(_ path: String) -> FolderEntry {
    do throws(FileFailure) {
      guard let state = try state(of: path), state.kind != .nothing else {
        return FolderEntry(path: path, failure: FileFailure(path: path, error: ENOENT), state: nil)
      }
      return FolderEntry(path: path, failure: nil, state: state)
    } catch {
      return FolderEntry(path: path, failure: error, state: nil)
    }
  }

  /// The names in a folder, sorted.
  private static func names(in folder: String) throws(FileFailure) -> [String] {
    guard let directory = opendir(PathName.bytes(of: folder)) else {
      throw FileFailure(path: folder, error: errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else {
        // The end, or a folder that can no longer be read.
        guard errno == 0 else { throw FileFailure(path: folder, error: errno) }
        break
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let name = PathName.shown(bytes)
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What stands under a name; nil when nothing does.
  static func state(of path: String) throws(FileFailure) -> FileState? {
    let name = PathName.bytes(of: path)
    var link = stat()
    guard lstat(name, &link) == 0 else {
      if errno == ENOENT { return nil }
      throw FileFailure(path: path, error: errno)
    }
    let isLink = link.st_mode & S_IFMT == S_IFLNK
    var target = link
    if isLink, stat(name, &target) != 0 {
      guard errno == ENOENT else { throw FileFailure(path: path, error: errno) }
      return FileState(link, kind: .nothing, isLink: true)
    }
    return FileState(target, kind: FileState.Kind(mode: target.st_mode), isLink: isLink)
  }

  static func foldersAbove(_ path: String) throws(FileFailure) -> [FolderAbove] {
    guard var folder = canonical(path) ?? canonical(parent(of: path)) else {
      throw FileFailure(path: path, error: errno)
    }
    var above: [FolderAbove] = []
    while true {
      var status = stat()
      if stat(folder.map(CChar.init(bitPattern:)) + [0], &status) == 0 {
        above.append(
          FolderAbove(path: PathName.shown(folder), identity: FileIdentity(status)))
      }
      guard folder.count > 1, let slash = folder.lastIndex(of: UInt8(ascii: "/")) else { break }
      folder = slash == 0 ? [UInt8(ascii: "/")] : Array(folder[..<slash])
    }
    return above
  }

  /// The path without links and dots; nil when it does not exist.
  static func canonical(_ path: String) -> [UInt8]? {
    guard let found = realpath(PathName.bytes(of: path), nil) else { return nil }
    defer { free(found) }
    return Array(UnsafeRawBufferPointer(start: found, count: strlen(found)))
  }

  /// The folder of a path as it is written.
  static func parent(of path: String) -> String {
    var path = path[...]
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension FileIdentity {
  fileprivate init(_ status: stat) {
    self.init(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }
}

extension FileState {
  fileprivate init(_ status: stat, kind: Kind, isLink: Bool) {
    self.init(
      kind: kind, isLink: isLink, isReadOnly: status.st_mode & 0o222 == 0,
      identity: FileIdentity(status),
      version: [
        Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec),
        Int(status.st_size),
      ])
  }
}

extension FileState.Kind {
  fileprivate init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .plain
    case S_IFDIR: self = .folder
    case S_IFIFO, S_IFCHR: self = .stream
    default: self = .other
    }
  }
}

extension String {
  /// Bytes that sort a path before those of the folders it is in: `a/x` before `a.rules`.
  fileprivate var order: [UInt8] { utf8.map { $0 == UInt8(ascii: "/") ? 0 : $0 } }
}
