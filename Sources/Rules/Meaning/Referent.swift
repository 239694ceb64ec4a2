/// What a name in a rule text stands for; numbers are indices into ``CheckedRules`` and its vocabulary.
public enum Referent: Sendable, Hashable {
  case field(Int)
  /// A group or a list.
  case container(Int)
  case parameter(Int)
  case definition(String)
  case set(Int)
  case table(Int)
  case column(table: Int, column: Int)
  case choice(list: Int, choice: Int)
  case choiceList(Int)
  /// A unit by its Chinese name.
  case unit(String)
  case consequence(Int)
  case dimension(Int)
  case ruleset(Int)
  case document(Int)
  /// A rule, or a clause that is registered as left out, by its id.
  case rule(String)
  /// The case of a title, in a folder.
  case caseTitle(String, folder: String)
  /// A word of the language: a verdict, a decision, a category.
  case word(Phrase)
}

/// A name in a rule text, and what the checker found it to stand for.
public struct Mention: Sendable, Hashable {
  public let range: SourceRange
  public let referent: Referent
  /// Whether the name begins with a variable that stands for an element of a list.
  public let isOfVariable: Bool
}
