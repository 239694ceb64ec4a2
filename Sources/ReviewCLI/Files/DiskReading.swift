import Glibc
import Rules

extension FileStore {
  /// The files of the machine.
  static var disk: FileStore {
    FileStore(
      read: DiskReading.bytes, list: DiskListing.entries, state: DiskListing.state,
      foldersAbove: DiskListing.foldersAbove, create: DiskWriting.create,
      makeFolder: DiskWriting.makeFolder, readLines: DiskReading.lines)
  }
}

/// Reads files by the system's calls.
enum DiskReading {
  /// The longest text, in bytes: the engine counts offsets in 32 bits.
  static let limit = 1 << 30
  private static let bufferSize = 1 << 20

  static func bytes(of path: String) throws(FileFailure) -> [UInt8] {
    try withFile(path) { descriptor throws(FileFailure) in
      var status = stat()
      let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
      guard size <= limit else { throw FileFailure(path: path, error: EFBIG) }
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: max(size + 1, 1 << 16))
      while case let count = try read(descriptor, path, &buffer), count > 0 {
        bytes.append(contentsOf: buffer[..<count])
        guard bytes.count <= limit else { throw FileFailure(path: path, error: EFBIG) }
      }
      return bytes
    }
  }

  static func lines(
    of path: String, _ handle: (LineEvent) -> Bool
  ) throws(FileFailure) {
    try withFile(path) { descriptor throws(FileFailure) in
      var buffer = [UInt8](repeating: 0, count: bufferSize)
      var pending = PendingLines()
      while true {
        if !isReady(descriptor), !handle(.pause) { return }
        let count = try read(descriptor, path, &buffer)
        guard count > 0 else { break }
        guard pending.add(buffer[..<count], handle) else { return }
      }
      _ = pending.finish(handle)
    }
  }

  /// How long a program at the other end may take before it is thought to wait, in milliseconds.
  private static let patience: Int32 = 5

  /// Whether reading would not have to wait; a plain file is always ready.
  private static func isReady(_ descriptor: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wanted, 1, patience) != 0
  }

  private static func withFile<Result>(
    _ path: String, _ body: (Int32) throws(FileFailure) -> Result
  ) throws(FileFailure) -> Result {
    guard path != "-" else { return try body(STDIN_FILENO) }
    let descriptor = open(PathName.bytes(of: path), O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw FileFailure(path: path, error: errno) }
    defer { close(descriptor) }
    return try body(descriptor)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, _ buffer: inout [UInt8]
  ) throws(FileFailure) -> Int {
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count >= 0 { return count }
      let error = errno
      if error == EINTR { continue }
      guard error == EAGAIN else { throw FileFailure(path: path, error: error) }
      DiskWriting.wait(for: descriptor, POLLIN)
    }
  }
}

/// Bytes that came, cut into lines.
private struct PendingLines {
  /// What came behind the last line break.
  private var bytes: [UInt8] = []
  /// Whether it is the rest of a line that is too long.
  private var isExcess = false

  /// - Returns: Whether to go on.
  mutating func add(_ more: ArraySlice<UInt8>, _ handle: (LineEvent) -> Bool) -> Bool {
    var rest = more
    while let end = Self.lineEnd(in: rest) {
      let line = rest[..<end]
      rest = rest[(end + 1)...]
      if bytes.isEmpty, !isExcess {
        guard handle(.line(line)) else { return false }
      } else {
        keep(line)
        guard finish(handle) else { return false }
      }
    }
    keep(rest)
    return true
  }

  /// The place of the first line break.
  private static func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let found = memchr(base, 0x0A, buffer.count) else {
        return nil
      }
      return bytes.startIndex + (UnsafeRawPointer(found) - base)
    }
  }

  private mutating func keep(_ more: ArraySlice<UInt8>) {
    guard !isExcess else { return }
    bytes += more
    guard bytes.count > LineEvent.lengthLimit else { return }
    isExcess = true
    bytes.removeLast(bytes.count - LineEvent.shownLength)
  }

  /// Hands over what is left as a line of its own; an empty rest is none.
  mutating func finish(_ handle: (LineEvent) -> Bool) -> Bool {
    guard !bytes.isEmpty else { return true }
    defer { (bytes, isExcess) = ([], false) }
    return handle(isExcess ? .tooLong(bytes[...]) : .line(bytes[...]))
  }
}

extension FileFailure {
  var message: String {
    let english = String(cString: strerror(error))
    return "\(path): \(english)" + (Self.chinese[error].map { " / \($0)" } ?? "")
  }

  private static let chinese: [Int32: String] = [
    ENOENT: "没有这个文件或文件夹", EACCES: "没有权限", EPERM: "没有权限", EISDIR: "是文件夹",
    ENOTDIR: "不是文件夹", EEXIST: "已经存在", ELOOP: "链接绕成了圈", ENAMETOOLONG: "名称过长",
    ENOSPC: "磁盘已满", EDQUOT: "配额已满", EFBIG: "文件过大", EROFS: "只能读取", EIO: "读写出错",
    EMFILE: "打开的文件过多", ENFILE: "打开的文件过多", ENXIO: "没有对方", EBUSY: "正被占用",
    ETXTBSY: "正在运行",
  ]

  /// Whether whoever read what is written went away, as `head` does.
  var isReaderGone: Bool { error == EPIPE }
}
