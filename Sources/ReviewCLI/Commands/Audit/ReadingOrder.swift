import AuditLog
import Rules

/// In which order a rule book read its files, and which of them only lent their words.
///
/// ```
/// {"context":["Rules/units.rules"],"own":["draft/a.rules","draft/b.rules"],"v":1}
/// ```
/// The log's rule store sorts files by path, but findings stand in the order of reading.
struct ReadingOrder {
  let own: [String]
  let context: [String]

  init(_ rules: JudgingRules) {
    own = rules.ownSources.map(\.path)
    context = rules.context.map(\.path)
  }

  /// nil when the bytes are not what ``bytes`` makes.
  init?(_ bytes: [UInt8]) {
    guard let value = try? CanonicalJSONReader.read(bytes), let own = Self.paths(value["own"]),
      let context = Self.paths(value["context"])
    else { return nil }
    (self.own, self.context) = (own, context)
  }

  var bytes: [UInt8] {
    CanonicalJSON.object([
      .init("context", .array(context.map { .string($0) })),
      .init("own", .array(own.map { .string($0) })), .init("v", .integer(1)),
    ]).bytes
  }

  /// The book, read again; nil when a file is not there.
  func book(_ files: [RuleFile]) -> RuleBook? {
    let sources = Dictionary(
      files.map { ($0.path, SourceText(path: $0.path, bytes: $0.bytes)) },
      uniquingKeysWith: { first, _ in first })
    let (own, context) = (own.compactMap { sources[$0] }, context.compactMap { sources[$0] })
    guard own.count == self.own.count, context.count == self.context.count else { return nil }
    return RuleBook(own, context: context)
  }

  private static func paths(_ value: CanonicalJSON?) -> [String]? {
    guard case .array(let elements)? = value else { return nil }
    let paths = elements.compactMap { if case .string(let path) = $0 { path } else { nil } }
    return paths.count == elements.count ? paths : nil
  }
}
