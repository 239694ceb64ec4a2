/// Words in a rule file that are said to stand in a section of a policy text.
public struct PolicyQuote: Sendable {
  /// What the words are quoted for.
  public enum Entry: Sendable, Hashable {
    case rule(id: String)
    /// A named exclusion or exception of a rule.
    case condition(rule: String)
    /// An omission, by its place among the omissions.
    case omission(Int)
  }

  public let entry: Entry
  /// The documents it may stand in, by their place among the documents.
  let documents: [Int]
  package let section: SectionName
  /// nil: the whole section.
  public let quote: String?
  /// The quotation itself, or the declaration when there is none.
  public let range: SourceRange
}

extension CheckedRules {
  /// Every quotation of the rules, their conditions and the register, in that order.
  ///
  /// - Parameter trees: The trees the rules were checked from, for the places of the quotations.
  func policyQuotes(in trees: [SyntaxTree]) -> [PolicyQuote] {
    var declarations: [SourceRange: DeclarationSyntax] = [:]
    for declaration in trees.flatMap({ $0.declarations })
    where declarations[declaration.range] == nil {
      declarations[declaration.range] = declaration
    }
    return rules.flatMap { quotes(of: $0, written: declarations[$0.range]) }
      + omissions.indices.map { quote(ofOmission: $0, written: declarations[omissions[$0].range]) }
  }

  private func quotes(
    of rule: CheckedRule, written declaration: DeclarationSyntax?
  ) -> [PolicyQuote] {
    let citations = rule.citations.map {
      PolicyQuote(
        entry: .rule(id: rule.id), documents: [$0.document],
        section: SectionName($0.citation.section), quote: $0.citation.quote, range: $0.range)
    }
    let conditions = (rule.exclusions + rule.exceptions).compactMap { condition -> PolicyQuote? in
      guard let citation = condition.citation else { return nil }
      return PolicyQuote(
        entry: .condition(rule: rule.id),
        documents: documents.indices.filter { documents[$0].number == citation.document },
        section: SectionName(citation.section), quote: citation.quote,
        range: declaration?.quotation(citation.quote) ?? condition.condition.range)
    }
    return citations + conditions
  }

  private func quote(
    ofOmission index: Int, written declaration: DeclarationSyntax?
  ) -> PolicyQuote {
    let omission = omissions[index]
    return PolicyQuote(
      entry: .omission(index), documents: documents(of: omission),
      section: SectionName(omission.section), quote: omission.quote,
      range: omission.quote.flatMap { declaration?.quotation($0) } ?? omission.range)
  }

  /// The document that an omission names; else those of its ruleset that name a text, of which it
  /// belongs to the first in which it stands.
  func documents(of omission: Omission) -> [Int] {
    omission.document.map { [$0] } ?? documentsWithText(of: omission.ruleset)
  }

  /// The documents of a ruleset that name a text.
  func documentsWithText(of ruleset: Int?) -> [Int] {
    documents.indices.filter {
      documents[$0].textName != nil && documents[$0].ruleset == ruleset
    }
  }
}

extension DeclarationSyntax {
  /// The range of a quotation anywhere in the declaration.
  fileprivate func quotation(_ text: String) -> SourceRange? {
    (operands + clauses.flatMap { $0.operands }).lazy.compactMap { $0.quotation(text) }.first
  }
}

extension OperandSyntax {
  fileprivate func quotation(_ text: String) -> SourceRange? {
    switch self {
    case .text(let written): written.text == text ? written.range : nil
    case .part(let operands, _): operands.lazy.compactMap { $0.quotation(text) }.first
    case .name, .names, .date, .expression, .expressions, .type, .types, .consequences,
      .assignments, .expectations, .columns, .cells, .absent:
      nil
    }
  }
}
