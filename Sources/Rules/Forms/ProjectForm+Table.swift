extension ProjectForm {
  /// How many elements of a list the table has columns for.
  private static let tableElements = 2

  /// The form as a table for many projects, comma-separated: a header, units, and one row a project,
  /// the first of them with what is known.
  ///
  /// Columns are called by the labels of their fields where a label names one field alone, and by
  /// their paths otherwise. It begins with a byte order mark, without which Excel takes the Chinese
  /// for another encoding.
  public func table(_ language: Language, _ vocabulary: Vocabulary) -> String {
    var names = ColumnReader(vocabulary)
    let columns = columns(language)
    let header = columns.map { names.name(of: $0.question, path: $0.path, language) }
    let units = columns.map { $0.question.unit?[language] ?? "" }
    let given = columns.map { $0.question.given?[language] ?? "" }
    return "\u{FEFF}" + [header, units, given].map { CSVWriter.line($0) }.joined()
  }

  private func columns(_ language: Language) -> [(question: FormQuestion, path: String)] {
    sections.flatMap { section -> [(question: FormQuestion, path: String)] in
      guard section.isList else { return section.questions.map { ($0, $0.path[language]) } }
      // The first element is enough of a list within an element.
      let count = section.owner == nil ? Self.tableElements : 1
      return (0..<count).flatMap { element in
        section.questions.map { question in
          (question, question.path[language].inElements(section.owner == nil ? [element] : []))
        }
      }
    }
  }
}

extension ColumnReader {
  /// The label of a field when it names the column, or else the path.
  fileprivate mutating func name(
    of question: FormQuestion, path: String, _ language: Language
  ) -> String {
    let range = SourceRange(source: 0, start: 0, end: 0)
    guard language == .chinese,
      case .column(let labelled, nil) = read(CSVCell(text: question.label, range: range)),
      case .column(let wanted, nil) = read(CSVCell(text: path, range: range)), labelled == wanted
    else { return path }
    return question.label
  }
}

extension String {
  /// `pollutants[].sources[].name` with a number in each pair of brackets, 0 where none is given.
  fileprivate func inElements(_ elements: [Int]) -> String {
    var rest = elements[...]
    var result = ""
    for character in self {
      if character == "]", result.hasSuffix("[") { result += "\(rest.popFirst() ?? 0)" }
      result.append(character)
    }
    return result
  }
}
