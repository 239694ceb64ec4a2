import AuditLog
import Rules

/// An entry in words.
///
/// Names and reasons come from outside, so a line break in them must not look like another entry,
/// nor an escape sequence speak to the terminal; see ``Swift/String/withVisibleControls``.
struct EntryText {
  let entry: LogEntry
  let arguments: AuditArguments
  /// What later entries say of this one; nil: it was not looked for.
  var later: LaterEntries?

  /// Number, time, operation, author, and what happened, on one line.
  var line: String {
    [
      "\(entry.sequence)", OfficeTime(entry.time).minuteAndSecond, entry.record.operation.rawValue,
      entry.author, gist,
    ].filter { !$0.isEmpty }.joined(separator: "  ").withVisibleControls
  }

  private var gist: String {
    switch entry.record {
    case .initialize(let record): record.origin
    case .evaluate(let record):
      ([decision(of: record), record.project]
        + (record.hits.isEmpty ? [] : [record.hits.joined(separator: say("、", ", "))])
        + marks(of: record))
        .joined(separator: "  ")
    case .override(let record):
      "→ \(record.evaluation)  \(record.finding)  \(name(of: record.decision))  \(record.reason)"
    case .replay(let record):
      "→ \(record.evaluation)  \(record.difference ?? say("一致", "equal"))"
    case .redact(let record): "→ \(record.entry)  \(record.reason)"
    case .anchor(let record): "\(record.kind.rawValue)  \(record.size)"
    case .key(let record): "\(record.key)  \(record.reason)"
    case .recover(let record): "\(record.file)  \(record.byteCount)"
    case .clock(let record): "\(record.reading)  \(record.reason)"
    case .hold(let record):
      "→ \(record.entry)  "
        + (record.begins ? say("保全", "held") : say("解除保全", "released")) + "  \(record.reason)"
    case .setting(let record): "\(record.name) = \(record.value)  \(record.reason)"
    }
  }

  /// One line for each thing that the entry says.
  var details: [String] {
    let envelope = [
      say("序号：", "Entry: ") + "\(entry.sequence)  \(entry.record.operation.rawValue)",
      say("时间：北京时间 ", "Time: ") + OfficeTime(entry.time).minuteAndSecond
        + say("（\(entry.time)）", " UTC+8 (\(entry.time))"),
      say("何人：", "Who: ") + entry.author,
    ]
    return (envelope + particulars + account).map(\.withVisibleControls)
  }

  /// Who was logged in where, on which document it rests, and who signed.
  private var account: [String] {
    let notes = EntryNotes(entry.notes)
    var lines = [
      (say("依据文件：", "Document: "), notes.document), (say("登录名：", "Login: "), notes.login),
      (say("主机：", "Host: "), notes.host),
    ].compactMap { name, text in text.map { name + $0 } }
    if let signature = ReviewerSignature(of: entry) {
      let state =
        signature.isValid ? say("签名与条目相符", "it fits the entry") : say("签名不对", "it is wrong")
      lines.append(
        say("本人签名：", "Signed: ") + "\(signature.key.text)" + say("（\(state)）", " (\(state))"))
    }
    return lines
  }

  private var particulars: [String] {
    switch entry.record {
    case .evaluate(let record):
      [
        say("项目：", "Project: ") + record.project, say("审查日：", "As of: ") + record.asOf,
        say("决定：", "Decision: ") + name(of: record.decision),
        say("现行决定：", "In force: ")
          + name(
            of: later?.effectiveDecision(of: entry.sequence, record.decision) ?? record.decision)
          + remainder(of: record),
        say("不符合：", "Not met: ") + record.hits.joined(separator: say("、", ", ")),
        say("卷宗：", "Dossier: ") + text(of: record.dossier) + place(record.more),
        say("结果：", "Result: ") + text(of: record.result),
        say("规则：", "Rules: ") + "rules/\(record.rules.hexadecimal)",
        say("参数：", "Parameters: ")
          + (record.parameters.map { "rules/\($0.hexadecimal)" } ?? say("无", "none")),
        say("程序：", "Program: ") + "\(record.engine.version) \(record.engine.sha256.hexadecimal)",
      ] + notes(of: record)
    case .override(let record):
      [
        say("针对：", "Of: ") + "\(record.evaluation)  \(record.finding)",
        say("改为：", "Decision: ") + name(of: record.decision),
        say("依据：", "Authority: ") + record.authority, say("理由：", "Reason: ") + record.reason,
      ]
    case .initialize(let record): [say("公钥：", "Key: ") + record.key.text]
    case .anchor(let record):
      [
        say("外证：", "Evidence: ") + "\(record.kind.rawValue)  \(text(of: record.evidence))",
        say("所证：", "Of: ") + "\(record.size)  \(record.root.base64)",
      ]
    case .replay, .redact, .key, .recover, .clock, .hold, .setting: [gist]
    }
  }

  /// The decision, and the one that an authority put in its place.
  private func decision(of record: Evaluation) -> String {
    let own = name(of: record.decision)
    guard let change = later?.change(of: entry.sequence) else { return own }
    let new = name(of: change.override.decision)
    return say(
      "\(own)，条目 \(change.sequence) 改判为\(new)", "\(own), now \(new) by entry \(change.sequence)")
      + remainder(of: record)
  }

  /// How many findings nobody overruled, where others of the same decision were.
  private func remainder(of record: Evaluation) -> String {
    let ruled = Set((later?.overrides[entry.sequence] ?? []).map { $0.override.finding })
    let count = ruled.isEmpty ? 0 : record.hits.count { !ruled.contains($0) }
    guard count > 0 else { return "" }
    return say("（另有 \(count) 条不符合未改判）", " (\(count) more not met, not overruled)")
  }

  /// What nobody should overlook in a list.
  private func marks(of record: Evaluation) -> [String] {
    let notes = EvaluationNotes(record.more)
    return (notes.isTrial ? [say("（试算）", "(trial run)")] : [])
      + (notes.ruleChangeCount > 0 ? [say("（规则与正式版不同）", "(not by the released rules)")] : [])
      + (record.parameters == nil ? [] : [say("（参数随审查给定）", "(parameters were given)")])
  }

  /// How the rules stand to those built into the program that decided.
  private func release(of notes: EvaluationNotes) -> String? {
    guard let changes = notes.ruleChanges else { return nil }
    guard !changes.isEmpty else {
      return notes.releaseName(arguments.language) ?? say("程序内置的规则", "those built in")
    }
    let list = changes.joined(separator: say("；", "; "))
    let more = notes.ruleChangeCount - changes.count
    return say("与正式版不同：", "differ from the released ones: ") + list
      + (more > 0 ? say("；另有 \(more) 处", "; and \(more) more") : "")
  }

  private func notes(of record: Evaluation) -> [String] {
    let notes = EvaluationNotes(record.more)
    return [
      (say("项目代码：", "Project code: "), notes.code),
      (say("受理编号：", "Acceptance: "), notes.acceptance),
      (say("规则版本：", "Release: "), release(of: notes)),
      (
        say("所比的规则：", "Compared with: "),
        (notes.ruleChanges ?? []).isEmpty ? nil : notes.releaseName(arguments.language)
      ),
      (say("试算：", "Trial run: "), notes.isTrial ? say("是", "yes") : nil),
    ].compactMap { name, text in text.map { name + $0 } }
  }

  private func text(of document: VaultDocument) -> String {
    guard case .sealed(let reference) = document else { return "" }
    return say(
      "\(reference.byteCount) 字节，vault/\(reference.pack)，承诺值 \(reference.commitment.hexadecimal)",
      "\(reference.byteCount) bytes, vault/\(reference.pack), commitment \(reference.commitment.hexadecimal)"
    )
  }

  private func place(_ more: CanonicalJSON?) -> String {
    guard case .string(let path)? = more?["path"] else { return "" }
    guard case .integer(let line)? = more?["line"] else { return "  \(path)" }
    return "  \(path):\(line)"
  }

  private func name(of decision: String) -> String {
    Decision.allCases.first { $0.name.english == decision }?.name[arguments.language] ?? decision
  }

  private func say(_ chinese: String, _ english: String) -> String {
    arguments.say(chinese, english)
  }
}
