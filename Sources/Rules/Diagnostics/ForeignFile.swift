/// Files of other programs, which are told by their first bytes.
public enum ForeignFile {
  /// The reason why bytes are no text at all, in one message; nil when they may be one.
  public static func problem(in bytes: [UInt8]) -> Diagnostic? {
    guard let format = formats.first(where: { bytes.starts(with: $0.signature) }) else {
      return nil
    }
    return Diagnostic(
      .foreignFile, at: SourceRange(source: 0, start: 0, end: 0),
      Phrase("这是\(format.name.chinese)，不是文本", "this is \(format.name.english), not a text"),
      hint: Phrase(
        "表格在 Excel 或 WPS 中另存为 .xlsx 或“CSV UTF-8”，文字另存为纯文本（UTF-8）",
        "save a spreadsheet as .xlsx or CSV UTF-8, a document as plain text (UTF-8)"))
  }

  /// The reason why a text has the name of another kind of dossier file; nil when its first sign
  /// may begin what its name says.
  public static func misnamed(_ bytes: [UInt8], as kind: TextKind?) -> Diagnostic? {
    guard let first = bytes.first(where: { !$0.isJSONBlank }) else { return nil }
    let isJSON = [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
    let (message, hint): (Phrase, Phrase)
    switch kind {
    case _ where first == UInt8(ascii: "<"):
      message = Phrase("这是网页或 XML，不是卷宗", "this is a web page or XML, no dossier")
      hint = Phrase(
        "在 Excel 或 WPS 中打开，另存为 .xlsx 或“CSV UTF-8”",
        "open it in Excel or WPS and save it as .xlsx or CSV UTF-8")
    case .table where isJSON:
      message = Phrase("这是 JSON，不是 CSV 表格", "this is JSON, not a table in CSV")
      hint = Phrase("把文件名的结尾改为 .json", "let the name of the file end in .json")
    case .json where !isJSON && bytes.prefix(while: { $0 != 0x0A }).contains(UInt8(ascii: ",")):
      message = Phrase("这像是 CSV 表格，不是 JSON", "this looks like a table in CSV, not JSON")
      hint = Phrase("把文件名的结尾改为 .csv", "let the name of the file end in .csv")
    default: return nil
    }
    return Diagnostic(
      .foreignFile, at: SourceRange(source: 0, start: 0, end: 0), message, hint: hint)
  }

  /// A workbook that is none that can be read, and why.
  public static func unreadable(_ reason: Phrase, hint: Phrase) -> Diagnostic {
    Diagnostic(
      .unreadableWorkbook, at: SourceRange(source: 0, start: 0, end: 0), reason, hint: hint)
  }

  private static let formats: [(signature: [UInt8], name: Phrase)] = [
    ([0x50, 0x4B, 0x03, 0x04], Phrase("Excel、Word 文件或压缩包", "an Excel, Word or ZIP file")),
    ([0x50, 0x4B, 0x05, 0x06], Phrase("空的压缩包", "an empty ZIP file")),
    ([0xD0, 0xCF, 0x11, 0xE0], Phrase("旧版 Excel 或 Word 文件", "an old Excel or Word file")),
    (Array("%PDF".utf8), Phrase("PDF 文件", "a PDF file")),
    (Array("{\\rtf".utf8), Phrase("RTF 文件", "an RTF file")),
    (Array("Rar!".utf8), Phrase("压缩包", "a RAR file")),
    ([0x37, 0x7A, 0xBC, 0xAF], Phrase("压缩包", "a 7z file")),
    ([0x1F, 0x8B], Phrase("压缩包", "a gzip file")),
  ]
}

extension UInt8 {
  /// White space of JSON, RFC 8259 section 2.
  fileprivate var isJSONBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}

extension Diagnostic.Code {
  static let foreignFile = Self(
    name: "foreign-file",
    explanation: Phrase(
      """
      文件是 Word、PDF、网页、旧版 Excel 或压缩包，或者 JSON 存成了 .csv、表格存成了 .json。规则是纯文本（*.rules），卷宗是 JSON、CSV 或 XLSX。
      表格在 Excel 或 WPS 中另存为 .xlsx 或“CSV UTF-8”，表头是字段名，一行一个项目。
      """,
      """
      The file is of Word, PDF, a web page, an old Excel or an archive, or is JSON under the name of a table, or
      a table under that of JSON. Rules are plain text (*.rules), dossiers
      JSON, CSV or XLSX. Save a spreadsheet as .xlsx or CSV UTF-8: its header names the fields, each
      other row is a project.
      """))

  static let unreadableWorkbook = Self(
    name: "unreadable-workbook",
    explanation: Phrase(
      """
      工作簿（.xlsx）打不开：已损坏、加了密码，或解开后大得不像一张项目表。一张表最多 400 万格，
      一个部件解开后最多 256 MB。用 Excel 或 WPS 重新保存，或另存为“CSV UTF-8”。
      """,
      """
      A workbook (.xlsx) cannot be opened: it is damaged, protected by a password, or unpacks to more
      than a table of projects ever holds (4 million cells, 256 MB a part). Save it again in Excel or
      WPS, or save it as CSV UTF-8.
      """))
}
