/// The first entry of a log: its name and its first key.
public struct Initialization: Sendable, Equatable {
  public let origin: String
  public let key: VerifierKey

  init(origin: String, key: VerifierKey) {
    (self.origin, self.key) = (origin, key)
  }

  func write(to object: inout ObjectWriter) {
    object.put("origin", origin)
    object.put("vkey", key.text)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    origin = try members.string("origin")
    key = try VerifierKey(from: &members)
  }
}
