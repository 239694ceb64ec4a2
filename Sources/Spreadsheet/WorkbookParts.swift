// The parts of a workbook beside its sheets: ECMA-376 part 1, sections 18.2, 18.4 and 18.8.

/// `xl/workbook.xml`: which sheets there are.
struct WorkbookPart: XMLHandler {
  private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
  private(set) var counts1904 = false
  var isFull: Bool { sheets.count > SpreadsheetLimit.sheets }
  var failure: SpreadsheetFailure { .manySheets(limit: SpreadsheetLimit.sheets) }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "sheet":
      let state = attributes["state"] ?? "visible"
      sheets.append((attributes["name"] ?? "", attributes["id"] ?? "", state != "visible"))
    case "workbookPr": counts1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    default: break
    }
  }

  mutating func end(_ element: String) {}
  mutating func text(_ text: String) {}
}

/// `xl/_rels/workbook.xml.rels`: where the parts are.
struct RelationsPart: XMLHandler {
  /// By their ids.
  private(set) var paths: [String: String] = [:]
  private var kinds: [String: String] = [:]
  var isFull: Bool { paths.count > SpreadsheetLimit.parts }

  func path(ofKind kind: String) -> String? { kinds[kind] }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    paths[id] = path
    if let kind = attributes["Type"]?.split(separator: "/").last { kinds[String(kind)] = path }
  }

  mutating func end(_ element: String) {}
  mutating func text(_ text: String) {}
}

/// `xl/sharedStrings.xml`: the texts that cells name by number.
struct StringsPart: XMLHandler {
  private(set) var texts: [String] = []
  private var text = RunningText()
  var isFull: Bool { texts.count > SpreadsheetLimit.cells || text.isTooLong }
  var failure: SpreadsheetFailure {
    text.isTooLong
      ? .longText("sharedStrings \(texts.count + 1)", limit: SpreadsheetLimit.characters)
      : .tooLarge
  }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    if element == "si" { text = RunningText() }
    text.start(element)
  }

  mutating func end(_ element: String) {
    text.end(element)
    if element == "si" { texts.append(text.content) }
  }

  mutating func text(_ more: String) { text.add(more) }
}

/// The text of runs `<r><t>…</t></r>`, without the phonetic ones.
struct RunningText {
  private var raw = ""
  private var isText = false
  private var isPhonetic = false

  var isTooLong: Bool { raw.utf8.count > SpreadsheetLimit.textBytes }

  mutating func start(_ element: String) {
    if element == "t" { isText = true }
    if element == "rPh" { isPhonetic = true }
  }

  mutating func end(_ element: String) {
    if element == "t" { isText = false }
    if element == "rPh" { isPhonetic = false }
  }

  mutating func add(_ text: String) {
    if isText, !isPhonetic { raw += text }
  }

  /// The text, with characters that XML cannot hold (`_x000D_`) as what they are.
  var content: String {
    guard raw.contains("_x") else { return raw }
    var result = ""
    var rest = Substring(raw)
    while let place = rest.range(of: "_x") {
      result += rest[..<place.lowerBound]
      let digits = rest[place.upperBound...].prefix(4)
      let after = rest[place.upperBound...].dropFirst(4)
      if digits.count == 4, after.first == "_", let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        result.unicodeScalars.append(scalar)
        rest = after.dropFirst()
      } else {
        result += "_x"
        rest = rest[place.upperBound...]
      }
    }
    return result + rest
  }
}

extension Substring {
  /// Where a text of ASCII stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}

/// `xl/styles.xml`: what the numbers of each style stand for.
struct StylesPart: XMLHandler {
  /// By the number of the style.
  private(set) var formats: [NumberFormat] = []
  private var codes: [Int: String] = [:]
  private var isInCells = false
  var isFull: Bool { formats.count > SpreadsheetLimit.cells }

  mutating func start(_ element: String, _ attributes: [String: String]) {
    switch element {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
        codes[id] = attributes["formatCode"]
      }
    case "cellXfs": isInCells = true
    case "xf" where isInCells:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id))
    default: break
    }
  }

  mutating func end(_ element: String) {
    if element == "cellXfs" { isInCells = false }
  }

  mutating func text(_ text: String) {}
}
