/// What a reviewer's program and the writer say to each other: one message, one answer.
///
/// ```
/// {"bodies":[18233,4211],"do":"seal"}
/// <18233 bytes><4211 bytes>
/// ```
/// A line of canonical JSON, then bytes. Requests:
///
/// | `do` | bodies | answer |
/// |---|---|---|
/// | `store` | rule texts and parameters | `done` |
/// | `seal` | dossiers, results, evidence | `done`, with a reference for each |
/// | `commit` | entries without `seq` and `t` | `done`, with the numbers, the time and the checkpoint |
/// | `prepare` | none | `done` when the caller's index is up to date, `busy` when others hold it |
///
/// Instead of `done` the answer may be `refused`, with the reason in words for a person.
struct ServiceMessage {
  /// Larger messages are refused. A group of 10,000 dossiers is a quarter of it.
  static let byteLimit = 256 << 20
  static let headerLimit = 4 << 20

  let name: String
  /// Members of the first line besides the name and the lengths.
  let members: [CanonicalJSON.Member]
  let bodies: [[UInt8]]

  init(_ name: String, _ members: [CanonicalJSON.Member] = [], bodies: [[UInt8]] = []) {
    (self.name, self.members, self.bodies) = (name, members, bodies)
  }

  var bytes: [UInt8] {
    let header = CanonicalJSON.object(
      members + [
        .init("bodies", .array(bodies.map { .integer($0.count) })), .init("do", .string(name)),
      ])
    return header.bytes + [0x0A] + bodies.joined()
  }

  subscript(_ key: String) -> CanonicalJSON? {
    members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }
}
