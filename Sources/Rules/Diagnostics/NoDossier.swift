extension Diagnostic {
  /// The error of a file that can be read and holds no dossier: an empty list, a header alone.
  public static let noDossier = Diagnostic(
    .noDossier, at: SourceRange(source: 0, start: 0, end: 0),
    Phrase("没有卷宗", "there is no dossier in it"),
    hint: Phrase(
      "写进至少一个项目；没有审查，就没有结论", "write at least one project; nothing judged is nothing approved"))

  /// The error of an object in a folder of dossiers that is something else.
  public static let strangeObject = Diagnostic(
    .noDossier, at: SourceRange(source: 0, start: 0, end: 0),
    Phrase(
      "不是卷宗：没有一个键是词汇里的", "this is no dossier: the vocabulary knows none of its keys"),
    hint: Phrase(
      "移到别的文件夹；确是卷宗的，改正它的键，或单独给出这个文件",
      "move it elsewhere; if it is a dossier, correct its keys, or name the file by itself"))
}

extension Diagnostic.Code {
  static let noDossier = Self(
    name: "no-dossier",
    explanation: Phrase(
      """
      文件里一个卷宗也没有：空的列表 `[]`，只有表头的 CSV，没有一行的 NDJSON。
      没有审查过的，不是通过。文件夹里的对象，没有一个键是词汇里的，也不是卷宗。
      """,
      """
      The file holds no dossier: an empty list `[]`, a CSV with a header alone, an NDJSON without a line.
      What was not judged is not approved. An object in a folder is no dossier, either, when the vocabulary
      knows none of its keys.
      """))
}
