/// Something that a rule says and that a case is to show.
///
/// What stands at one place of the texts is one goal, however many rules use it.
public struct CoverageGoal: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// A condition that has no parts came to a value, and another one would have changed what the
    /// rule comes to.
    case condition(Truth)
    /// A number stood on its limit, or within one step of its written place below or above, and the
    /// comparison mattered.
    case limit(LimitSide)
    /// An exception or exclusion let a project go that the rule would have held.
    case branch
    /// What followed, by its place among the consequences of the rule.
    case consequence(Int)
    case verdict(Verdict)
    case period(PeriodSide)
    case due(PeriodSide)
    case elements(ElementCount)
  }

  public enum LimitSide: Int, Sendable, CaseIterable { case below, at, above }
  /// The day of the review: before, within, or behind a period.
  public enum PeriodSide: Int, Sendable, CaseIterable { case before, within, after }
  /// How many elements a list has that a rule judges one by one.
  public enum ElementCount: Int, Sendable, CaseIterable { case none, one, several }

  public let kind: Kind
  /// What says it.
  public let place: SourceRange
}

extension CoverageGoal.Kind {
  public enum Group: Int, Sendable, CaseIterable {
    case conditions, limits, exceptions, consequences, verdicts, periods, elements

    public var name: Phrase {
      switch self {
      case .conditions: Phrase("条件的值", "condition values")
      case .limits: Phrase("界限", "limits")
      case .exceptions: Phrase("例外和排除", "exceptions and exclusions")
      case .consequences: Phrase("后果", "consequences")
      case .verdicts: Phrase("结论", "verdicts")
      case .periods: Phrase("有效期和期限", "periods and due dates")
      case .elements: Phrase("逐项的列表", "lists judged by element")
      }
    }

    /// The key in JSON.
    public var key: String {
      switch self {
      case .conditions: "conditions"
      case .limits: "limits"
      case .exceptions: "exceptions"
      case .consequences: "consequences"
      case .verdicts: "verdicts"
      case .periods: "periods"
      case .elements: "elements"
      }
    }
  }

  public var group: Group {
    switch self {
    case .condition: .conditions
    case .limit: .limits
    case .branch: .exceptions
    case .consequence: .consequences
    case .verdict: .verdicts
    case .period, .due: .periods
    case .elements: .elements
    }
  }

  /// What a case is to show, in a word.
  public var name: Phrase {
    switch self {
    case .condition(.true): Phrase("成立", "true")
    case .condition(.false): Phrase("不成立", "false")
    case .condition(.unknown): Phrase("不明", "unknown")
    case .limit(.below): Phrase("略低于界限", "just below")
    case .limit(.at): Phrase("恰在界限", "at the limit")
    case .limit(.above): Phrase("略高于界限", "just above")
    case .branch: Phrase("起作用", "decides")
    case .consequence: Phrase("发生", "follows")
    case .verdict(let verdict): verdict.name
    case .period(.before): Phrase("生效之前", "before it is in force")
    case .period(.within): Phrase("有效期内", "in force")
    case .period(.after): Phrase("失效之后", "after it lapsed")
    case .due(.before), .due(.within): Phrase("期限以内", "before it is due")
    case .due(.after): Phrase("期限以后", "after it was due")
    case .elements(.none): Phrase("没有一项", "no element")
    case .elements(.one): Phrase("一项", "one element")
    case .elements(.several): Phrase("几项", "several elements")
    }
  }
}
