/// Cases that are lacking, as they can be pasted into a file of cases: those that are alike as the rows
/// of one.
public struct MissingCases: Sendable {
  private let tables: [SuggestedTable]
  private let book: RuleBook

  public init(_ suggestions: [SuggestedCase], in book: RuleBook) {
    tables = SuggestedTable.tables(of: suggestions)
    self.book = book
  }

  public var isEmpty: Bool { tables.isEmpty }

  /// As text, with the folder that each belongs to.
  public func cases(_ language: Language) -> [(folder: String, text: String)] {
    var taken = Set(book.cases.map { $0.title })
    let asOf = book.program.vocabulary.asOfField.map { book.program.vocabulary.fields[$0].path }
    return tables.map { ($0.folder, $0.text(language, asOf: asOf, taken: &taken)) }
  }

  /// Below a line that says what they are; none where nothing is lacking.
  public func lines(_ language: Language) -> [String] {
    guard !isEmpty else { return [] }
    let head = Phrase(
      "# 缺少的案例，可直接粘贴到案例文件：",
      "# The missing cases, ready to be pasted into a file of cases:")
    return ["", head[language]]
      + cases(language).flatMap { [""] + $0.text.split(separator: "\n").map { String($0) } } + [""]
  }
}
