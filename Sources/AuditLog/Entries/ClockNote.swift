/// An operator's word that a clock which jumped is right now.
public struct ClockNote: Sendable, Equatable {
  /// What the clock read. The entry's own time never runs backwards, so it may be later.
  public let reading: Timestamp
  public let reason: String

  init(reading: Timestamp, reason: String) {
    (self.reading, self.reason) = (reading, reason)
  }

  func write(to object: inout ObjectWriter) {
    object.put("reading", reading.description)
    object.put("reason", reason)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    reading = try members.time("reading")
    reason = try members.string("reason")
  }
}
