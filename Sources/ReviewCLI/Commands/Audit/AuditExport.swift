import AuditLog
import Rules

extension ReviewTool {
  /// `review audit export DIR`: the evaluations as a table for a spreadsheet, CSV in UTF-8 or a workbook.
  func exportEntries(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let isWorkbook = try arguments.choice("--format") == "xlsx"
    if isWorkbook, arguments["--output"] == nil, terminal.outputIsTerminal {
      throw .usage("工作簿要写入文件 / a workbook goes into a file: --output 日志.xlsx")
    }
    var selection = try EntrySelection(arguments)
    let log = try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    let later = try LaterEntries(of: log)
    let table = EvaluationTable(language: arguments.language, later: later)
    var rows: [[String]] = []
    try selection.forEach(of: log) { logged throws(CommandFailure) in
      if let cells = table.cells(of: logged) { rows.append(cells) }
    }
    let bytes = isWorkbook ? table.workbook(of: rows) : table.text(of: rows)
    if let path = arguments["--output"] {
      try files.save(bytes, to: path)
    } else {
      try terminal.write(bytes)
    }
    return .success
  }
}

/// The columns of an exported log.
struct EvaluationTable {
  let language: Language
  let later: LaterEntries

  var header: [String] {
    [
      Phrase("序号", "entry"), Phrase("北京时间", "time (UTC+8)"), Phrase("项目", "project"),
      Phrase("项目代码", "project code"), Phrase("受理编号", "acceptance"), Phrase("审查日", "as of"),
      Phrase("决定", "decision"),
      Phrase("现行决定", "decision in force"), Phrase("改判条目", "override entry"),
      Phrase("改判依据", "authority"), Phrase("不符合的规则", "rules not met"), Phrase("审查人员", "reviewer"),
      Phrase("登录名", "login"), Phrase("主机", "host"), Phrase("试算", "trial run"),
      Phrase("规则版本", "release"), Phrase("规则清单", "rules"), Phrase("参数", "parameters"),
      Phrase("程序", "program"),
      Phrase("原文", "documents"), Phrase("叶哈希", "leaf hash"),
    ].map { $0[language] }
  }

  /// CSV with a byte order mark: without it Excel takes the Chinese for another encoding.
  func text(of rows: [[String]]) -> [UInt8] {
    Array(("\u{FEFF}" + ([header] + rows).map { CSVLine.text($0) }.joined()).utf8)
  }

  /// A workbook in whose cells everything is text, so that nothing is a formula.
  func workbook(of rows: [[String]]) -> [UInt8] {
    let widths = header.indices.map { column in
      rows.prefix(200).map { min(40, TextWidth.cells(of: $0[column])) }
        .max().map { max($0, 8) + 2 } ?? 12
    }
    var sheet = SheetDrawing(
      name: Phrase("评审", "evaluations")[language], columns: widths.map { .init(width: $0) },
      rows: [header.map { .init($0, .head) }] + rows.map { $0.map { .init($0, .plain) } })
    sheet.frozen = (rows: 1, columns: 0)
    return WorkbookDrawing(sheets: [sheet]).bytes
  }

  /// nil for an entry that is no evaluation.
  func cells(of logged: LoggedEntry) -> [String]? {
    guard case .evaluate(let record) = logged.entry.record else { return nil }
    let entry = logged.entry
    let change = later.change(of: entry.sequence)
    let notes = EvaluationNotes(record.more)
    let effective = later.effectiveDecision(of: entry.sequence, record.decision)
    return [
      "\(entry.sequence)", OfficeTime(entry.time).minuteAndSecond, record.project,
      notes.code ?? "", notes.acceptance ?? "", record.asOf, name(of: record.decision),
      name(of: effective),
      change.map { "\($0.sequence)" } ?? "", change?.override.authority ?? "",
      record.hits.joined(separator: "、"), entry.author, notes.login ?? "", notes.host ?? "",
      notes.isTrial ? Phrase("是", "yes")[language] : "", release(of: notes),
      record.rules.hexadecimal,
      record.parameters?.hexadecimal ?? "",
      "\(record.engine.version) \(record.engine.sha256.hexadecimal.prefix(12))",
      later.redacted.contains(entry.sequence) ? Phrase("已销毁", "destroyed")[language] : "",
      logged.leafHash.hexadecimal,
    ]
  }

  private func release(of notes: EvaluationNotes) -> String {
    guard let changes = notes.ruleChanges else { return "" }
    guard !changes.isEmpty else {
      return notes.releaseName(language) ?? Phrase("程序内置的规则", "built in")[language]
    }
    return Phrase("与正式版不同：", "differs: ")[language] + changes.joined(separator: "; ")
  }

  private func name(of decision: String) -> String {
    Decision.allCases.first { $0.name.english == decision }?.name[language] ?? decision
  }
}

/// A line of comma-separated values, RFC 4180.
enum CSVLine {
  static func text(_ cells: [String]) -> String {
    cells.map { cell($0) }.joined(separator: ",") + "\r\n"
  }

  /// A cell that a spreadsheet would take for a formula is marked as text.
  private static func cell(_ text: String) -> String {
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let text = isFormula ? "'" + text : text
    let isPlain = !text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return isPlain ? text : "\"" + text.map { $0 == "\"" ? "\"\"" : "\($0)" }.joined() + "\""
  }
}
