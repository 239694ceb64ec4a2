import AuditLog
import Rules

extension ReviewTool {
  /// `review audit history DIR PROJECT-CODE`: every evaluation of a project, and the facts that
  /// changed from one to the next.
  func showHistory(_ arguments: AuditArguments) throws(CommandFailure) -> ExitStatus {
    let word = arguments.word ?? ""
    let log = try openLog(arguments)
    try verify(log, held: try heldHeads(arguments))
    let later = try LaterEntries(of: log)
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    var previous: FactSheet?
    var count = 0
    while let entry = try withLog({ () throws(AuditLogError) in try entries.next() })?.entry {
      guard case .evaluate(let record) = entry.record,
        EvaluationNotes(record.more).code == word || record.project == word,
        let decision = LoggedDecision(entry)
      else { continue }
      count += 1
      let text = EntryText(entry: entry, arguments: arguments, later: later)
      try terminal.write(text.line + "\n")
      let sheet = try factSheet(of: decision, in: log)
      try terminal.write(changes(from: previous, to: sheet, arguments, isFirst: count == 1))
      previous = sheet
    }
    guard count > 0 else {
      throw CommandFailure(
        status: .rejected,
        message: "日志里没有项目代码或名称为 `\(word)` 的评审 / no evaluation of the project `\(word)`")
    }
    return .success
  }

  /// The facts of a dossier; nil when it is not here any more.
  private func factSheet(
    of decision: LoggedDecision, in log: AuditLog
  ) throws(CommandFailure) -> FactSheet? {
    let body = try withLog { () throws(AuditLogError) in try log.body(of: decision.dossier) }
    guard case .present(let bytes) = body, let more = decision.more,
      let excerpt = DossierExcerpt(more, bytes: bytes)
    else { return nil }
    return FactSheet(excerpt)
  }

  private func changes(
    from old: FactSheet?, to new: FactSheet?, _ arguments: AuditArguments, isFirst: Bool
  ) -> String {
    guard let new else {
      return arguments.say("    卷宗不在这里，或已销毁\n", "    the dossier is not here or was destroyed\n")
    }
    guard let old else {
      return isFirst
        ? ""
        : arguments.say("    前一份卷宗不在，无法比较\n", "    the dossier before is not here to compare\n")
    }
    let changes = new.changes(from: old)
    guard !changes.isEmpty else { return arguments.say("    事实未变\n", "    no fact changed\n") }
    return changes.map { change in
      let (before, after) = (change.before ?? arguments.say("（无）", "(none)"), change.after)
      return "    \(change.path)：\(before) → \(after ?? arguments.say("（无）", "(none)"))"
        .withVisibleControls + "\n"
    }.joined()
  }
}

/// The values of a dossier as they were written, by the paths of their keys.
struct FactSheet {
  struct Change {
    let path: String
    let before: String?
    let after: String?
  }

  private var values: [String: String] = [:]
  /// The paths in the order of the text.
  private var paths: [String] = []

  init(_ excerpt: DossierExcerpt) {
    let source = SourceText(path: excerpt.path, bytes: excerpt.bytes)
    switch excerpt.form {
    case .json:
      if let node = JSONReader.read(source, index: 0).node { add(node, at: "") }
    case .form:
      for (path, text) in FormReader.answers(in: source) { set(text, at: path) }
    case .csv:
      guard let table = CSVReader.read(source, index: 0).table, let row = table.rows.last else {
        return
      }
      for (name, cell) in zip(table.header, row.cells) where !cell.text.isEmpty {
        set(cell.text, at: name.text)
      }
    }
  }

  private mutating func add(_ node: JSONNode, at path: String) {
    switch node.kind {
    case .null: break
    case .boolean(let value): set(value ? "true" : "false", at: path)
    case .number(let text), .string(let text): set(text, at: path)
    case .array(let elements):
      if elements.isEmpty { set("[]", at: path) }
      for (index, element) in elements.enumerated() { add(element, at: "\(path)[\(index)]") }
    case .object(let members):
      for member in members {
        add(member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)")
      }
    }
  }

  private mutating func set(_ text: String, at path: String) {
    if values.updateValue(text, forKey: path) == nil { paths.append(path) }
  }

  /// What is new, gone or another than in `old`.
  func changes(from old: FactSheet) -> [Change] {
    let changed = paths.filter { old.values[$0] != values[$0] }
      .map { Change(path: $0, before: old.values[$0], after: values[$0]) }
    let gone = old.paths.filter { values[$0] == nil }
      .map { Change(path: $0, before: old.values[$0], after: nil) }
    return changed + gone
  }
}
