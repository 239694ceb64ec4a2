/// A legal hold: while it lasts, the documents of an entry may not be destroyed.
public struct Hold: Sendable, Equatable {
  /// The sequence number of the entry whose documents are held.
  public let entry: Int
  /// Whether the hold begins; otherwise it ends.
  public let begins: Bool
  public let reason: String

  public init(entry: Int, begins: Bool, reason: String) {
    (self.entry, self.begins, self.reason) = (entry, begins, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("held", begins ? "yes" : "no")
    object.put("of", entry)
    object.put("reason", reason)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    entry = try members.integer("of")
    reason = try members.string("reason")
    switch try members.string("held") {
    case "yes": begins = true
    case "no": begins = false
    default: throw members.problem("`held` must be yes or no")
    }
  }
}
