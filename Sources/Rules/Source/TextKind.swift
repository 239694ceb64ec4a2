/// What a file holds by the end of its name, in large or small letters.
public enum TextKind: String, CaseIterable, Sendable {
  case rules = ".rules"
  case cases = ".cases"
  /// A table of the rules, or dossiers, one a row.
  case table = ".csv"
  /// Dossiers in the sheets of a spreadsheet, one a row.
  case workbook = ".xlsx"
  /// A dossier, or an array of them.
  case json = ".json"
  /// Dossiers, one a line.
  case lines = ".jsonl"
  case newlineDelimited = ".ndjson"
  /// A policy document.
  case policy = ".txt"

  /// nil: the name has another ending.
  public init?(path: String) {
    guard let kind = Self.allCases.first(where: { path.hasEnding($0.rawValue) }) else { return nil }
    self = kind
  }

  public var isLineStream: Bool { self == .lines || self == .newlineDelimited }
}

extension String {
  /// Whether the text ends with an ASCII text in small letters, itself in large or small ones.
  func hasEnding(_ ending: String) -> Bool {
    utf8.count >= ending.utf8.count
      && utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) { $0.asciiLowercased == $1 }
  }

  /// Whether the text begins with an ASCII text in small letters, itself in large or small ones.
  func hasBeginning(_ beginning: String) -> Bool {
    utf8.prefix(beginning.utf8.count).elementsEqual(beginning.utf8) { $0.asciiLowercased == $1 }
  }
}

extension UInt8 {
  var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
