/// What the log's administrator decided for all later entries. The log itself knows no names.
public struct Setting: Sendable, Equatable {
  public let name: String
  public let value: String
  public let reason: String

  public init(name: String, value: String, reason: String) {
    (self.name, self.value, self.reason) = (name, value, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("name", name)
    object.put("reason", reason)
    object.put("value", value)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    name = try members.string("name")
    value = try members.string("value")
    reason = try members.string("reason")
  }
}
