/// A directory held open, so that a swapped path cannot lead a later step elsewhere.
final class Folder: Sendable {
  let calls: any FileSystemCalls
  let path: String
  let descriptor: Int32

  /// Opens a directory, relative to `parent` or to the working directory.
  init(
    _ name: String, in parent: Folder? = nil, calls: any FileSystemCalls
  ) throws(AuditLogError) {
    self.calls = calls
    let path = parent.map { "\($0.path)/\(name)" } ?? name
    self.path = path
    if let parent {
      let status = try naming(path) { () throws(SystemCallFailure) in
        try calls.status(name, in: parent.descriptor)
      }
      guard status.kind == .directory else {
        throw .notPlainFile(path: path, found: status.kind.rawValue)
      }
    }
    descriptor = try naming(path) { () throws(SystemCallFailure) in
      try calls.open(name, in: parent?.descriptor, .directory)
    }
  }

  deinit { calls.close(descriptor) }

  /// Runs `body` with a plain file of one name, and closes the file.
  func withFile<Result>(
    _ name: String, _ access: FileAccess, _ body: (OpenFile) throws(AuditLogError) -> Result
  ) throws(AuditLogError) -> Result {
    let file = try open(name, access)
    defer { file.close() }
    return try body(file)
  }

  /// As ``withFile(_:_:_:)``, but `nil` when there is no such file.
  func withFileIfPresent<Result>(
    _ name: String, _ access: FileAccess, _ body: (OpenFile) throws(AuditLogError) -> Result
  ) throws(AuditLogError) -> Result? {
    do throws(AuditLogError) {
      return try withFile(name, access, body)
    } catch .unavailable(let failure)
      where failure.call == .open && failure.code == ErrorNumber.doesNotExist
    {
      return nil
    }
  }

  /// The file must be closed by the caller.
  func open(_ name: String, _ access: FileAccess) throws(AuditLogError) -> OpenFile {
    let path = "\(path)/\(name)"
    let file: OpenFile
    do throws(SystemCallFailure) {
      file = OpenFile(
        calls: calls, path: path, descriptor: try calls.open(name, in: descriptor, access))
    } catch {
      throw refusal(of: name, error)
    }
    do throws(AuditLogError) {
      let status = try file.status()
      guard status.kind == .plainFile else {
        throw AuditLogError.notPlainFile(path: path, found: status.kind.rawValue)
      }
      // None at all: another writer put a new file in its place since, which is no trap.
      guard status.linkCount <= 1 else {
        throw AuditLogError.notPlainFile(path: path, found: "a file with several names")
      }
    } catch {
      file.close()
      throw error
    }
    return file
  }

  /// The whole content, `nil` when there is no such file.
  func contents(of name: String, limit: Int = 1 << 30) throws(AuditLogError) -> [UInt8]? {
    try withFileIfPresent(name, .readOnly) { file throws(AuditLogError) in
      let count = try file.status().byteCount
      guard count <= limit else {
        throw .malformed(place: file.path, problem: "the file is too long")
      }
      return try file.read(count, at: 0)
    }
  }

  /// Puts a durable file in place of whatever had the name, all at once.
  ///
  /// Durable under its name only after ``synchronize()``. `temporary` must be nobody else's name;
  /// the name with `.tmp` is one for those who hold the lock.
  func replace(
    _ name: String, with bytes: [UInt8], mode: UInt32, temporary: String? = nil
  ) throws(AuditLogError) {
    let temporary = temporary ?? "\(name).tmp"
    try prepare(temporary, bytes, mode: mode, sync: .durable)
    try rename(temporary, to: name, in: self)
  }

  /// Puts a file in place of whatever had the name, for content that may be lost.
  func replaceUnsynced(_ name: String, with bytes: [UInt8]) throws(AuditLogError) {
    try prepare("\(name).tmp", bytes, mode: 0o644, sync: .none)
    try rename("\(name).tmp", to: name, in: self)
  }

  /// Whether a new file must survive a power loss.
  enum Sync { case durable, none }

  /// Writes a new file and reads it back; one that a crash left under the name is removed first.
  func prepare(
    _ name: String, _ bytes: [UInt8], mode: UInt32, sync: Sync
  ) throws(AuditLogError) {
    try remove(name)
    try withFile(name, .createNew(mode: mode)) { file throws(AuditLogError) in
      try file.write(bytes, at: 0)
      switch sync {
      case .durable:
        try file.synchronize()
        guard try file.holds(bytes, at: 0) else {
          throw .readBackDiffers(place: file.path)
        }
      case .none: break
      }
    }
  }

  func rename(_ name: String, to newName: String, in folder: Folder) throws(AuditLogError) {
    try naming("\(path)/\(name)") { () throws(SystemCallFailure) in
      try calls.rename(name, in: descriptor, to: newName, in: folder.descriptor)
    }
  }

  /// Removes a file, if there is one.
  func remove(_ name: String) throws(AuditLogError) {
    do throws(SystemCallFailure) {
      try calls.unlink(name, in: descriptor)
    } catch  where error.code == ErrorNumber.doesNotExist {
      return
    } catch {
      throw AuditLogError(error, path: "\(path)/\(name)")
    }
  }

  func makeFolder(_ name: String, mode: UInt32) throws(AuditLogError) {
    try naming("\(path)/\(name)") { () throws(SystemCallFailure) in
      try calls.makeDirectory(name, in: descriptor, mode: mode)
    }
  }

  /// The status of a name, `nil` when nothing has it.
  func status(of name: String) throws(AuditLogError) -> FileStatus? {
    do throws(SystemCallFailure) {
      return try calls.status(name, in: descriptor)
    } catch  where error.code == ErrorNumber.doesNotExist {
      return nil
    } catch {
      throw AuditLogError(error, path: "\(path)/\(name)")
    }
  }

  /// What tells this directory from any other.
  func identity() throws(AuditLogError) -> [UInt64] {
    try naming(path) { () throws(SystemCallFailure) in try calls.status(descriptor).identity }
  }

  /// Makes the names in the directory durable.
  func synchronize() throws(AuditLogError) {
    do throws(SystemCallFailure) {
      try calls.synchronize(descriptor)
    } catch {
      throw .stopped(error.at(path))
    }
  }

  /// The names in the directory, sorted.
  func names() throws(AuditLogError) -> [String] {
    try naming(path) { () throws(SystemCallFailure) in
      try calls.names(in: descriptor)
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A link, a FIFO or a directory in a file's place deserves its own words.
  private func refusal(of name: String, _ failure: SystemCallFailure) -> AuditLogError {
    let path = "\(path)/\(name)"
    switch failure.code {
    case ErrorNumber.isLink: return .notPlainFile(path: path, found: "a symbolic link")
    case ErrorNumber.isDirectory: return .notPlainFile(path: path, found: "a directory")
    case ErrorNumber.noPeer: return .notPlainFile(path: path, found: "a FIFO or a socket")
    default: return AuditLogError(failure, path: path)
    }
  }
}

/// Runs system calls and adds the path to their failures.
func naming<Result>(
  _ path: String, _ body: () throws(SystemCallFailure) -> Result
) throws(AuditLogError) -> Result {
  do throws(SystemCallFailure) {
    return try body()
  } catch {
    throw AuditLogError(error, path: path)
  }
}

extension SystemCallFailure {
  func at(_ path: String) -> SystemCallFailure {
    SystemCallFailure(call, code, path: path)
  }
}

extension AuditLogError {
  init(_ failure: SystemCallFailure, path: String) {
    self =
      ErrorNumber.isLackOfSpace(failure.code)
      ? .outOfSpace(failure.at(path)) : .unavailable(failure.at(path))
  }
}
