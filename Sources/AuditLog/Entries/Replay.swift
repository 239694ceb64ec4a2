/// A logged evaluation, run again on the same bytes under the same rules.
public struct Replay: Sendable, Equatable {
  /// The sequence number of the evaluation.
  public var evaluation: Int
  /// The first place where the new result differs, `nil` when it is the same bytes.
  public var difference: String?
  /// The program that ran it again.
  public var engine: Engine

  public init(evaluation: Int, difference: String?, engine: Engine) {
    (self.evaluation, self.difference, self.engine) = (evaluation, difference, engine)
  }

  func write(to object: inout ObjectWriter) {
    object.put("engine", object: engine.write)
    object.put("of", evaluation)
    object.put("outcome", difference == nil ? "equal" : "different")
    if let difference { object.put("difference", difference) }
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    evaluation = try members.integer("of")
    difference = try members.optionalString("difference")
    engine = try Engine(from: &members)
    guard try members.string("outcome") == (difference == nil ? "equal" : "different") else {
      throw members.problem("`outcome` and `difference` contradict each other")
    }
  }
}
