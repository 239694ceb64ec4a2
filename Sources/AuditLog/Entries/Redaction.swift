/// Bodies that were destroyed. Their commitments, and so every proof, remain.
public struct Redaction: Sendable, Equatable {
  /// The sequence number of the entry whose documents these were.
  public let entry: Int
  /// The commitments of the destroyed bodies.
  public let commitments: [Digest]
  public let reason: String

  init(entry: Int, commitments: [Digest], reason: String) {
    (self.entry, self.commitments, self.reason) = (entry, commitments, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("c", commitments.map(\.hexadecimal))
    object.put("of", entry)
    object.put("reason", reason)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    entry = try members.integer("of")
    reason = try members.string("reason")
    commitments = try members.strings("c").map { text throws(JSONProblem) in
      guard let digest = Digest(hexadecimal: text) else {
        throw JSONProblem(offset: 0, message: "`c` must hold 64 hexadecimal digits each")
      }
      return digest
    }
  }
}
