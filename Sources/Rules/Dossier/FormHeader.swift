/// The head of a form: which column holds the names of the fields, and which the answers.
///
///     字段,填报事项,填写,单位,文件,页              one answer for each question
///     字段,填报事项,单位,第1项,文件,页,第2项,文件,页   one for each element of a list
///
/// Other columns, such as guidance, are for the reader of the form.
struct FormHeader {
  /// The columns of one answer.
  struct Answer {
    let value: Int
    /// What stands beside it: the document, the page and so on.
    fileprivate(set) var parts: [FactForm.Part: Int] = [:]
  }

  let path: Int
  /// Where the question stands in words, which name the field where the path is gone.
  let label: Int?
  let unit: Int?
  /// For which key the value of a parameter is.
  let key: Int?
  let answers: [Answer]

  /// What the columns are called.
  static let pathName = Phrase("字段", "field")
  static let labelName = Phrase("填报事项", "question")
  static let answerName = Phrase("填写", "answer")
  static let unitName = Phrase("单位", "unit")
  static let keyName = Phrase("键", "key")

  /// What the answers for an element are called; elements count from 1.
  static func elementName(_ number: Int) -> Phrase { Phrase("第\(number)项", "item \(number)") }

  /// nil: the row is no head of a form.
  init?(_ row: CSVRow) {
    var (path, label): (Int?, Int?) = (nil, nil)
    var (unit, key): (Int?, Int?) = (nil, nil)
    var answers: [Answer] = []
    for (column, cell) in row.cells.enumerated() {
      let name = cell.text.trimmed
      if Self.pathName.has(name) {
        path = path ?? column
      } else if Self.labelName.has(name) {
        label = label ?? column
      } else if Self.unitName.has(name) {
        unit = unit ?? column
      } else if Self.keyName.has(name) {
        key = key ?? column
      } else if Self.answerName.has(name) || Self.isElement(name) {
        answers.append(Answer(value: column))
      } else if let part = FactForm.Part.named(name), part.isEvidence, !answers.isEmpty {
        answers[answers.count - 1].parts[part] = column
      }
    }
    guard let path, !answers.isEmpty else { return nil }
    (self.path, self.label, self.unit, self.key) = (path, label, unit, key)
    self.answers = answers
  }

  /// `第3项` or `item 3`.
  private static func isElement(_ name: String) -> Bool {
    let number = name.filter { ("0"..."9").contains($0) }
    return Int(number).map { elementName($0).has(name) } ?? false
  }
}

extension Phrase {
  fileprivate func has(_ name: String) -> Bool { chinese == name || english == name }
}

extension FactForm.Part {
  /// Whether it says where a value was taken from.
  fileprivate var isEvidence: Bool {
    switch self {
    case .document, .page, .quote, .date, .authority, .sha256: true
    case .value, .from, .to, .unavailable, .notApplicable, .unit, .basis, .source: false
    }
  }
}
