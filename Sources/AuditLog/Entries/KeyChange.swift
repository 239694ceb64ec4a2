/// A new signing key: the commit with this entry is the last one signed with the old key.
public struct KeyChange: Sendable, Equatable {
  public let key: VerifierKey
  public let reason: String

  init(key: VerifierKey, reason: String) {
    (self.key, self.reason) = (key, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("reason", reason)
    object.put("vkey", key.text)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    reason = try members.string("reason")
    key = try VerifierKey(from: &members)
  }
}
