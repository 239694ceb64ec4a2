import AuditLog
import Rules
import Spreadsheet

extension ReviewTool {
  /// `review audit match DIR --register FILE`: the office's register of accepted projects beside the
  /// decisions of the log.
  ///
  /// Exit status 1 when something stands on one side alone, or was decided more than once.
  func matchRegister(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let path = try arguments.required("--register")
    let register = try AcceptanceRegister(path, in: files)
    let log = try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    var match = RegisterMatch(register: register)
    try withLog { () throws(AuditLogError) in
      var entries = try log.entries()
      while let entry = try entries.next()?.entry { match.take(entry) }
    }
    let text = match.lines(arguments).map { $0.withVisibleControls + "\n" }.joined()
    try terminal.write(text)
    return match.isClean ? .success : .refused
  }
}

/// What an office accepted: a table with a column of acceptance numbers, and perhaps one of project
/// codes.
struct AcceptanceRegister {
  struct Row {
    let number: String
    let code: String?
  }

  // Blanks are left out of names, numbers and codes.
  private static let numberNames = ["受理编号", "受理号", "acceptance", "acceptancenumber"]
  private static let codeNames = ["项目代码", "projectcode", "code"]

  let rows: [Row]

  init(_ path: String, in files: FileStore) throws(CommandFailure) {
    let bytes = try files.bytes(of: path)
    let source: SourceText
    if !Workbook.isLikely(bytes) {
      source = try files.text(of: path)
    } else {
      guard let sheet = (try? Workbook(bytes))?.sheets.first(where: { !$0.rows.isEmpty }) else {
        throw Self.none(path)
      }
      source = SourceText(path: path, bytes: sheet.csv)
    }
    let table = CSVReader.rows(of: source, index: 0).rows.map { line in
      line.row.cells.map { $0.text.filter { !$0.isWhitespace } }
    }
    guard let head = table.firstIndex(where: { Self.column(Self.numberNames, $0) != nil }),
      let number = Self.column(Self.numberNames, table[head])
    else { throw Self.none(path) }
    let code = Self.column(Self.codeNames, table[head])
    rows = table[(head + 1)...].compactMap { cells in
      guard number < cells.count, !cells[number].isEmpty else { return nil }
      let text = code.flatMap { $0 < cells.count ? cells[$0] : nil }
      return Row(number: cells[number], code: text.flatMap { $0.isEmpty ? nil : $0 })
    }
  }

  private static func column(_ names: [String], _ cells: [String]) -> Int? {
    cells.firstIndex { names.contains($0.lowercased()) }
  }

  private static func none(_ path: String) -> CommandFailure {
    CommandFailure(
      status: .rejected,
      lines: [
        "`\(path)` 里没有受理登记表：表头要有“受理编号”一列，可另有“项目代码”一列（CSV、XLSX）",
        "no register in it: its head needs a column `acceptance`, and may have `project code` (CSV, XLSX)",
      ])
  }
}

/// Which accepted projects were decided, which were not, and which decisions nobody accepted.
private struct RegisterMatch {
  private static let listLimit = 50

  private let register: AcceptanceRegister
  /// The places of the rows, by acceptance number and by project code.
  private var byNumber: [String: Int] = [:]
  private var byCode: [String: Int] = [:]
  /// The numbers that stand twice in the register.
  private var repeated: [String] = []
  /// The decisions of each row, trial runs left out.
  private var decisions: [[Int]]
  /// Decisions of no row.
  private var strangers: [(entry: Int, project: String)] = []
  private var trialCount = 0

  init(register: AcceptanceRegister) {
    self.register = register
    decisions = Array(repeating: [], count: register.rows.count)
    for (place, row) in register.rows.enumerated() {
      if byNumber.updateValue(place, forKey: row.number) != nil { repeated.append(row.number) }
      if let code = row.code { byCode[code] = place }
    }
  }

  /// Counts an entry, if it is a decision: by its acceptance number, else by the project's code.
  mutating func take(_ entry: LogEntry) {
    guard case .evaluate(let record) = entry.record else { return }
    let notes = EvaluationNotes(record.more)
    guard !notes.isTrial else {
      trialCount += 1
      return
    }
    let place =
      notes.acceptance.map { byNumber[$0] } ?? notes.code.flatMap { byCode[$0] }
    if let place {
      decisions[place].append(entry.sequence)
    } else {
      strangers.append((entry.sequence, record.project))
    }
  }

  private var undecided: [AcceptanceRegister.Row] {
    zip(register.rows, decisions).filter { $0.1.isEmpty }.map { $0.0 }
  }

  private var several: [(row: AcceptanceRegister.Row, entries: [Int])] {
    zip(register.rows, decisions).filter { $0.1.count > 1 }.map { ($0.0, $0.1) }
  }

  var isClean: Bool {
    undecided.isEmpty && several.isEmpty && strangers.isEmpty && repeated.isEmpty
  }

  func lines(_ arguments: AuditArguments) -> [String] {
    let decided = register.rows.count - undecided.count
    var lines = [
      arguments.say(
        "受理 \(register.rows.count) 件：\(decided) 件有决定，\(undecided.count) 件没有；"
          + "\(several.count) 件评审多次；\(strangers.count) 条决定没有受理；试算 \(trialCount) 条不计",
        "\(register.rows.count) accepted: \(decided) decided, \(undecided.count) not; "
          + "\(several.count) more than once; \(strangers.count) decisions of none; \(trialCount) trial runs left out"
      )
    ]
    add(undecided.map { $0.number }, arguments.say("没有决定：", "not decided: "), to: &lines)
    add(
      several.map {
        "\($0.row.number)\(arguments.say("：条目 ", ": entries "))"
          + $0.entries.map { "\($0)" }.joined(separator: arguments.say("、", ", "))
      }, arguments.say("评审多次：", "more than once: "), to: &lines)
    add(
      strangers.map { "\(arguments.say("条目 ", "entry "))\($0.entry)  \($0.project)" },
      arguments.say("没有受理：", "not accepted: "), to: &lines)
    add(repeated, arguments.say("登记表里重复：", "twice in the register: "), to: &lines)
    return lines
  }

  private func add(_ items: [String], _ name: String, to lines: inout [String]) {
    lines += items.prefix(Self.listLimit).map { "  " + name + $0 }
    if items.count > Self.listLimit { lines.append("  … \(items.count)") }
  }
}
