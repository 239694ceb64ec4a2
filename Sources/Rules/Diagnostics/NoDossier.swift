extension Diagnostic {
  /// The error of a file that can be read and holds no dossier: an empty list, a header alone.
  public static let noDossier = Diagnostic(
    .noDossier, at: SourceRange(source: 0, start: 0, end: 0),
    Phrase("没有卷宗", "there is no dossier in it"),
    hint: Phrase(
      "写进至少一个项目；没有审查，就没有结论", "write at least one project; nothing judged is nothing approved"))
}

extension Diagnostic.Code {
  static let noDossier = Self(
    name: "no-dossier",
    explanation: Phrase(
      """
      文件里一个卷宗也没有：空的列表 `[]`，只有表头的 CSV，没有一行的 NDJSON。
      没有审查过的，不是通过。
      """,
      """
      The file holds no dossier: an empty list `[]`, a CSV with a header alone, an NDJSON without a line.
      What was not judged is not approved.
      """))
}
