import Rules

/// Something that a rules folder says besides its rules, and that is written otherwise: where a ruleset
/// holds, what a unit is worth, a row of a table.
public struct GroundChange: Sendable {
  /// How it may bear on decisions.
  public enum Bearing: Sendable {
    /// It may change a decision although no rule says something else.
    case direct
    /// What it changes, rules read, and these are compared one by one.
    case throughRules
    /// Only people read it.
    case none
  }

  /// What kind of declaration or file it is: `规则集`.
  public let kind: Phrase
  /// Empty: one of its kind has no name.
  public let name: String
  /// Which of its clauses; nil: its head, or the whole of it.
  public let clause: Phrase?
  /// nil: it was not there.
  public let old: String?
  /// nil: it is not there any more.
  public let new: String?
  public let bearing: Bearing
  /// Where it stands, in the new version if that has it.
  public let path: String

  public init(
    kind: Phrase, name: String, clause: Phrase?, old: String?, new: String?, bearing: Bearing,
    path: String
  ) {
    (self.kind, self.name, self.clause) = (kind, name, clause)
    (self.old, self.new, self.bearing, self.path) = (old, new, bearing, path)
  }

  /// `规则集 中卫`
  var declaration: Phrase {
    name.isEmpty
      ? kind : Phrase("\(kind.chinese) \(name)", "\(kind.english) \(name)")
  }
}

/// A case that no longer holds by the new rules.
public struct CaseToRevise: Sendable {
  public let title: String
  /// `zhongwei/3-targets.cases:12`
  public let path: String
  /// What is decided on its facts; nil: the same as before, or the old rules cannot read them.
  public let move: RuleChangeReport.Move?

  public init(title: String, path: String, move: RuleChangeReport.Move?) {
    (self.title, self.path, self.move) = (title, path, move)
  }
}
