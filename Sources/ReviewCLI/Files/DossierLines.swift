import Rules

/// A line of a stream, as it came: where its lines and columns are, is found for what is said of it.
struct DossierLine: Sendable {
  let path: String
  let bytes: [UInt8]
  /// From 1.
  let number: Int

  var source: SourceText { SourceText(path: path, bytes: bytes, firstLine: number) }
}

/// Reads a stream of dossiers, one a line, in bounded memory.
///
///     {"project": {"name": "甲"}}        a dossier
///                                        nothing
///     {"project": {"name": "乙"}}        a dossier
///
/// It is UTF-8, UTF-16 or GB18030; a byte-order mark may stand before any line, as where files were
/// joined. What begins otherwise is no stream, and is handed over as a whole: one JSON value over several
/// lines, an array, a workbook, a table with a header.
struct DossierLines {
  enum Item {
    case dossier(DossierLine)
    /// The same, which was taken for GB18030.
    case recoded(DossierLine)
    /// A line that was left out, with its beginning.
    case tooLong(SourceText)
    case whole(SourceText)
    /// Rows of a table, of which the first ones have the header above them.
    case rows(TablePieces.Piece)
    /// Nothing more has come yet.
    case pause
    /// It ended without a dossier.
    case nothing
  }

  private let path: String
  /// Whether a line is the header of a table of dossiers.
  private let isHeader: (SourceText) -> Bool
  /// Whether a table is handed over in pieces.
  private let piecesTables: Bool
  /// The number of its first line.
  private let first: Int
  private var number: Int
  private var form = Form.unknown
  private var decoder = LineDecoder()

  /// What the text turned out to be.
  private enum Form {
    case unknown
    /// Its first line opens a bracket that it does not close, or is an array.
    case undecided(first: [UInt8], number: Int)
    case lines
    case whole([UInt8])
    case table(TablePieces)
  }

  /// - Parameters:
  ///   - first: The number of the first line.
  ///   - handle: false ends the reading.
  static func read(
    _ path: String, from first: Int = 1, in files: FileStore, piecesTables: Bool = false,
    isHeader: @escaping (SourceText) -> Bool,
    _ handle: (Item) -> Bool
  ) throws(CommandFailure) {
    var lines = DossierLines(
      path: path, first: first, isHeader: isHeader, piecesTables: piecesTables)
    var utf16 = UTF16Lines()
    var goesOn = true
    try files.forEachLine(of: path) { event in
      goesOn = utf16.take(event) { lines.take($0, handle) }
      return goesOn
    }
    if goesOn, utf16.finish({ lines.take($0, handle) }) { lines.finish(handle) }
  }

  private init(
    path: String, first: Int, isHeader: @escaping (SourceText) -> Bool, piecesTables: Bool
  ) {
    (self.path, self.first, self.isHeader) = (path, first, isHeader)
    self.piecesTables = piecesTables
    number = first - 1
  }

  private mutating func take(_ event: LineEvent, _ handle: (Item) -> Bool) -> Bool {
    switch event {
    case .pause: return handle(.pause)
    case .tooLong(let start):
      number += 1
      if case .table(var pieces) = form {
        form = .lines
        let goesOn = pieces.skipLine { handle(.rows($0)) }
        form = .table(pieces)
        return goesOn && handle(.tooLong(source(Array(start))))
      }
      guard decide(for: [], handle) else { return false }
      var isStream = true
      if case .whole = form { isStream = false }
      form = .lines
      return handle(.tooLong(source(Array(start)))) && isStream
    case .line(let line):
      number += 1
      if case .whole(var text) = form {
        form = .lines
        guard text.count + line.count < DiskReading.limit else {
          _ = handle(.tooLong(source(Array(line.prefix(LineEvent.shownLength)))))
          return false
        }
        text.append(UInt8(ascii: "\n"))
        text += line
        form = .whole(text)
        return true
      }
      if case .table(var pieces) = form {
        // One owner, so that nothing is copied when it grows.
        form = .lines
        defer { form = .table(pieces) }
        return pieces.take(line) { handle(.rows($0)) }
      }
      return take(line, handle)
    }
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, _ handle: (Item) -> Bool) -> Bool {
    var line = bytes
    if line.starts(with: Self.byteOrderMark) { line = line.dropFirst(3) }
    guard let first = line.first(where: { !Self.blanks.contains($0) }) else { return true }
    switch form {
    case .lines, .whole, .table: break
    case .undecided:
      guard decide(for: line, handle) else { return false }
      if case .whole = form { return true }
    case .unknown:
      if first == UInt8(ascii: "[") || (first == UInt8(ascii: "{") && !Self.isClosed(line)) {
        form = .undecided(first: Array(line), number: number)
        return true
      }
      let isForeign = ForeignFile.problem(in: Array(line.prefix(8))) != nil
      let isHeader = !isForeign && isHeader(source(Array(line)))
      if isHeader, piecesTables {
        var pieces = TablePieces(from: number)
        let goesOn = pieces.take(line) { handle(.rows($0)) }
        form = .table(pieces)
        return goesOn
      }
      if isForeign || isHeader {
        form = .whole(Self.lineBreaks(number - self.first) + line)
        return true
      }
    }
    form = .lines
    return hand(over: Array(line), number, handle)
  }

  private mutating func hand(
    over line: [UInt8], _ number: Int, _ handle: (Item) -> Bool
  ) -> Bool {
    guard let text = decoder.decode(line) else {
      return handle(.dossier(DossierLine(path: path, bytes: line, number: number)))
    }
    return handle(.recoded(DossierLine(path: path, bytes: text, number: number)))
  }

  /// Decides by the line behind the first one what the text is; the first one is handed over when it
  /// turns out to be a line of a stream.
  private mutating func decide(
    for next: ArraySlice<UInt8>, _ handle: (Item) -> Bool
  ) -> Bool {
    guard case .undecided(let first, let start) = form else { return true }
    if !Self.isClosed(first[...]), next.first.map({ Self.within.contains($0) }) ?? false {
      form = .whole(
        Self.lineBreaks(start - self.first) + first + Self.lineBreaks(number - start) + next)
      return true
    }
    form = .lines
    return hand(over: first, start, handle)
  }

  private func finish(_ handle: (Item) -> Bool) {
    switch form {
    case .unknown: _ = handle(.nothing)
    case .lines: break
    case .table(var pieces): _ = pieces.hand(over: { handle(.rows($0)) })
    case .whole(let text): _ = handle(.whole(whole(text)))
    case .undecided(let line, let start):
      _ = handle(.whole(whole(Self.lineBreaks(start - first) + line)))
    }
  }

  private func whole(_ text: [UInt8]) -> SourceText {
    SourceText(path: path, bytes: text, firstLine: first)
  }

  private func source(_ bytes: [UInt8]) -> SourceText {
    SourceText(path: path, bytes: bytes, firstLine: number)
  }

  private static func lineBreaks(_ count: Int) -> [UInt8] {
    Array(repeating: UInt8(ascii: "\n"), count: count)
  }

  /// Whether all brackets of a line are closed.
  private static func isClosed(_ line: ArraySlice<UInt8>) -> Bool {
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for byte in line {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = isQuoted
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{"), UInt8(ascii: "["): if !isQuoted { depth += 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): if !isQuoted { depth -= 1 }
      default: break
      }
    }
    return depth <= 0
  }

  /// That of UTF-8, with which some programs begin a file.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// White space of JSON, RFC 8259 section 2, of which an empty line may consist.
  private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

  /// What a line inside a value may begin with, and a line that is a dossier does not.
  private static let within: Set<UInt8> = [
    0x20, 0x09, UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]"),
  ]
}
