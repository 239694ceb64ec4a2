import Rules

/// What reports say of every project alike: the words of conditions, and what names a rule, as JSON.
///
/// It is of one program, of one language and of one thread. Whoever reports on many projects keeps one.
public final class ReportMemory {
  let conditions = ConditionMemory()
  private var names: [Int: [UInt8]] = [:]
  private var citations: [Int: [UInt8]] = [:]

  public init() {}

  /// Writes the members that name a rule.
  func writeName(
    of rule: Int, to json: inout JSONWriter, _ write: (inout JSONWriter) -> Void
  ) {
    Self.write(rule, in: &names, to: &json, write)
  }

  /// Writes the member of its citation.
  func writeCitation(
    of rule: Int, to json: inout JSONWriter, _ write: (inout JSONWriter) -> Void
  ) {
    Self.write(rule, in: &citations, to: &json, write)
  }

  private static func write(
    _ rule: Int, in written: inout [Int: [UInt8]], to json: inout JSONWriter,
    _ write: (inout JSONWriter) -> Void
  ) {
    guard json.style == .compact else {
      write(&json)
      return
    }
    if let known = written[rule] {
      json.members(known)
    } else {
      let members = JSONWriter.writtenMembers(write)
      written[rule] = members
      json.members(members)
    }
  }
}
