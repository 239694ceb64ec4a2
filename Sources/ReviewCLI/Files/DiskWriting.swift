import Glibc

/// Writes files by the system's calls.
enum DiskWriting {
  static func makeFolder(_ path: String) throws(FileFailure) {
    guard mkdir(PathName.bytes(of: path), 0o755) == 0 || errno == EEXIST else {
      throw FileFailure(path: path, error: errno)
    }
  }

  /// A FIFO or a device is written into; any other file is replaced as a whole.
  static func create(_ path: String) throws(FileFailure) -> OutputFile {
    let state = try DiskListing.state(of: path)
    if state?.kind == .stream || isOpenFile(path) { return try stream(into: path) }
    let file = try ReplacementFile(path)
    return OutputFile(
      write: { bytes throws(FileFailure) in try file.append(bytes) },
      finish: { () throws(FileFailure) in try file.finish() })
  }

  /// `/dev/stdout` and the like name what is already open, not a file that could be replaced.
  private static func isOpenFile(_ path: String) -> Bool {
    ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/")
      || path.hasPrefix("/proc/")
  }

  private static func stream(into path: String) throws(FileFailure) -> OutputFile {
    // A FIFO that nobody reads is an error (ENXIO); without O_NONBLOCK it would be waited for.
    let flags = O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let descriptor = open(PathName.bytes(of: path), flags)
    guard descriptor >= 0 else {
      let isUnread = errno == ENXIO
      throw FileFailure(
        path: isUnread ? "\(path) 没有人在读 / nobody reads it" : path, error: errno)
    }
    return OutputFile(
      write: { bytes throws(FileFailure) in try write(bytes, to: descriptor, path) },
      finish: { () throws(FileFailure) in
        guard close(descriptor) == 0 else { throw FileFailure(path: path, error: errno) }
      })
  }

  /// Writes all of the bytes.
  ///
  /// - Parameter path: What a person knows the file by.
  static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, _ path: String
  ) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count > 0 {
        written += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(for: descriptor, POLLOUT)
      default: throw FileFailure(path: path, error: errno)
      }
    }
  }

  /// Waits until a descriptor that its owner made non-blocking can go on.
  static func wait(for descriptor: Int32, _ event: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    _ = poll(&wanted, 1, -1)
  }
}

/// A file without a name until it is finished; then it takes the place of the old one at once.
///
/// So a reader sees the old text or the new one, and a program that is killed leaves nothing behind.
private final class ReplacementFile {
  private let path: String
  /// Where the file will stand: behind a link, if the path is one.
  private let target: [CChar]
  private let descriptor: Int32
  /// The name it has before the end; nil while it has none.
  private var temporary: [CChar]?

  init(_ path: String) throws(FileFailure) {
    self.path = path
    var old = stat()
    let name = PathName.bytes(of: path)
    let isThere = stat(name, &old) == 0
    if isThere, old.st_mode & S_IFMT == S_IFDIR { throw FileFailure(path: path, error: EISDIR) }
    // What its owner protected is not replaced behind his back.
    if isThere, access(name, W_OK) != 0 { throw FileFailure(path: path, error: errno) }
    let canonical = isThere ? DiskListing.canonical(path) : nil
    target = canonical.map { $0.map(CChar.init(bitPattern:)) + [0] } ?? name
    let folder = Self.folder(of: target)
    let unnamed = open(folder + [0], Self.unnamed | O_WRONLY | O_CLOEXEC, 0o644)
    if unnamed >= 0 {
      descriptor = unnamed
    } else {
      // Not every file system has files without names.
      let name = Self.freshName(in: folder)
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileFailure(path: path, error: errno) }
      temporary = name
    }
    guard isThere else { return }
    // Only root may give a file away; for others it stays their own.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else {
      throw FileFailure(path: path, error: errno)
    }
  }

  deinit {
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFailure) {
    try DiskWriting.write(bytes, to: descriptor, path)
  }

  func finish() throws(FileFailure) {
    let name = temporary ?? Self.freshName(in: Self.folder(of: target))
    if temporary == nil {
      guard linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
      else { throw FileFailure(path: path, error: errno) }
      temporary = name
    }
    guard rename(name, target) == 0 else { throw FileFailure(path: path, error: errno) }
    temporary = nil
  }

  /// `O_TMPFILE`, which Swift does not import.
  private static let unnamed: Int32 = 0o20000000 | O_DIRECTORY

  /// The folder of a path, with its slash; the working folder when the path has none.
  private static func folder(of target: [CChar]) -> [CChar] {
    guard let slash = target.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))) else {
      return [CChar(bitPattern: UInt8(ascii: ".")), CChar(bitPattern: UInt8(ascii: "/"))]
    }
    return Array(target[...slash])
  }

  private static func freshName(in folder: [CChar]) -> [CChar] {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    return folder + ".review-\(number).tmp".utf8CString
  }
}
