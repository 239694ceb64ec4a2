/// The same project with a few facts changed.
public struct WhatIf {
  private let changes: [String]
  private let before: Review

  /// - Parameter changes: Such as `dataCentre.pue=1.2` or `heatUnits[0].capacity=40 t/h`.
  public init(_ changes: [String], of review: Review) {
    self.changes = changes
    before = review
  }

  /// The review of the changed project, or what is wrong with the changes.
  public func review() -> (review: Review?, problems: [Phrase]) {
    var root = before.binding.dossier.root
    let (given, wrong) = parameters
    let problems = apply(to: &root) + wrong
    guard problems.isEmpty else { return (nil, problems) }
    var dossier = before.binding.dossier
    dossier.root = root
    let setting = ReviewSetting(
      parameters: before.setting.parameters.overridden(by: given), asOf: before.setting.asOf,
      today: before.setting.today)
    let changed = judgeDossier(dossier, by: before.program, in: setting)
    return (changed.review, changed.review == nil ? changed.diagnostics.map { $0.withHint } : [])
  }

  /// The parameter that a change is of, and its key: `煤炭替代比例=1.2`, `能效标杆水平[电石]=800`.
  private func parameter(of change: String) -> (name: String, key: String?, value: String)? {
    let parts = change.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
    guard parts.count == 2 else { return nil }
    var name = parts[0].hasPrefix("param.") ? String(parts[0].dropFirst(6)) : parts[0]
    var key: String?
    if name.hasSuffix("]"), let open = name.firstIndex(of: "[") {
      key = String(name[open...].dropFirst().dropLast())
      name = String(name[..<open])
    }
    let known = before.program.rules.parameters.contains {
      $0.name.chinese == name || $0.name.english == name
    }
    return known ? (name, key, parts[1]) : nil
  }

  /// The parameters among the changes, read as a parameter file.
  private var parameters: (values: ParameterValues, problems: [Phrase]) {
    var values = ParameterValues()
    var problems: [Phrase] = []
    for change in changes {
      guard let (name, key, text) = parameter(of: change) else { continue }
      let isPlain = ExactNumber(parsing: text) != nil || ["true", "false"].contains(text)
      var json = JSONWriter(style: .compact)
      func value(_ json: inout JSONWriter) {
        if isPlain { json.number(text) } else { json.string(text) }
      }
      json.object { json in
        json.member(name) { json in
          if let key { json.object { $0.member(key) { value(&$0) } } } else { value(&json) }
        }
      }
      let source = SourceText(path: "--set", text: json.text)
      let (given, found) = ParameterReader.read(
        source, index: SourceRange.assumption, rules: before.program.rules)
      values = values.overridden(by: given)
      problems += found.filter { $0.severity == .error }.map { $0.withHint }
    }
    return (values, problems)
  }

  /// Makes the changes, read as one row of a table; what is wrong with them.
  private func apply(to root: inout DossierElement) -> [Phrase] {
    var problems: [Phrase] = []
    var header: [CSVCell] = []
    var cells: [CSVCell] = []
    let source = SourceText(path: "--set", text: changes.joined(separator: "\n"))
    let range = SourceRange(source: SourceRange.assumption, start: 0, end: source.bytes.count)
    let vocabulary = before.program.vocabulary
    var names = ColumnReader(vocabulary)
    for change in changes where parameter(of: change) == nil {
      let parts = change.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        problems.append(Phrase("`\(change)` 应写成 字段=值", "write `\(change)` as field=value"))
        continue
      }
      let name = CSVCell(text: String(parts[0]).trimmed, range: range)
      if case .unknown = names.read(name) {
        problems.append(unknown(name.text, names.names))
        continue
      }
      header.append(name)
      cells.append(CSVCell(text: String(parts[1]).trimmed, range: range))
    }
    let (reader, wrongNames) = RowReader.make(
      header: header, of: source, vocabulary: vocabulary, over: root)
    let (changed, wrong) = reader.read(CSVRow(cells: cells, range: range), changing: root)
    root.merge(changed.root)
    return problems + (wrongNames + wrong).map { $0.withHint }
  }

  /// What is said of a name that neither a field nor a parameter has, with those that may be meant.
  private func unknown(_ name: String, _ fields: [String]) -> Phrase {
    let parameters = before.program.rules.parameters.flatMap { [$0.name.chinese, $0.name.english] }
    let near = Suggestion.several(near: name, amongPaths: fields + parameters)
    let meant = near.map { "`\($0)`" }
    let hint =
      near.isEmpty
      ? Phrase(
        "写字段的路径或名称，如 `dataCentre.pue=1.2`；用 `review explain 词` 查找",
        "write the path or label of a field, as `dataCentre.pue=1.2`; `review explain WORD` finds it"
      )
      : Phrase(
        "是否想写 \(meant.joined(separator: "、"))？",
        "did you mean \(meant.joined(separator: ", "))?")
    return Phrase(
      "没有名为 `\(name)` 的字段或参数；\(hint.chinese)",
      "no field and no parameter is called `\(name)`; \(hint.english)")
  }
}

extension DossierElement {
  /// Takes over the facts that another element gives.
  mutating func merge(_ other: DossierElement) {
    facts.override(with: other.facts)
    for (list, content) in other.lists {
      guard case .elements(let added) = content else { continue }
      var elements: [DossierElement] = []
      if case .elements(let given)? = lists[list] { elements = given }
      for (index, element) in added.enumerated() {
        if index < elements.count {
          elements[index].merge(element)
        } else {
          elements.append(element)
        }
      }
      lists[list] = .elements(elements)
    }
  }
}
