import Glibc

@testable import AuditLog

/// Counts the calls that can fail, and makes some of them fail.
///
/// It stands on the disk itself, so that a mutant above it meets the same faults.
final class FaultLayer: FileSystemCalls, @unchecked Sendable {
  enum Plan {
    case none
    /// One call fails.
    case failure(at: Int, code: Int32)
    /// From this call on, everything that needs space fails.
    case diskFull(from: Int)
    /// One write stores half its bytes, and the next has no space.
    case shortWrite(at: Int)
    /// One write stores a flipped bit.
    case flippedBit(at: Int)
    /// From this call on nothing happens any more: the power is gone.
    case powerLoss(at: Int)
  }

  private let below: SimulatedDisk
  private let plan: Plan
  private(set) var callCount = 0
  private var wasShort = false

  init(_ below: SimulatedDisk, _ plan: Plan) {
    (self.below, self.plan) = (below, plan)
  }

  private func check(_ call: SystemCall, needsSpace: Bool = false) throws(SystemCallFailure) {
    defer { callCount += 1 }
    switch plan {
    case .failure(callCount, let code): throw SystemCallFailure(call, code)
    case .diskFull(let from) where callCount >= from && needsSpace,
      .shortWrite(let from) where callCount > from && needsSpace && wasShort:
      throw SystemCallFailure(call, ENOSPC)
    case .powerLoss(let at) where callCount >= at: throw SystemCallFailure(call, EIO)
    case .none, .failure, .diskFull, .shortWrite, .flippedBit, .powerLoss: break
    }
  }

  func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 {
    if case .createNew = access {
      try check(.open, needsSpace: true)
    } else {
      try check(.open)
    }
    return try below.open(name, in: directory, access)
  }

  func close(_ file: Int32) { below.close(file) }

  func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure) {
    try check(.makeDirectory, needsSpace: true)
    try below.makeDirectory(name, in: directory, mode: mode)
  }

  func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    try check(.read)
    return try below.read(file, into: buffer, at: offset)
  }

  func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let index = callCount
    try check(.write, needsSpace: true)
    switch plan {
    case .shortWrite(index):
      wasShort = true
      let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
      return try below.write(file, half, at: offset)
    case .flippedBit(index):
      var copy = Array(bytes)
      if !copy.isEmpty { copy[copy.count / 2] ^= 1 }
      let damaged = copy
      return try damaged.withUnsafeBufferPointer { damaged throws(SystemCallFailure) in
        try below.write(file, UnsafeRawBufferPointer(damaged), at: offset)
      }
    case .none, .failure, .diskFull, .shortWrite, .flippedBit, .powerLoss:
      return try below.write(file, bytes, at: offset)
    }
  }

  func synchronizeData(_ file: Int32) throws(SystemCallFailure) {
    try sync(file, .synchronizeData)
    try below.synchronizeData(file)
  }

  func synchronize(_ file: Int32) throws(SystemCallFailure) {
    try sync(file, .synchronize)
    try below.synchronize(file)
  }

  private func sync(_ file: Int32, _ call: SystemCall) throws(SystemCallFailure) {
    do throws(SystemCallFailure) {
      try check(call)
    } catch {
      if case .failure = plan { below.forgetUnsynced(file) }
      throw error
    }
  }

  func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure) {
    try check(.truncate)
    try below.truncate(file, to: byteCount)
  }

  func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus {
    try check(.status)
    return try below.status(file)
  }

  func status(_ name: String, in directory: Int32?) throws(SystemCallFailure) -> FileStatus {
    try check(.status)
    return try below.status(name, in: directory)
  }

  func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    try check(.rename, needsSpace: true)
    try below.rename(name, in: directory, to: newName, in: newDirectory)
  }

  func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure) {
    try check(.unlink)
    try below.unlink(name, in: directory)
  }

  func names(in directory: Int32) throws(SystemCallFailure) -> [String] {
    try check(.list)
    return try below.names(in: directory)
  }

  func lock(_ file: Int32) throws(SystemCallFailure) {
    try check(.lock)
    try below.lock(file)
  }

  func unlock(_ file: Int32) throws(SystemCallFailure) { try below.unlock(file) }
}
