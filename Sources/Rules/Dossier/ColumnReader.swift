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

/// Reads the name of a column: `project.name`, `项目名称`, `products[0].name`, `主要产品名称`, and each
/// of them with the unit of its numbers behind it: `年综合能耗（吨标准煤）`.
struct ColumnReader {
  let vocabulary: Vocabulary
  private var labels: LabelIndex
  /// The fields inside lists by their labels; nil where several have one label.
  private var fieldsOfLists: [Word: Int?] = [:]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    labels = LabelIndex(vocabulary)
    for (index, field) in vocabulary.fields.enumerated()
    where vocabulary.containers[field.container].isList {
      let label = Word(field.label.spelledLoosely)
      fieldsOfLists[label] = fieldsOfLists[label] == nil ? index : .some(nil)
    }
  }

  /// What a name was found to be.
  enum Reading {
    /// A field, and the unit that stands behind its name.
    case column(FieldColumn, unit: String?)
    /// No field has this name.
    case unknown
    /// It has an index that cannot be one.
    case wrong(Diagnostic)
  }

  /// The names a column may have without an index.
  var names: [String] { labels.names(in: 0) }

  /// How long a name may be, in bytes; a longer one is that of no field, and is not looked up.
  private static let nameLimit = 4_096

  mutating func read(_ cell: CSVCell) -> Reading {
    guard cell.text.utf8.count <= Self.nameLimit else { return .unknown }
    let reading = named(cell.text, cell)
    guard case .unknown = reading, let (name, unit) = unitApart(cell.text),
      case .column(let column, nil) = named(name, cell)
    else { return reading }
    return .column(column, unit: unit)
  }

  private mutating func named(_ name: String, _ cell: CSVCell) -> Reading {
    if case .field(let field)? = labels.member(name, in: 0) {
      return .column(FieldColumn(field: field, steps: []), unit: nil)
    }
    let reading = path(name, cell)
    guard case .unknown = reading, let column = labelled(name) else { return reading }
    return .column(column, unit: nil)
  }

  /// A field of a list by its own label, `主要产品名称`; a number behind it, `主要产品名称2`, counts the
  /// elements from 1.
  private func labelled(_ name: String) -> FieldColumn? {
    let label = name.spelledLoosely
    if let field = fieldsOfLists[Word(label)] ?? nil { return column(field, element: 0) }
    let digits = String(label.reversed().prefix { ("0"..."9").contains($0) }.reversed())
    guard let number = Int(digits), (1...ListLimit.elements).contains(number),
      digits.first != "0",
      let field = fieldsOfLists[Word(String(label.dropLast(digits.count)))] ?? nil
    else { return nil }
    return column(field, element: number - 1)
  }

  /// The field in an element of the outermost list around it, and in the first of those within.
  private func column(_ field: Int, element: Int) -> FieldColumn {
    var lists: [Int] = []
    var container: Int? = vocabulary.fields[field].container
    while let inner = container {
      if vocabulary.containers[inner].isList { lists.append(inner) }
      container = vocabulary.containers[inner].parent
    }
    let steps = lists.reversed().enumerated().map {
      CaseFact.Step(list: $0.element, index: $0.offset == 0 ? element : 0)
    }
    return FieldColumn(field: field, steps: steps)
  }

  /// `年综合能耗（当量值，吨标准煤）` as `年综合能耗（当量值）` and `吨标准煤`; nil when no unit stands behind.
  private func unitApart(_ text: String) -> (name: String, unit: String)? {
    let (name, remark) = text.plainBrackets.remarkApart
    guard let remark else { return nil }
    let parts = remark.split { ",;、:".contains($0) }.map { String($0).trimmed }
    guard let last = parts.last else { return nil }
    guard vocabulary.units.isUnit(last) else { return nil }
    let rest = parts.dropLast().filter { $0 != "单位" }
    return (rest.isEmpty ? name : "\(name)(\(rest.joined(separator: ",")))", last)
  }

  private mutating func path(_ name: String, _ cell: CSVCell) -> Reading {
    var container = 0
    var steps: [CaseFact.Step] = []
    let segments = Self.segments(of: name)
    for (position, text) in segments.enumerated() {
      let segment = Segment(text)
      switch labels.member(segment.name, in: container) {
      case .field(let field)? where position == segments.count - 1:
        guard case .absent = segment.index else { return .wrong(noList(segment, cell)) }
        return .column(FieldColumn(field: field, steps: steps), unit: nil)
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

  /// The parts between the dots; a number by itself is the index of the part before it.
  private static func segments(of name: String) -> [Substring] {
    var segments: [Substring] = []
    for segment in name.split(separator: ".", omittingEmptySubsequences: false) {
      let isIndex = !segment.isEmpty && segment.allSatisfy { ("0"..."9").contains($0) }
      if isIndex, let last = segments.last, !last.hasSuffix("]") {
        segments[segments.count - 1] = "\(last)[\(segment)]"
      } else {
        segments.append(segment)
      }
    }
    return segments
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
