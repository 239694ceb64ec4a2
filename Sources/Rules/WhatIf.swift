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
    return (changed.review, changed.review == nil ? changed.diagnostics.map { $0.message } : [])
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
      let (given, found) = ParameterReader.read(source, rules: before.program.rules)
      values = values.overridden(by: given)
      problems += found.filter { $0.severity == .error }.map { $0.message }
    }
    return (values, problems)
  }

  /// Makes the changes, read as one row of a table; what is wrong with them.
  private func apply(to root: inout DossierElement) -> [Phrase] {
    var problems: [Phrase] = []
    var header: [CSVCell] = []
    var cells: [CSVCell] = []
    let source = SourceText(path: "--set", text: changes.joined(separator: "\n"))
    let range = SourceRange(source: 0, start: 0, end: source.bytes.count)
    for change in changes where parameter(of: change) == nil {
      let parts = change.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        problems.append(Phrase("`\(change)` 应写成 字段=值", "write `\(change)` as field=value"))
        continue
      }
      header.append(CSVCell(text: String(parts[0]).trimmed, range: range))
      cells.append(CSVCell(text: String(parts[1]).trimmed, range: range))
    }
    let vocabulary = before.program.vocabulary
    let (reader, unknown) = RowReader.make(
      header: header, of: source, vocabulary: vocabulary, over: root)
    let (changed, wrong) = reader.read(CSVRow(cells: cells, range: range))
    root.merge(changed.root)
    return problems + (unknown + wrong).map { $0.message }
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
