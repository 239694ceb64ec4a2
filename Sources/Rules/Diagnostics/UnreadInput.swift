extension Diagnostic {
  /// The error of a line that is too long to be one dossier.
  ///
  /// - Parameter limit: The longest that is read, in bytes.
  public static func lineTooLong(limit: Int) -> Diagnostic {
    let size = "\(limit >> 20) MB"
    return Diagnostic(
      .lineTooLong, at: SourceRange(source: 0, start: 0, end: 0),
      Phrase("一行超过 \(size)，没有读", "a line of more than \(size) is not read"),
      hint: Phrase(
        "一行写一个卷宗；整个文件是一个 JSON 值的，存为 .json",
        "write one dossier a line; save a file that is one JSON value as .json"))
  }

  /// The error of a file that the system does not hand over.
  ///
  /// - Parameter reason: What the system says, in both languages.
  public static func fileUnavailable(_ reason: String) -> Diagnostic {
    Diagnostic(
      .fileUnavailable, at: SourceRange(source: 0, start: 0, end: 0),
      Phrase("读不出来：\(reason)", "it cannot be read: \(reason)"),
      hint: Phrase("确认文件存在并且可以读取", "see to it that the file is there and may be read"))
  }
}

extension Diagnostic.Code {
  static let lineTooLong = Self(
    name: "line-too-long",
    explanation: Phrase(
      """
      NDJSON 一行是一个卷宗，几千字节；一行最多 16 MB。更长的行多半是整个文件没有换行。

          {"project": {"name": "甲"}}
          {"project": {"name": "乙"}}
      """,
      """
      A line of NDJSON is one dossier of a few thousand bytes, and holds at most 16 MB. A longer one
      is most likely a whole file without line breaks.

          {"project": {"name": "A"}}
          {"project": {"name": "B"}}
      """))

  static let fileUnavailable = Self(
    name: "file-unavailable",
    explanation: Phrase(
      """
      文件不存在、没有权限、不是普通文件，或读的时候出错。退出状态是 4；在 `--format jsonl` 和 `csv` 的
      结果里，它占一行，写明原因。
      """,
      """
      A file is not there, may not be read, is no plain file, or failed while it was read. The exit
      status is 4; in the results of `--format jsonl` and `csv` it has a line that says why.
      """))
}
