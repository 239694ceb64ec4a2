import Rules

/// The values of a parameter over time, each with where it comes from and who verified it.
struct ParameterHistory {
  private let parameter: Parameter
  private let book: RuleBook
  private let language: Language

  init(_ parameter: Parameter, in book: RuleBook, _ language: Language) {
    (self.parameter, self.book, self.language) = (parameter, book, language)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  private var writer: ConditionWriter {
    ConditionWriter(program: book.program, language: language)
  }

  /// One line a value: those in the rule files, then the rows of its table, in their order.
  var lines: [String] {
    parameter.values.map {
      line(nil, $0.value, nil, $0.validity, $0.source, $0.verification)
    } + rows
  }

  private var rows: [String] {
    guard let column = parameter.column else { return [] }
    let table = book.checked.tables[column.table]
    return table.rows.map { row in
      let keys = zip(row.keys, table.keys).map { writer.value($0, type: $1.type) }
        .joined(separator: say("、", ", "))
      let value = row.cells.indices.contains(column.column) ? row.cells[column.column] : nil
      return line(
        keys, value, row.basis, row.validity, row.source ?? table.source, row.verification)
    }
  }

  /// `[电石] 805 千克标准煤/吨，自 2024-01-01；来源：…；李四 2026-03-01 核实`
  private func line(
    _ key: String?, _ value: ScalarValue?, _ basis: String?, _ validity: Validity,
    _ source: String?, _ verification: Verification
  ) -> String {
    let shown = value.map { writer.value($0, type: parameter.type) } ?? say("空", "empty")
    let parts = [
      (key.map { "[\($0)] " } ?? "") + shown + (basis.map { say("（\($0)）", " (\($0))") } ?? "")
        + period(validity),
      source.map { say("来源：", "source: ") + $0 }, words(verification),
    ]
    return parts.compactMap { $0 }.joined(separator: say("；", "; "))
  }

  private func period(_ validity: Validity) -> String {
    let since = validity.since.map { say("，自 \($0)", ", from \($0)") } ?? ""
    return since + (validity.until.map { say("，至 \($0)", ", until \($0)") } ?? "")
  }

  /// Who compared it with the original; nil where nothing is said of it.
  private func words(_ verification: Verification) -> String? {
    let confidence = verification.confidence.map {
      say("可信度 \($0.rawValue)", "confidence \($0.rawValue)")
    }
    if let verifier = verification.verifier {
      let who = say(
        "\(verifier.name) \(verifier.date) 核实", "verified by \(verifier.name) on \(verifier.date)")
      return [who, confidence].compactMap { $0 }.joined(separator: say("，", ", "))
    }
    guard !verification.isVerified else { return confidence }
    return [say("未核实", "not verified"), confidence].compactMap { $0 }
      .joined(separator: say("，", ", "))
  }
}
