/// Files that lie among rule files or dossiers and are not read, though their names promise it.
public enum UnreadFile {
  /// What a folder is read for.
  public enum Purpose: Sendable {
    case rules, dossiers
  }

  /// The warning that a file of a folder is left out; nil when nobody would expect it to be read.
  ///
  /// It stands at the start of a text without content: the file was not opened.
  public static func warning(
    _ path: String, in purpose: Purpose
  ) -> (diagnostic: Diagnostic, source: SourceText)? {
    guard let hint = hint(path, purpose) else { return nil }
    let name = Self.name(of: path)
    let diagnostic = Diagnostic(
      .fileNotRead, at: SourceRange(source: 0, start: 0, end: 0),
      Phrase("`\(name)` 没有读", "`\(name)` is not read"), hint: hint, severity: .warning)
    return (diagnostic, SourceText(path: path, bytes: []))
  }

  /// Whether the system's users hide files of this name.
  public static func isHidden(_ path: String) -> Bool { name(of: path).utf8.first == dot }

  private static let dot = UInt8(ascii: ".")
  private static let spreadsheets = [".xlsx", ".xls", ".xlsm", ".et", ".ods"]
  private static let documents = [".docx", ".doc", ".wps", ".rtf", ".odt", ".txt"]
  private static let archives = [".zip", ".rar", ".7z", ".tar", ".gz"]

  private static func hint(_ path: String, _ purpose: Purpose) -> Phrase? {
    let name = Self.name(of: path)
    let endings =
      purpose == .rules
      ? [".rules", ".cases"] : [".json", ".csv", ".xlsx", ".jsonl", ".ndjson"]
    if isHidden(path) {
      // Every file that a Mac copies to a foreign disk gets a companion `._name`.
      let isRead = endings.contains { name.hasEnding($0) } && !name.hasPrefix("._")
      return isRead
        ? Phrase("名字以点开头的文件不读：去掉开头的点", "a name with a leading dot is hidden: remove the dot") : nil
    }
    if let ending = endings.first(where: { isInside($0, name) }) {
      return Phrase(
        "扩展名要是 \(ending)：改名，去掉后面的部分", "the name must end in \(ending): remove what follows it")
    }
    if spreadsheets.contains(where: { name.hasEnding($0) }) {
      return purpose == .rules
        ? Phrase("用 Excel 或 WPS 另存为“CSV UTF-8”", "save it as CSV UTF-8 in Excel or WPS")
        : Phrase("用 Excel 或 WPS 另存为 .xlsx", "save it as .xlsx in Excel or WPS")
    }
    switch purpose {
    case .rules where documents.contains { name.hasEnding($0) }:
      return Phrase(
        "规则文件的扩展名是 .rules：另存为纯文本（UTF-8），再改扩展名",
        "rule files end in .rules: save it as plain text (UTF-8) with that ending")
    case .dossiers where archives.contains { name.hasEnding($0) }:
      return Phrase("先解压", "unpack it first")
    case .rules, .dossiers: return nil
    }
  }

  /// Whether an ending stands inside a name with more behind it: `3.rules.txt`, `3.rules~`.
  private static func isInside(_ ending: String, _ name: String) -> Bool {
    let (bytes, wanted) = (Array(name.utf8), Array(ending.utf8))
    guard bytes.count > wanted.count else { return false }
    return (0..<bytes.count - wanted.count).contains { start in
      let next = bytes[start + wanted.count]
      let isWord = (0x30...0x39).contains(next) || (0x61...0x7A).contains(next.asciiLowercased)
      return !isWord
        && bytes[start..<start + wanted.count].elementsEqual(wanted) { $0.asciiLowercased == $1 }
    }
  }

  private static func name(of path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[bytes.index(after: slash)...])
  }
}

extension Diagnostic.Code {
  static let fileNotRead = Self(
    name: "file-not-read",
    explanation: Phrase(
      """
      文件夹里有一个看起来是规则或卷宗、但没有读的文件。读的是：

          规则文件夹    *.rules、*.cases、*.csv
          卷宗文件夹    *.json、*.csv、*.xlsx、*.jsonl、*.ndjson（不含子文件夹）

      “记事本”会把 `3.rules` 存成 `3.rules.txt`：改名去掉 `.txt`。
      """,
      """
      A folder holds a file that looks like rules or like a dossier and was not read. Read are:

          in a folder of rules       *.rules, *.cases, *.csv
          in a folder of dossiers    *.json, *.csv, *.xlsx, *.jsonl, *.ndjson (subfolders are not)

      Notepad saves `3.rules` as `3.rules.txt`: rename it without `.txt`.
      """))
}
