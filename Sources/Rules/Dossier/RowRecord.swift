/// How the cells of a row stand in a record of JSON that says the same, for whoever judges records
/// in bulk.
///
///     项目名称,products[0].name,年综合能耗（吨标准煤）
///     某厂,电石,30000
///
///     {"project":{"name":"某厂"},"products":[{"name":"电石"}],
///      "energy":{"annual":{"value":"30000","unit":"吨标准煤"}}}
struct RowRecord: Sendable {
  /// What is opened on the way to a fact.
  private enum Step: Equatable, Sendable {
    case group(String)
    case list(String)
    case element(Int)

    var order: (name: String, index: Int) {
      switch self {
      case .group(let name), .list(let name): (name, 0)
      case .element(let index): ("", index)
      }
    }
  }

  private struct Place: Sendable {
    /// Where its cell stands in the row.
    let cell: Int
    let steps: [Step]
    let key: String
    /// That of numbers without one.
    let unit: String?
  }

  // INVARIANT: what stands in one object stands together.
  private let places: [Place]

  /// - Parameter columns: What each cell says; nil: nothing.
  init(_ columns: [(column: FieldColumn, unit: String?)?], _ vocabulary: Vocabulary) {
    let places = columns.enumerated().compactMap { cell, named in
      named.map { named in
        let field = vocabulary.fields[named.column.field]
        let isNumber = if case .number = field.type { true } else { false }
        return Place(
          cell: cell, steps: Self.steps(to: named.column, vocabulary), key: field.name.english,
          unit: isNumber ? named.unit : nil)
      }
    }
    self.places = places.sorted { Self.isBefore($0, $1) }
  }

  private static func steps(to column: FieldColumn, _ vocabulary: Vocabulary) -> [Step] {
    var steps: [Step] = []
    var elements = column.steps[...]
    var next = vocabulary.fields[column.field].container
    while next != 0 {
      let container = vocabulary.containers[next]
      if container.isList {
        steps.append(.element(elements.popLast()?.index ?? 0))
        steps.append(.list(container.name.english))
      } else {
        steps.append(.group(container.name.english))
      }
      next = container.parent ?? 0
    }
    return steps.reversed()
  }

  private static func isBefore(_ one: Place, _ other: Place) -> Bool {
    let (left, right) = (one.steps + [.group(one.key)], other.steps + [.group(other.key)])
    for (own, its) in zip(left, right) where own != its {
      return own.order < its.order
    }
    return left.count < right.count
  }

  /// The record of a row; nil where only the reference can tell what is meant: an element that is
  /// left out, a text with signs that JSON escapes, a number whose unit stands in both places.
  func bytes(of cells: [CSVCell]) -> [UInt8]? {
    var json = RecordWriter()
    for place in places where place.cell < cells.count {
      let text = cells[place.cell].text
      guard !text.isEmpty else { continue }
      guard json.move(to: place.steps), json.key(place.key), json.value(text, in: place.unit)
      else { return nil }
    }
    return json.finish()
  }

  /// Writes facts in the order of ``places``.
  private struct RecordWriter {
    private var bytes: [UInt8] = [0x7B]
    private var open: [Step] = []

    /// Closes what the next fact does not stand in, and opens what it does; false when an element
    /// would be made of nothing.
    mutating func move(to steps: [Step]) -> Bool {
      var shared = 0
      while shared < min(open.count, steps.count), open[shared] == steps[shared] { shared += 1 }
      var former: Int?
      if shared < open.count, case .element(let index) = open[shared] { former = index }
      close(to: shared)
      for (depth, step) in steps.enumerated().dropFirst(shared) {
        separate()
        switch step {
        case .group(let name):
          guard key(name) else { return false }
          bytes.append(0x7B)
        case .list(let name):
          guard key(name) else { return false }
          bytes.append(0x5B)
        case .element(let index):
          guard index == (depth == shared ? former.map { $0 + 1 } ?? 0 : 0) else { return false }
          bytes.append(0x7B)
        }
        open.append(step)
      }
      separate()
      return true
    }

    private mutating func close(to depth: Int) {
      while open.count > depth {
        if case .list = open.removeLast() { bytes.append(0x5D) } else { bytes.append(0x7D) }
      }
    }

    /// A comma, unless an object or a list begins here.
    private mutating func separate() {
      switch bytes.last {
      case 0x7B, 0x5B, 0x2C, 0x3A: break
      default: bytes.append(0x2C)
      }
    }

    mutating func key(_ name: String) -> Bool {
      guard string(name) else { return false }
      bytes.append(0x3A)
      return true
    }

    mutating func value(_ text: String, in unit: String?) -> Bool {
      guard let unit else { return string(text) }
      let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      guard isPlain else { return false }
      bytes += Array("{\"value\":".utf8)
      guard string(text) else { return false }
      bytes += Array(",\"unit\":".utf8)
      guard string(unit) else { return false }
      bytes.append(0x7D)
      return true
    }

    /// false for a text that JSON would have to escape.
    private mutating func string(_ text: String) -> Bool {
      bytes.append(0x22)
      for byte in text.utf8 {
        guard byte >= 0x20, byte != 0x22, byte != 0x5C else { return false }
        bytes.append(byte)
      }
      bytes.append(0x22)
      return true
    }

    mutating func finish() -> [UInt8] {
      close(to: 0)
      bytes.append(0x7D)
      return bytes
    }
  }
}
