/// How a file is opened. No kind follows a symbolic link at the end of the path.
public enum FileAccess: Sendable, Equatable {
  case directory
  case readOnly
  case readWrite
  /// Fails when the name is taken.
  case createNew(mode: UInt32)
  case createIfMissing(mode: UInt32)
}

/// What kind of thing a name stands for.
public enum FileKind: String, Sendable {
  case plainFile = "a plain file"
  case directory = "a directory"
  case symbolicLink = "a symbolic link"
  case other = "a device, a FIFO or a socket"
}

/// What the log must know of a file before it trusts it.
public struct FileStatus: Sendable, Equatable {
  public var kind: FileKind
  public var byteCount: Int
  /// How many names the file has.
  public var linkCount: Int
  /// The permission bits.
  public var mode: UInt32
  /// The device and the file's number on it; equal for two names of one file.
  public var identity: [UInt64]

  public init(kind: FileKind, byteCount: Int, linkCount: Int, mode: UInt32, identity: [UInt64]) {
    (self.kind, self.byteCount, self.linkCount) = (kind, byteCount, linkCount)
    (self.mode, self.identity) = (mode, identity)
  }
}

/// The system calls behind the log, one to one, so that a test can fail each of them.
///
/// Names are relative to an open directory, or to the working directory where it is `nil`.
/// No call is retried except after EINTR, and none hides an error.
public protocol FileSystemCalls: Sendable {
  func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32
  func close(_ file: Int32)
  func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure)
  /// Reads some bytes at `offset`; 0 at the end of the file.
  func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int
  /// Writes some of the bytes at `offset` and returns how many.
  func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int
  /// Makes the bytes of a file durable, fdatasync.
  func synchronizeData(_ file: Int32) throws(SystemCallFailure)
  /// Makes a file or the names in a directory durable, fsync.
  func synchronize(_ file: Int32) throws(SystemCallFailure)
  func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure)
  func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus
  /// The status of a name, of the link itself where it is one.
  func status(_ name: String, in directory: Int32?) throws(SystemCallFailure) -> FileStatus
  /// Gives a file another name, in place of what had it.
  func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure)
  func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure)
  /// The names in a directory, in any order.
  func names(in directory: Int32) throws(SystemCallFailure) -> [String]
  /// Waits for the exclusive lock of a file.
  func lock(_ file: Int32) throws(SystemCallFailure)
  func unlock(_ file: Int32) throws(SystemCallFailure)
}
