/// Bytes past the checkpoint, which no one was told are in the log, moved to `quarantine/`.
public struct RecoveredTail: Sendable, Equatable {
  /// The file in `quarantine/`.
  public let file: String
  public let byteCount: Int
  public let sha256: Digest

  init(file: String, byteCount: Int, sha256: Digest) {
    (self.file, self.byteCount, self.sha256) = (file, byteCount, sha256)
  }

  func write(to object: inout ObjectWriter) {
    object.put("bytes", byteCount)
    object.put("file", file)
    object.put("sha256", sha256)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    file = try members.string("file")
    byteCount = try members.integer("bytes")
    sha256 = try members.digest("sha256")
  }
}
