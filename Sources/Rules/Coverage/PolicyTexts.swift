/// The policy texts at hand, by the name a document gives its text.
public struct PolicyTexts: Sendable {
  private let texts: [String: PolicyText]

  /// - Parameters:
  ///   - sources: The texts, one file each.
  ///   - index: The index of the first of them in the list that diagnostics speak of.
  public init(_ sources: [SourceText], startingAt index: Int) {
    var texts: [String: PolicyText] = [:]
    for (offset, source) in sources.enumerated() {
      let text = PolicyText(source, index: index + offset)
      texts[text.name] = text
    }
    self.texts = texts
  }

  /// The text of a document; nil when the document names none or it is not at hand.
  func text(of document: PolicyDocument) -> PolicyText? {
    document.textName.flatMap { texts[$0] }
  }

  /// The documents that name a text which is not at hand.
  public func missing(of rules: CheckedRules) -> [PolicyDocument] {
    rules.documents.filter { $0.textName != nil && text(of: $0) == nil }
  }
}
