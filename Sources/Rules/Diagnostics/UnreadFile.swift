/// Files that lie among rule files or dossiers and are not read, though their names promise it.
public enum UnreadFile {
  /// What a folder is read for.
  public enum Purpose: Sendable {
    case rules, dossiers
  }

  /// The warning that a file of a folder is left out; nil for the few that nobody would expect to be
  /// read. Any other name may be a slip: `3.rule`, `3.规则`, `a.jsn`.
  ///
  /// It stands at the start of a text without content: the file was not opened.
  public static func warning(
    _ path: String, in purpose: Purpose
  ) -> (diagnostic: Diagnostic, source: SourceText)? {
    hint(path, purpose).map { warning(path, hint: $0) }
  }

  /// The warning that a folder in a folder is left out; nil for folders that are read, and for those
  /// that version control and editors hide.
  ///
  /// A folder of dossiers is one batch: what lies deeper may be another one, or a copy.
  public static func folderWarning(
    _ path: String, in purpose: Purpose
  ) -> (diagnostic: Diagnostic, source: SourceText)? {
    if isHidden(path) {
      let isTool = toolFolders.contains { name(of: path).hasEnding($0) }
      return isTool ? nil : warning(path, hint: hiddenHint)
    }
    switch purpose {
    case .rules:
      let isFileName = [".rules", ".cases"].contains { name(of: path).hasEnding($0) }
      return isFileName
        ? warning(
          path,
          hint: Phrase(
            "这是文件夹，不是规则文件：找回同名的文件", "this is a folder, not a rule file: find the file of that name")
        )
        : nil
    case .dossiers:
      return warning(
        path,
        hint: Phrase(
          "文件夹里的文件夹不读：里面如有卷宗，把它也写在命令里",
          "folders inside a folder are not read: name it too if it holds dossiers"))
    }
  }

  /// The warning that more of a folder is left out than is named.
  public static func countWarning(
    _ count: Int, in folder: String
  ) -> (diagnostic: Diagnostic, source: SourceText) {
    let diagnostic = Diagnostic(
      .fileNotRead, at: SourceRange(source: 0, start: 0, end: 0),
      Phrase("另有 \(count) 个文件没有读", "\(count) more files are not read"), severity: .warning)
    return (diagnostic, SourceText(path: folder, bytes: []))
  }

  /// The warning that a sheet with fields in its header is hidden, and so is left out.
  public static let hiddenSheet = sheet(
    Phrase("隐藏的工作表没有读", "a hidden sheet is not read"),
    hint: Phrase("里面如有项目，取消隐藏", "show it if it holds projects"))

  /// The warning that a table beside those that were read is none of dossiers.
  public static let strangeSheet = sheet(
    Phrase(
      "这张工作表没有读：没有一行写着词汇里的字段", "this sheet is not read: no row of it names fields of the vocabulary"
    ),
    hint: Phrase(
      "里面如有项目：表头写字段名或标签，放在前十行之内",
      "if it holds projects, name fields in a header within its first ten rows"))

  private static func sheet(_ message: Phrase, hint: Phrase) -> Diagnostic {
    Diagnostic(
      .fileNotRead, at: SourceRange(source: 0, start: 0, end: 0), message, hint: hint,
      severity: .warning)
  }

  private static func warning(
    _ path: String, hint: Phrase
  ) -> (diagnostic: Diagnostic, source: SourceText) {
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
  /// What people and systems put beside any files, in lower case.
  private static let companions = [
    "readme", "license", "licence", "changelog", "notice", "thumbs.db", "desktop.ini",
  ]
  /// The authority's manifest of the rules beside it, and its key.
  private static let manifest = ["release", "release-key"]
  private static let toolFolders = [
    ".git", ".svn", ".hg", ".vscode", ".idea", ".github", ".cache", ".venv", ".trash", ".trashes",
    ".spotlight-v100", ".fseventsd", ".build",
  ]
  private static let hiddenHint = Phrase(
    "名字以点开头，不读：去掉开头的点", "a name with a leading dot is hidden: remove the dot")
  private static let archives = [".zip", ".rar", ".7z", ".tar", ".gz"]

  private static func hint(_ path: String, _ purpose: Purpose) -> Phrase? {
    let name = Self.name(of: path)
    let endings =
      purpose == .rules
      ? [".rules", ".cases"] : [".json", ".csv", ".xlsx", ".jsonl", ".ndjson"]
    if isHidden(path) {
      // Every file that a Mac copies to a foreign disk gets a companion `._name`.
      let isRead = endings.contains { name.hasEnding($0) } && !name.hasPrefix("._")
      return isRead ? hiddenHint : nil
    }
    if companions.contains(where: { name.hasBeginning($0) }) { return nil }
    let isManifest = manifest.contains { name.utf8.elementsEqual($0.utf8) }
    if purpose == .rules, isManifest { return nil }
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
    // Dossiers and parameters of examples and tests stand among rules.
    case .rules where TextKind(path: path) != nil: return nil
    case .rules:
      return Phrase(
        "规则文件的扩展名是 .rules，案例是 .cases，表是 .csv：改名，或移到别处",
        "rule files end in .rules, cases in .cases, tables in .csv: rename it, or move it away")
    case .dossiers:
      return Phrase(
        "卷宗的扩展名是 .json、.csv、.jsonl 或 .ndjson：改名，或移到别处",
        "dossiers end in .json, .csv, .jsonl or .ndjson: rename it, or move it away")
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
      文件夹里有一个没有读的文件。它如果是规则或卷宗，结论里就少了它。读的是：

          规则文件夹    *.rules、*.cases、*.csv
          卷宗文件夹    *.json、*.csv、*.xlsx、*.jsonl、*.ndjson（不含子文件夹）

      “记事本”会把 `3.rules` 存成 `3.rules.txt`：改名去掉 `.txt`。README、LICENSE 一类文件不提示。
      """,
      """
      A folder holds a file that was not read. If it is rules or a dossier, it is missing from the
      result. Read are:

          in a folder of rules       *.rules, *.cases, *.csv
          in a folder of dossiers    *.json, *.csv, *.xlsx, *.jsonl, *.ndjson (subfolders are not)

      Notepad saves `3.rules` as `3.rules.txt`: rename it without `.txt`. README, LICENSE and the
      like are not mentioned.
      """))
}
