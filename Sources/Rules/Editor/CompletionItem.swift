/// What an editor offers to write at the cursor.
public struct CompletionItem: Sendable, Equatable {
  public enum Kind: Sendable {
    case keyword, operation, field, parameter, definition, choice, unit, list, rule, document
    case section, consequence, value, table, caseTitle
  }

  /// What is written.
  public let text: String
  public let kind: Kind
  /// What it is, in a few words: the label of a field, its type, the title of a rule.
  public let detail: String
  /// By what else it may be found: its label, its name in the other language.
  public let aliases: [String]

  init(_ text: String, _ kind: Kind, _ detail: String = "", aliases: [String] = []) {
    (self.text, self.kind, self.detail, self.aliases) = (text, kind, detail, aliases)
  }
}

/// What is offered at one place, and what of the text it takes the place of.
public struct Completions: Sendable {
  /// The word before the cursor; empty where none has begun.
  public let range: SourceRange
  /// Those that what was typed can mean, the likeliest first.
  public let items: [CompletionItem]
}
