import Glibc

/// The system calls of the machine.
public struct GlibcFileSystem: FileSystemCalls {
  public init() {}

  public func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 {
    // O_NONBLOCK: opening a FIFO that someone put in a file's place must not wait for a writer.
    let always = O_CLOEXEC | O_NONBLOCK
    return try result(.open) {
      switch access {
      case .directory: openat(at(directory), name, always | O_RDONLY | O_DIRECTORY)
      case .readOnly: openat(at(directory), name, always | O_RDONLY | O_NOFOLLOW)
      case .readWrite: openat(at(directory), name, always | O_RDWR | O_NOFOLLOW)
      case .createNew(let mode):
        openat(at(directory), name, always | O_RDWR | O_NOFOLLOW | O_CREAT | O_EXCL, mode)
      case .createIfMissing(let mode):
        openat(at(directory), name, always | O_RDWR | O_NOFOLLOW | O_CREAT, mode)
      }
    }
  }

  public func close(_ file: Int32) {
    _ = Glibc.close(file)
  }

  public func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure) {
    _ = try result(.makeDirectory) { mkdirat(at(directory), name, mode) }
  }

  public func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    try result(.read) { pread(file, buffer.baseAddress, buffer.count, offset) }
  }

  public func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    try result(.write) { pwrite(file, bytes.baseAddress, bytes.count, offset) }
  }

  public func synchronizeData(_ file: Int32) throws(SystemCallFailure) {
    guard fdatasync(file) == 0 else { throw SystemCallFailure(.synchronizeData, errno) }
  }

  public func synchronize(_ file: Int32) throws(SystemCallFailure) {
    guard fsync(file) == 0 else { throw SystemCallFailure(.synchronize, errno) }
  }

  public func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure) {
    _ = try result(.truncate) { ftruncate(file, byteCount) }
  }

  public func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus {
    var status = stat()
    _ = try result(.status) { fstat(file, &status) }
    return FileStatus(status)
  }

  public func status(
    _ name: String, in directory: Int32?
  ) throws(SystemCallFailure) -> FileStatus {
    var status = stat()
    _ = try result(.status) { fstatat(at(directory), name, &status, AT_SYMLINK_NOFOLLOW) }
    return FileStatus(status)
  }

  public func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    _ = try result(.rename) { renameat(directory, name, newDirectory, newName) }
  }

  public func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure) {
    _ = try result(.unlink) { unlinkat(directory, name, 0) }
  }

  public func names(in directory: Int32) throws(SystemCallFailure) -> [String] {
    // The stream closes its descriptor, and begins where the descriptor stands: open it anew.
    let copy = try result(.list) { openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw SystemCallFailure(.list, code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw SystemCallFailure(.list, errno) }
    return names
  }

  public func lock(_ file: Int32) throws(SystemCallFailure) {
    _ = try result(.lock) { flock(file, LOCK_EX) }
  }

  public func unlock(_ file: Int32) throws(SystemCallFailure) {
    _ = try result(.unlock) { flock(file, LOCK_UN) }
  }

  private func at(_ directory: Int32?) -> Int32 { directory ?? AT_FDCWD }

  /// The result of a call, made again after EINTR. Not for syncs, which are never made twice.
  private func result<Number: SignedInteger>(
    _ call: SystemCall, _ make: () -> Number
  ) throws(SystemCallFailure) -> Number {
    while true {
      let number = make()
      if number >= 0 { return number }
      let code = errno
      guard code == EINTR else { throw SystemCallFailure(call, code) }
    }
  }
}

extension FileStatus {
  fileprivate init(_ status: stat) {
    let kind: FileKind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .plainFile
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    self.init(
      kind: kind, byteCount: status.st_size, linkCount: Int(status.st_nlink),
      mode: status.st_mode & 0o7777, identity: [UInt64(status.st_dev), UInt64(status.st_ino)])
  }
}
