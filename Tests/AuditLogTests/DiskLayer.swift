@testable import AuditLog

/// Calls that pass through to those below, and that a subclass can bend.
///
/// It knows the name behind each descriptor, so that a subclass can pick its victim.
class DiskLayer: FileSystemCalls, @unchecked Sendable {
  private let below: any FileSystemCalls
  private var names: [Int32: String] = [:]

  init(_ below: any FileSystemCalls) { self.below = below }

  /// The name under which a descriptor was opened.
  func name(of file: Int32) -> String { names[file] ?? "" }

  func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 {
    let file = try below.open(name, in: directory, access)
    names[file] = name
    return file
  }

  func close(_ file: Int32) { below.close(file) }
  func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure) {
    try below.makeDirectory(name, in: directory, mode: mode)
  }
  func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    try below.read(file, into: buffer, at: offset)
  }
  func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    try below.write(file, bytes, at: offset)
  }
  func synchronizeData(_ file: Int32) throws(SystemCallFailure) { try below.synchronizeData(file) }
  func synchronize(_ file: Int32) throws(SystemCallFailure) { try below.synchronize(file) }
  func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure) {
    try below.truncate(file, to: byteCount)
  }
  func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus { try below.status(file) }
  func status(_ name: String, in directory: Int32?) throws(SystemCallFailure) -> FileStatus {
    try below.status(name, in: directory)
  }
  func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    try below.rename(name, in: directory, to: newName, in: newDirectory)
  }
  func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure) {
    try below.unlink(name, in: directory)
  }
  func names(in directory: Int32) throws(SystemCallFailure) -> [String] {
    try below.names(in: directory)
  }
  func lock(_ file: Int32) throws(SystemCallFailure) { try below.lock(file) }
  func unlock(_ file: Int32) throws(SystemCallFailure) { try below.unlock(file) }
}
