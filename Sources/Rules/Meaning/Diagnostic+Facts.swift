// Problems with facts that are said twice or half, in dossiers, cases and parameter files alike.

extension Diagnostic {
  /// A list with more elements than ``ListLimit``; the place is that of the first beyond it.
  static func listTooLong(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .listTooLong, at: range,
      Phrase(
        "列表最多 \(ListLimit.elements) 项", "a list has at most \(ListLimit.elements) elements"),
      hint: Phrase(
        "序号从 0 到 \(ListLimit.elements - 1)", "its elements are 0 to \(ListLimit.elements - 1)"))
  }

  /// A dossier with more elements in all its lists than ``ListLimit``.
  static func listsTooLong(_ count: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .listTooLong, at: range,
      Phrase(
        "各列表合计最多 \(ListLimit.inAll) 项，这里有 \(count) 项",
        "all lists together have at most \(ListLimit.inAll) elements, not \(count)"),
      hint: Phrase(
        "只列本项目的；几个项目各写一份卷宗", "list what is of this project; several projects are a dossier each"))
  }

  /// An element that leaves out those before it.
  static func skippedElement(
    _ path: String, wanted: Int, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .wrongIndex, at: range,
      Phrase("`\(path)` 跳过了前面的项", "`\(path)` leaves out elements before it"),
      hint: Phrase("先写 `[\(wanted)]`", "give `[\(wanted)]` first"))
  }

  /// A fact, a parameter or a key of one that was given before, perhaps under another name.
  static func twice(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      .duplicateFact, at: range,
      Phrase("`\(name)` 给了两次", "`\(name)` is given twice"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: Phrase("只留一个", "keep one of them"))
  }
}

extension Diagnostic.Code {
  static let duplicateFact = Self(
    name: "duplicate-fact",
    explanation: Phrase(
      "同一字段、同一项或同一参数给了两次，例如中文名和英文名各一次。引擎不替你选择，请只留一个。",
      "One field, one member of a value or one parameter is given twice, as under its Chinese and its "
        + "English name. The engine does not choose; keep one."))

  static let listTooLong = Self(
    name: "list-too-long",
    explanation: Phrase(
      "卷宗里一个列表（产品、供热机组……）最多 1000 项，各列表合计最多 1500 项，JSON、CSV、案例与 --set 相同。真实的项目远少于此；更多的多半是程序写错了，或把几个项目写进了一份卷宗。",
      "A list of a dossier (products, heatUnits …) has at most 1000 elements, and all lists together 1500, in JSON, "
        + "CSV, cases and --set alike. A real project has far fewer; more are most likely the work of a faulty "
        + "program, or several projects in one dossier."
    ))

  static let wrongIndex = Self(
    name: "wrong-index",
    explanation: Phrase(
      """
      列表的一项写作 `products[0].name`：从 0 数起，只写数字，不补零，也不跳号；不是列表的，不写方括号。

          products[00].name   products[+1].name   products[0]x.name   project[3].code     不对
          products[0].name    products[1].name                        project.code        正确
      """,
      """
      An element of a list is written `products[0].name`: counted from 0, in plain digits without
      leading zeros, and none left out; what is no list has no brackets.

          products[00].name   products[+1].name   products[0]x.name   project[3].code     wrong
          products[0].name    products[1].name                        project.code        right
      """))
}
