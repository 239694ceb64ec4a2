// Options that several commands take, and that mean the same in each.

extension CommandOption {
  static let rules = Self(
    "--rules", .file, as: "PATH", isRepeatable: true,
    "规则文件或文件夹，可重复（默认 $REVIEW_RULES、./Rules、内置）",
    "rule files or folders, repeatable (default: $REVIEW_RULES, ./Rules, built in)")

  static let language = Self(
    "--language", .words(["zh", "en"]), "报告和诊断用中文或英文",
    "reports and diagnostics in Chinese or English")

  static let asOf = Self(
    "--as-of", .text, as: "DATE", "审查日（默认卷宗的审查日期，没有则今天）",
    "the date of the review (default: project.reviewDate, else today)")

  static let parameters = Self(
    "--parameters", .file, "其他文件和主管部门给出的值（JSON、CSV、XLSX；表的标题行：字段,键,填写）",
    "values given by other instruments and the authority, as JSON, CSV or XLSX; the head of a table: field,key,answer"
  )

  static let office = Self(
    "--office", .file, "单位名称、发文代字、地址、补正期限（JSON；默认规则文件夹的 office.json）",
    "name, number, address, deadline of the office, as JSON (default: office.json beside the rules)"
  )

  static func format(_ words: [String], _ chinese: String, _ english: String) -> Self {
    Self("--format", .words(words), chinese, english)
  }

  static func output(_ chinese: String = "写入文件，不写到屏幕", _ english: String = "into a file") -> Self {
    Self("--output", .file, as: "PATH", chinese, english)
  }
}
