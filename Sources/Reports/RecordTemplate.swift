import Rules

/// All that is told of a record but what it is called and where its facts stand.
final class RecordTemplate {
  /// From its regions to the bracket that its findings stand in.
  let head: [UInt8]
  /// Those of its rules, in their order.
  let findings: [FindingTemplate]
  /// From the bracket behind its findings to its digest.
  let rest: [UInt8]

  init(head: [UInt8], findings: [FindingTemplate], rest: [UInt8]) {
    (self.head, self.findings, self.rest) = (head, findings, rest)
  }

  /// How much memory it takes beside its findings, about.
  var size: Int { head.count + rest.count + findings.count * 8 }
}
