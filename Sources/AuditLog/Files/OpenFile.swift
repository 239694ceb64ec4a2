import Glibc

/// A plain file held open.
struct OpenFile {
  let calls: any FileSystemCalls
  let path: String
  let descriptor: Int32

  func close() {
    calls.close(descriptor)
  }

  func status() throws(AuditLogError) -> FileStatus {
    try naming(path) { () throws(SystemCallFailure) in try calls.status(descriptor) }
  }

  /// Fills `buffer` from `offset` on, and returns how many bytes there were before the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(AuditLogError) -> Int {
    try naming(path) { () throws(SystemCallFailure) in
      var done = 0
      while done < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        let count = try calls.read(descriptor, into: rest, at: offset + done)
        if count == 0 { break }
        done += count
      }
      return done
    }
  }

  /// At most `count` bytes from `offset` on; fewer only at the end of the file.
  func read(_ count: Int, at offset: Int) throws(AuditLogError) -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, done throws(AuditLogError) in
      done = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
    }
  }

  /// Writes all bytes. A short write is continued, so that its cause shows itself as an error.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(AuditLogError) {
    try naming(path) { () throws(SystemCallFailure) in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        done += try calls.write(descriptor, rest, at: offset + done)
      }
    }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(AuditLogError) {
    try write(bytes[...], at: offset)
  }

  func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(AuditLogError) {
    try bytes.withUnsafeBufferPointer { bytes throws(AuditLogError) in
      try write(UnsafeRawBufferPointer(bytes), at: offset)
    }
  }

  /// Whether the file holds exactly `bytes` from `offset` on.
  func holds(_ bytes: [UInt8], at offset: Int) throws(AuditLogError) -> Bool {
    let found = try read(bytes.count, at: offset)
    return found.count == bytes.count && memcmp(found, bytes, bytes.count) == 0
  }

  func truncate(to byteCount: Int) throws(AuditLogError) {
    try naming(path) { () throws(SystemCallFailure) in
      try calls.truncate(descriptor, to: byteCount)
    }
  }

  /// Makes the bytes durable.
  ///
  /// After a failure the kernel may have dropped them and call them clean, so a second attempt
  /// would report success for lost data. Hence the log stops: LWN, "PostgreSQL's fsync() surprise",
  /// <https://lwn.net/Articles/752063/>.
  func synchronizeData() throws(AuditLogError) {
    do throws(SystemCallFailure) {
      try calls.synchronizeData(descriptor)
    } catch {
      throw .stopped(error.at(path))
    }
  }

  /// Makes the bytes and the file's size and mode durable.
  func synchronize() throws(AuditLogError) {
    do throws(SystemCallFailure) {
      try calls.synchronize(descriptor)
    } catch {
      throw .stopped(error.at(path))
    }
  }
}
