/// What was written in one file, declaration by declaration, with its comments.
///
/// A tree is made even of broken text: what could not be read is left out and reported.
public struct SyntaxTree: Sendable {
  public let source: Int
  public let declarations: [DeclarationSyntax]
  public let comments: [CommentSyntax]
}

/// One declaration: its keyword, the operands after it, and its clauses.
public struct DeclarationSyntax: Sendable {
  public let keyword: Keyword
  public let operands: [OperandSyntax]
  public let clauses: [ClauseSyntax]
  /// From the keyword to the end of the last clause.
  public let range: SourceRange
  public let keywordRange: SourceRange
  /// What it would declare, could it have been read.
  var brokenName: Word? = nil
}

/// One clause of a declaration: its keyword and operands.
///
/// A clause that could not be read has no operands.
public struct ClauseSyntax: Sendable {
  public let keyword: Keyword
  public let operands: [OperandSyntax]
  public let range: SourceRange
  public let keywordRange: SourceRange
}

extension ClauseSyntax {
  /// The clause as one that could not be read.
  var withoutOperands: ClauseSyntax {
    ClauseSyntax(keyword: keyword, operands: [], range: range, keywordRange: keywordRange)
  }
}

/// One operand, in the place its ``Shape`` gives it.
public enum OperandSyntax: Sendable {
  case name(NameSyntax)
  case names([NameSyntax])
  case text(TextSyntax)
  case date(DateSyntax)
  case expression(ExpressionSyntax)
  case expressions([ExpressionSyntax])
  case type(TypeSyntax)
  case types([TypeSyntax])
  /// What follows besides, each with whether it is inferred.
  case consequences([ConsequenceSyntax])
  case assignments([AssignmentSyntax])
  case expectations([ExpectationSyntax])
  case columns([CaseColumnSyntax])
  case cells([CaseCellSyntax])
  /// An optional part that was written, with its own operands.
  case part([OperandSyntax], SourceRange)
  /// An optional part that was not written.
  case absent
}

/// A word where a name belongs: a path, a rule id, a unit, a choice.
public struct NameSyntax: Sendable, Hashable {
  public let word: Word
  public let range: SourceRange

  public var text: String { word.text }
}

/// A quotation, a title, or a run of text such as a section.
public struct TextSyntax: Sendable {
  public let text: String
  public let range: SourceRange
}

public struct DateSyntax: Sendable {
  public let text: String
  public let range: SourceRange
}

/// The type of a field, a parameter or a column.
public struct TypeSyntax: Sendable {
  public enum Kind: Sendable {
    case number(unit: NameSyntax?)
    case integer(unit: NameSyntax?)
    /// A number that brings its own unit.
    case anyUnit(isInteger: Bool)
    case boolean
    case text
    case date
    case choice([ChoiceSyntax], order: ChoiceOrder?)
    case choices([ChoiceSyntax])
    /// A choice list declared elsewhere.
    case named(NameSyntax)
  }

  public let kind: Kind
  public let range: SourceRange
}

/// A choice with its Chinese and its English name; nil: it has none of its own.
public struct ChoiceSyntax: Sendable {
  public let chinese: NameSyntax
  public let english: NameSyntax?
}

/// One of several consequences of a clause.
public struct ConsequenceSyntax: Sendable {
  public let name: NameSyntax
  public let isInferred: Bool
}

/// `path = value` in a case.
public struct AssignmentSyntax: Sendable {
  public let target: IndexedPathSyntax
  public let value: CaseValueSyntax
}

/// A path into a dossier, such as 供热机组[0].容量; an index counts from 0.
public struct IndexedPathSyntax: Sendable {
  public let components: [Component]
  public let range: SourceRange

  public struct Component: Sendable {
    public let name: NameSyntax
    public let index: Int?
    /// A key in brackets, as in 能效标杆水平[电石].
    public let key: String?
  }
}

/// A value in a case.
public indirect enum CaseValueSyntax: Sendable {
  case expression(ExpressionSyntax)
  case keyword(Keyword, SourceRange)
  case list([NameSyntax], SourceRange)
  case span(ExpressionSyntax, ExpressionSyntax)
}

/// `NX-3.1-05 符合` or `决定 不予通过` in a case.
public struct ExpectationSyntax: Sendable {
  public enum Subject: Sendable {
    case rule(NameSyntax)
    /// A cross-check, by its text.
    case crossCheck(TextSyntax)
    /// The decision on the whole dossier.
    case decision
  }

  public enum Outcome: Sendable {
    /// A verdict or a decision, and perhaps what follows from the rule.
    case word(NameSyntax, consequence: NameSyntax?)
    case points(PointsSyntax)
  }

  public let subject: Subject
  public let outcome: Outcome
  public let range: SourceRange

  /// The rule that it speaks of.
  public var rule: NameSyntax? { if case .rule(let rule) = subject { rule } else { nil } }

  public var consequence: NameSyntax? {
    if case .word(_, let consequence) = outcome { consequence } else { nil }
  }
}

/// `能效 16/20`: what a rule adds to a dimension of the score, of how much it could. Numbers are as
/// they are written.
public struct PointsSyntax: Sendable {
  public let dimension: NameSyntax
  public let low: TextSyntax
  /// nil: no more than the least.
  public let high: TextSyntax?
  public let weight: TextSyntax
}

/// What a column of the rows of a case gives or expects.
public enum CaseColumnSyntax: Sendable {
  /// A fact, a parameter or a rule.
  case path(IndexedPathSyntax)
  /// A cross-check, by its text.
  case crossCheck(TextSyntax)
  /// The decision on the whole dossier.
  case decision(SourceRange)

  public var range: SourceRange {
    switch self {
    case .path(let path): path.range
    case .crossCheck(let check): check.range
    case .decision(let range): range
    }
  }
}

/// What a row of a case has in a column.
public struct CaseCellSyntax: Sendable {
  public enum Content: Sendable {
    /// A value, or a verdict and perhaps what follows from it.
    case value(CaseValueSyntax, consequence: NameSyntax?)
    case points(PointsSyntax)
  }

  public let content: Content
  public let range: SourceRange

  /// nil: it says what a rule scores.
  public var value: CaseValueSyntax? {
    if case .value(let value, _) = content { value } else { nil }
  }
}

/// A condition or a value.
public indirect enum ExpressionSyntax: Sendable {
  case number(String, unit: NameSyntax?, SourceRange)
  case text(TextSyntax)
  case date(DateSyntax)
  case name(NameSyntax)
  case keyword(Keyword, SourceRange)
  case lookup(NameSyntax, keys: [ExpressionSyntax], SourceRange)
  case call(Keyword, [ExpressionSyntax], SourceRange)
  /// `（若 甲 则 1.2 否则 1.5）`: conditions, each before its value, and last the value where none holds.
  case conditional([ExpressionSyntax], SourceRange)
  /// `NX-3.1-05 符合`
  case ruleResult(NameSyntax, Keyword, SourceRange)
  case hasValue(ExpressionSyntax, SourceRange)
  case aggregate(AggregateSyntax)
  case not(ExpressionSyntax, SourceRange)
  case negative(ExpressionSyntax, SourceRange)
  case applicable(NameSyntax, SourceRange)
  case logical(Keyword, [ExpressionSyntax], SourceRange)
  case comparison(ExpressionSyntax, Keyword, ExpressionSyntax, operatorRange: SourceRange)
  case membership(ExpressionSyntax, Keyword, [ExpressionSyntax], operatorRange: SourceRange)
  case arithmetic(ExpressionSyntax, Token.Sign, ExpressionSyntax, operatorRange: SourceRange)

  public var range: SourceRange {
    switch self {
    case .number(_, _, let range), .keyword(_, let range), .lookup(_, _, let range),
      .call(_, _, let range), .not(_, let range), .negative(_, let range),
      .applicable(_, let range), .logical(_, _, let range), .conditional(_, let range),
      .ruleResult(_, _, let range), .hasValue(_, let range):
      range
    case .text(let text): text.range
    case .date(let date): date.range
    case .name(let name): name.range
    case .aggregate(let aggregate): aggregate.range
    case .comparison(let left, _, let right, _), .arithmetic(let left, _, let right, _):
      left.range.through(right.range)
    case .membership(let left, _, let items, let operatorRange):
      left.range.through(items.last?.range ?? operatorRange)
    }
  }
}

/// `合计 来源.产能 对 来源 于 产能置换.来源 其中 来源.已核实`
public struct AggregateSyntax: Sendable {
  public let function: Keyword
  /// nil for a count.
  public let body: ExpressionSyntax?
  public let variable: NameSyntax
  public let list: NameSyntax
  public let filter: ExpressionSyntax?
  public let range: SourceRange
}
