// Whether each file is what its name says: a file of cases, a data file of some declaration.

extension Checker {
  /// Reports what a `.cases` file declares besides cases: files of cases are not read for a review,
  /// so a rule in one would judge no project.
  mutating func reportRulesAmongCases(_ declarations: [Keyword: [DeclarationSyntax]]) {
    var first: [Int32: SourceRange] = [:]
    for (keyword, some) in declarations where keyword != .caseOf {
      for range in some.map({ $0.keywordRange }) where isOfCases(range) {
        if let other = first[range.source], other.start < range.start { continue }
        first[range.source] = range
      }
    }
    for range in first.values {
      report(
        .rulesAmongCases, at: range,
        Phrase("案例文件里只能写案例", "a file of cases holds cases only"),
        hint: Phrase(
          "移到 .rules 文件，或把文件的扩展名改成 .rules",
          "move it to a .rules file, or rename the file so that it ends in .rules"))
    }
  }

  /// Warns of data files that no declaration names: a table that was forgotten, or rules under the
  /// wrong name.
  mutating func reportUnusedData() {
    for (index, source) in sources.enumerated()
    where TextKind(path: source.path) == .table && dataNames[index] == nil {
      report(
        .fileNotRead, at: SourceRange(source: index, start: 0, end: 0),
        Phrase("没有哪个声明用到这个数据文件", "no declaration names this data file"),
        hint: Phrase(
          "在表里写 `数据 「文件名」`；是规则就把扩展名改成 .rules",
          "name it in a table with `data`; if it holds rules, rename it to .rules"),
        severity: .warning)
    }
  }

  private func isOfCases(_ range: SourceRange) -> Bool {
    TextKind(path: sources[Int(range.source)].path) == .cases
  }
}

/// Whether a `.cases` file begins with something else than a case, such as a renamed rule file.
public func beginsWithOtherThanCases(_ bytes: [UInt8]) -> Bool {
  for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = text.first, first != UInt8(ascii: "#") else { continue }
    let spelling = Keyword.caseOf.spelling
    return ![spelling.chinese, spelling.english].contains { text.starts(with: $0.utf8) }
  }
  return false
}

extension Diagnostic.Code {
  static let rulesAmongCases = Self(
    name: "rules-among-cases",
    explanation: Phrase(
      "`.cases` 文件只在运行案例时读，评审时不读。写在里面的规则、参数、表对项目不起作用，所以是错误。",
      "A `.cases` file is read when cases are run, and not for a review. A rule, a parameter or a "
        + "table in one would judge no project, so it is an error."))
}
