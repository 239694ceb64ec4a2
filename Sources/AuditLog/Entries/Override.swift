/// A decision of an authority against a finding. The engine's own result stays as it was.
public struct Override: Sendable, Equatable {
  /// The sequence number of the evaluation.
  public var evaluation: Int
  /// The rule whose finding is set aside.
  public var finding: String
  /// The decision that holds instead.
  public var decision: String
  /// On which authority: the act, the order, the meeting.
  public var authority: String
  public var reason: String

  public init(
    evaluation: Int, finding: String, decision: String, authority: String, reason: String
  ) {
    (self.evaluation, self.finding, self.decision) = (evaluation, finding, decision)
    (self.authority, self.reason) = (authority, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("authority", authority)
    object.put("decision", decision)
    object.put("finding", finding)
    object.put("of", evaluation)
    object.put("reason", reason)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    evaluation = try members.integer("of")
    finding = try members.string("finding")
    decision = try members.string("decision")
    authority = try members.string("authority")
    reason = try members.string("reason")
  }
}
