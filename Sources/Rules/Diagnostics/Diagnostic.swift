/// A message to the author of a text: where, what, and what to write instead.
///
/// A diagnostic speaks to the author of a rule file or a dossier; a ``Finding`` speaks to the
/// reviewer of a project.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: Int, Sendable, Comparable {
    case warning, error

    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// A second place that explains the first: the other operand, the earlier declaration.
  public struct Label: Sendable, Equatable {
    public let range: SourceRange
    public let text: Phrase

    public init(_ range: SourceRange, _ text: Phrase) {
      self.range = range
      self.text = text.asMessage
    }
  }

  public let code: Code
  public let severity: Severity
  /// A fragment on one line: no full stop, the author's words in backticks.
  public let message: Phrase
  /// The smallest range that must change.
  public let range: SourceRange
  public let related: [Label]
  /// What to write instead.
  public let hint: Phrase?

  public init(
    _ code: Code,
    at range: SourceRange,
    _ message: Phrase,
    related: [Label] = [],
    hint: Phrase? = nil,
    severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.message = message.asMessage
    self.range = range
    self.related = related
    self.hint = hint.map { $0.asMessage }
  }

  /// The kind of a problem: a stable kebab-case name and the page `review explain` prints.
  public struct Code: Sendable, Hashable {
    public let name: String
    public let explanation: Phrase

    public init(name: String, explanation: Phrase) {
      self.name = name
      self.explanation = explanation
    }

    public static func == (left: Code, right: Code) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }
}

extension Diagnostic {
  /// The message and what to write instead, where no place is shown beside them.
  var withHint: Phrase {
    guard let hint else { return message }
    return Phrase("\(message.chinese)；\(hint.chinese)", "\(message.english); \(hint.english)")
  }
}

extension Array where Element == Diagnostic {
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
