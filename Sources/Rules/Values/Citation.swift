/// Where a rule comes from: the document, the section, and its operative words.
public struct Citation: Sendable, Hashable {
  /// The document's number, such as 宁政发〔2022〕30号.
  public let document: String
  /// Such as 三（一）.
  public let section: String
  /// The operative words, verbatim but for white space; `……` stands for skipped words.
  public let quote: String

  public init(document: String, section: String, quote: String) {
    self.document = document
    self.section = section
    self.quote = quote
  }
}
