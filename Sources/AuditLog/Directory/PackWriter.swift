/// Writes a pack of the vault a megabyte at a time, and proves that the file holds it.
struct PackWriter {
  private static let chunkByteCount = 1 << 20

  let file: OpenFile
  private var chunk: [UInt8] = []
  private var writtenCount = 0

  init(file: OpenFile) {
    self.file = file
  }

  /// How many bytes the pack has so far.
  var byteCount: Int { writtenCount + chunk.count }

  mutating func append(_ bytes: ArraySlice<UInt8>) throws(AuditLogError) {
    chunk += bytes
    if chunk.count >= PackWriter.chunkByteCount { try flush() }
  }

  /// Makes the pack durable.
  mutating func finish() throws(AuditLogError) {
    try flush()
    try file.synchronizeData()
  }

  /// Writes a chunk and reads it back.
  private mutating func flush() throws(AuditLogError) {
    try file.write(chunk, at: writtenCount)
    guard try file.holds(chunk, at: writtenCount) else {
      throw .readBackDiffers(place: file.path)
    }
    writtenCount += chunk.count
    chunk.removeAll(keepingCapacity: true)
  }
}
