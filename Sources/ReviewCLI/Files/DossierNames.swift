import Rules

/// What stands for the number of a dossier that gives none, so that each result can be told from the
/// others: the line it begins on, with its file where results are of several.
///
/// ```
/// 3               the third line of the only file
/// a.jsonl:3       of one of several files, or of one of several sheets
/// 1:40            what stands behind another element of a list on one line
/// ```
struct DossierNames: Sendable {
  /// The only text whose dossiers are read; nil: there are several.
  private let onlyPath: String?

  /// For results of which nobody asks the names.
  init() { onlyPath = nil }

  init(of operands: [String], in files: FileStore) {
    var paths: [String] = []
    for operand in operands where paths.count < 2 {
      // An operand that cannot be read is reported when it is its turn.
      paths += (try? DossierFiles(of: operand, in: files))?.entries.map(\.path) ?? [operand]
    }
    onlyPath = paths.count == 1 ? paths[0] : nil
  }

  func mark(of unit: DossierUnit) -> String { mark(unit.mark, in: unit.path) }

  func mark(line: Int, in path: String) -> String { mark("\(line)", in: path) }

  private func mark(_ place: String, in path: String) -> String {
    path == onlyPath ? place : "\(path):\(place)"
  }
}

extension DossierUnit {
  /// What stands between two elements on one line.
  private static let between = Set(" \t\r,".utf8)

  /// Where it begins: its line, and its column where another one begins on the same line before it.
  fileprivate var mark: String {
    guard case .node(let node, let source) = self else { return "\(line)" }
    let start = Int(node.range.start)
    let position = source.position(of: start)
    let before = source.bytes[..<start].last { !Self.between.contains($0) }
    return before == UInt8(ascii: "}")
      ? "\(position.line):\(position.column)" : "\(position.line)"
  }
}
