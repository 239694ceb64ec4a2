/// What a column of a table, or the left side of `--set`, names: a field, and the elements it lies
/// in.
struct FieldColumn: Hashable {
  let field: Int
  let steps: [CaseFact.Step]

  /// The path as a dossier has it, in English.
  func path(in vocabulary: Vocabulary) -> String {
    FactReference(.field(field), indices: steps.map { $0.index }).path(in: vocabulary)
  }
}

/// Reads the name of a column: `project.name`, `项目名称`, `products[0].name`.
struct ColumnReader {
  let vocabulary: Vocabulary
  private let labels: LabelIndex

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    labels = LabelIndex(vocabulary)
  }

  /// What a name was found to be.
  enum Reading {
    case column(FieldColumn)
    /// No field has this name.
    case unknown
    /// It has an index that cannot be one.
    case wrong(Diagnostic)
  }

  /// The names a column may have without an index.
  var names: [String] { labels.names(in: 0) }

  func read(_ cell: CSVCell) -> Reading {
    if case .field(let field)? = labels.member(cell.text, in: 0) {
      return .column(FieldColumn(field: field, steps: []))
    }
    var container = 0
    var steps: [CaseFact.Step] = []
    let segments = cell.text.split(separator: ".", omittingEmptySubsequences: false)
    for (position, text) in segments.enumerated() {
      let segment = Segment(text)
      switch labels.member(segment.name, in: container) {
      case .field(let field)? where position == segments.count - 1:
        guard case .absent = segment.index else { return .wrong(noList(segment, cell)) }
        return .column(FieldColumn(field: field, steps: steps))
      case .container(let inner)?:
        guard vocabulary.containers[inner].isList else {
          guard case .absent = segment.index else { return .wrong(noList(segment, cell)) }
          container = inner
          continue
        }
        switch segment.index {
        case .number(let index) where index >= ListLimit.elements:
          return .wrong(.listTooLong(cell.range))
        case .number(let index): steps.append(CaseFact.Step(list: inner, index: index))
        case .absent: steps.append(CaseFact.Step(list: inner, index: 0))
        case .malformed: return .wrong(malformed(segment, cell))
        }
        container = inner
      case .field?, nil: return .unknown
      }
    }
    return .unknown
  }

  /// One part of a path, with the index behind it.
  private struct Segment {
    enum Index {
      case absent
      case number(Int)
      case malformed
    }

    let name: String
    let index: Index

    init(_ text: Substring) {
      let name = text.prefix { $0 != "[" }
      self.name = String(name)
      let rest = text[name.endIndex...]
      guard !rest.isEmpty else {
        index = .absent
        return
      }
      // Written back it must be what was read: no sign, no zeros before it, nothing behind it.
      let number = Int(rest.dropFirst().dropLast()).flatMap {
        $0 >= 0 && rest == "[\($0)]" ? $0 : nil
      }
      index = number.map(Index.number) ?? .malformed
    }
  }

  private func malformed(_ segment: Segment, _ cell: CSVCell) -> Diagnostic {
    Diagnostic(
      .wrongIndex, at: cell.range,
      Phrase("`\(cell.text)` 的序号写得不对", "the index of `\(cell.text)` is not written as one"),
      hint: Phrase("写成 `\(segment.name)[0]`", "write `\(segment.name)[0]`"))
  }

  private func noList(_ segment: Segment, _ cell: CSVCell) -> Diagnostic {
    Diagnostic(
      .wrongIndex, at: cell.range,
      Phrase("`\(segment.name)` 不是列表，没有序号", "`\(segment.name)` is no list and has no index"),
      hint: Phrase("写成 `\(segment.name)`", "write `\(segment.name)`"))
  }
}
