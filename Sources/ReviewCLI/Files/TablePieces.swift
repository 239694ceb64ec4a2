import Rules

/// Reads a long table piece by piece, so that no more than a piece of it is held.
///
/// A piece ends behind a row: a line break inside quotation marks ends none. Marks that are never
/// closed do not make a piece longer than a line of a stream may be.
struct TablePieces {
  struct Piece {
    let bytes: [UInt8]
    /// From 1.
    let firstLine: Int
  }

  /// About how long a piece is, in bytes; a file that is not longer is read as a whole.
  static let size = 1 << 20

  private var bytes: [UInt8] = []
  private var firstLine: Int
  private var nextLine: Int
  private var isQuoted = false

  /// - Parameter firstLine: The number of the first line.
  init(from firstLine: Int = 1) { (self.firstLine, nextLine) = (firstLine, firstLine) }

  /// - Parameters:
  ///   - reject: Takes the beginning of a line that is too long.
  ///   - handle: false ends the reading.
  static func read(
    _ path: String, in files: FileStore, reject: (SourceText) -> Bool, _ handle: (Piece) -> Bool
  ) throws(CommandFailure) {
    var pieces = TablePieces()
    var goesOn = true
    try files.forEachLine(of: path) { event in
      switch event {
      case .pause: break
      case .line(let line): goesOn = pieces.take(line, handle)
      case .tooLong(let start):
        let source = SourceText(
          path: path, bytes: Array(start), firstLine: pieces.nextLine)
        goesOn = pieces.skipLine(handle) && reject(source)
      }
      return goesOn
    }
    if goesOn { _ = pieces.hand(over: handle) }
  }

  mutating func take(_ line: ArraySlice<UInt8>, _ handle: (Piece) -> Bool) -> Bool {
    bytes += line
    bytes.append(0x0A)
    nextLine += 1
    if line.count(where: { $0 == 0x22 }) % 2 == 1 { isQuoted.toggle() }
    let isWhole = !isQuoted || bytes.count > LineEvent.lengthLimit
    return bytes.count < Self.size || !isWhole || hand(over: handle)
  }

  /// Leaves out a line, behind the rows before it.
  mutating func skipLine(_ handle: (Piece) -> Bool) -> Bool {
    defer {
      nextLine += 1
      firstLine = nextLine
    }
    return hand(over: handle)
  }

  /// Hands over what was not handed over yet.
  mutating func hand(over handle: (Piece) -> Bool) -> Bool {
    defer { (bytes, firstLine, isQuoted) = ([], nextLine, false) }
    return bytes.isEmpty || handle(Piece(bytes: bytes, firstLine: firstLine))
  }
}
