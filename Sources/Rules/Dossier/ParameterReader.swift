/// Values that an evaluation gives for parameters, over those of the rule files.
public struct ParameterValues: Sendable {
  /// By parameter and key; an unkeyed value, or one for all keys, has the empty text as its key.
  public private(set) var values: [Int: [String: GivenParameter]] = [:]
  /// Whether the authority says of any that it is not there.
  private(set) var hasNotApplicable = false

  public init() {}

  /// The parameters, with their keys, that are given without a document they come from; in the order
  /// of their declarations.
  public func unsourced(in rules: RuleCatalogue) -> [String] {
    values.sorted { $0.key < $1.key }.flatMap { parameter, given in
      given.filter { $0.value.evidence?.document == nil }.keys.sorted().map { key in
        let name = rules.parameters[parameter].name.chinese
        return key.isEmpty ? name : "\(name)[\(key)]"
      }
    }
  }

  /// The values with those of another file over them.
  func overridden(by other: ParameterValues) -> ParameterValues {
    var all = self
    for (parameter, given) in other.values {
      for (key, value) in given { all.set(value, parameter, key: key) }
    }
    return all
  }

  /// Gives a value, over one that the key has.
  mutating func set(_ given: GivenParameter, _ parameter: Int, key: String) {
    values[parameter, default: [:]][TextKey.folded(key)] = given
    if case .notApplicable = given.state { hasNotApplicable = true }
  }
}

/// One given parameter value.
public struct GivenParameter: Sendable {
  public let state: Fact.State
  /// What its number is counted on, as comprehensive or 综合.
  public let basis: String?
  /// The place in the parameter file; nil in a case.
  public let range: SourceRange?
  /// The document that gives it, and whose it is; nil when none is said.
  public let evidence: Evidence?

  public init(
    state: Fact.State, basis: String? = nil, range: SourceRange? = nil, evidence: Evidence? = nil
  ) {
    self.state = state
    self.basis = basis
    self.range = range
    self.evidence = evidence
  }
}

extension GivenParameter {
  /// The same value in a unit, when it is a number that was given without one.
  func measured(in unit: UnitOfMeasure?) -> GivenParameter {
    guard let unit, case .value(.number(let quantity)) = state, quantity.unit == nil,
      let measured = quantity.taking(unit)
    else { return self }
    return GivenParameter(
      state: .value(.number(measured)), basis: basis, range: range, evidence: evidence)
  }
}

/// Reads a parameter file: `{"coalReplacementRatio": 1.0, "unitEnergyBenchmark": {"电石": 805}}`, or a
/// form with a value a row. One value of a table may also stand as reports name it:
/// `{"unitEnergyBenchmark[电石]": 805}`.
public struct ParameterReader {
  private let rules: RuleCatalogue
  private let keys: ParameterKeys
  /// The known keys, to find the one that an unknown key is meant for.
  private lazy var nearKeys = NearestNames(keys.names)
  /// The parameters by both of their names.
  private let parameters: [String: Int]
  private var reader: DossierReader
  /// Where each parameter was given first.
  private var places: [Int: SourceRange] = [:]
  private var result = ParameterValues()

  public static func read(
    _ source: SourceText, index: Int = 0, rules: RuleCatalogue
  ) -> (values: ParameterValues, diagnostics: [Diagnostic]) {
    var reader = ParameterReader(rules: rules)
    if FormReader.isForm(source) {
      let problems = reader.readForm(source, index)
      return (reader.result, problems + reader.reader.diagnostics)
    }
    if let head = source.headOfTable {
      reader.reader.report(
        .dossierShape,
        at: SourceRange(source: index, start: head.lowerBound, end: head.upperBound),
        Phrase(
          "参数表的标题行里没有 `字段` 和 `填写` 两列",
          "the head of this table of parameters has no columns `field` and `answer`"),
        hint: Phrase(
          "标题行写 `字段,键,填写,单位,文件`，下面一行一个值：`regionBehindBasicTarget,中卫市,是`；空表由 `review template --parameters --output 参数.xlsx` 给出",
          "write the head `field,key,answer,unit,document`, and a value a row: `regionBehindBasicTarget,中卫市,yes`; `review template --parameters --output parameters.xlsx` gives an empty table"
        ))
      return (ParameterValues(), reader.reader.diagnostics)
    }
    let (node, problems) = JSONReader.read(source, index: index)
    guard let node else { return (ParameterValues(), problems) }
    guard case .object(let members) = node.kind else {
      reader.reader.report(
        .dossierShape, at: node.range,
        Phrase("参数文件应是一个 JSON 对象 `{ … }`", "a parameter file is one JSON object `{ … }`"),
        hint: Phrase(
          "写成 `{\"参数\": 值}`，按键的写成 `{\"参数\": {\"键\": 值}}`",
          "write `{\"parameter\": value}`, or `{\"parameter\": {\"key\": value}}` for a table"))
      return (ParameterValues(), problems + reader.reader.diagnostics)
    }
    reader.readEach(members.filter { !$0.isAnnotation }.map { GivenValue($0) })
    return (reader.result, problems + reader.reader.diagnostics)
  }

  private init(rules: RuleCatalogue) {
    self.rules = rules
    keys = ParameterKeys(rules)
    var parameters: [String: Int] = [:]
    for (index, parameter) in rules.parameters.enumerated() {
      for name in [parameter.name.english, parameter.name.chinese] where parameters[name] == nil {
        parameters[name] = index
      }
    }
    self.parameters = parameters
    reader = DossierReader(vocabulary: rules.vocabulary)
  }

  /// Reads the rows of a form, those of one parameter together; what is wrong with the table.
  private mutating func readForm(_ source: SourceText, _ index: Int) -> [Diagnostic] {
    let read = CSVReader.rows(of: source, index: index)
    var header: FormHeader?
    var values: [GivenValue] = []
    for line in read.rows where line.isSound {
      if let found = FormHeader(line.row) {
        header = found
      } else if let header, let answer = header.answers.first, line.row.holds(answer.value),
        let name = line.row.name(header)
      {
        let node = line.row.node(answer, unit: header.unit)
        let key = header.key.flatMap { key in
          line.row.text(key).map {
            JSONMember(key: $0, keyRange: line.row.cells[key].range, value: node)
          }
        }
        values.append(GivenValue(name: name.text, range: name.range, node: node, key: key))
      }
    }
    readEach(values)
    return read.diagnostics
  }

  /// Reads values, those for the keys of one parameter together.
  private mutating func readEach(_ given: [GivenValue]) {
    var members: [JSONMember] = []
    var places: [String: Int] = [:]
    var keys: [Int: [JSONMember]] = [:]
    for value in given {
      if let key = value.key, let place = places[value.name] {
        keys[place, default: []].append(key)
        continue
      }
      if let key = value.key {
        places[value.name] = members.count
        keys[members.count] = [key]
      }
      members.append(JSONMember(key: value.name, keyRange: value.range, value: value.node))
    }
    for (place, member) in members.enumerated() {
      guard let keys = keys[place] else {
        read(member)
        continue
      }
      read(
        JSONMember(
          key: member.key, keyRange: member.keyRange,
          value: JSONNode(.object(keys), range: member.value.range)))
    }
  }

  /// A value as it was given: of a parameter, or of one key of it.
  private struct GivenValue {
    let name: String
    let range: SourceRange
    let node: JSONNode
    let key: JSONMember?

    init(name: String, range: SourceRange, node: JSONNode, key: JSONMember?) {
      (self.name, self.range, self.node, self.key) = (name, range, node, key)
    }

    /// `name` or `name[key]`.
    init(_ member: JSONMember) {
      (range, node) = (member.keyRange, member.value)
      if member.key.hasSuffix("]"), let start = member.key.firstIndex(of: "[") {
        name = String(member.key[..<start])
        key = JSONMember(
          key: String(member.key[member.key.index(after: start)...].dropLast()),
          keyRange: member.keyRange, value: member.value)
      } else {
        (name, key) = (member.key, nil)
      }
    }
  }

  private mutating func read(_ member: JSONMember) {
    let name = member.key.hasPrefix("param.") ? String(member.key.dropFirst(6)) : member.key
    guard let index = parameters[name] else {
      reader.report(
        .unknownKey, at: member.keyRange,
        Phrase(
          "没有名为 `\(member.key)` 的参数，它的值不会被使用",
          "no parameter is called `\(member.key)`; its value is not used"),
        hint: reader.suggestion(for: name) { [rules] in
          rules.parameters.flatMap { [$0.name.english, $0.name.chinese] }
        }, severity: .warning)
      return
    }
    let parameter = rules.parameters[index]
    if let first = places[index] {
      reader.report(.twice(member.key, at: member.keyRange, first: first))
      return
    }
    places[index] = member.keyRange
    if case .object(let members) = member.value.kind, !Self.isValue(members) {
      guard parameter.keyType != nil else {
        reader.report(
          .wrongValue, at: member.value.range,
          Phrase(
            "参数 `\(name)` 没有键，应只有一个值", "the parameter `\(name)` has no keys and takes one value"),
          hint: Phrase("写成 `\"\(name)\": 值`", "write `\"\(name)\": value`"))
        return
      }
      readRows(members, of: index)
    } else {
      if parameter.keyType != nil {
        reader.report(
          .unkeyedParameter, at: member.value.range,
          Phrase(
            "参数 `\(name)` 按键取值，这个值用于所有的键",
            "the parameter `\(name)` has a value for each key; this one is used for all"),
          hint: Phrase("写成 `{\"键\": 值}`", "write `{\"key\": value}`"), severity: .warning)
      }
      add(member.value, key: "", of: index)
    }
  }

  /// Reads a value for each key; one key under two of its names is an error, an unknown key a
  /// warning.
  private mutating func readRows(_ members: [JSONMember], of index: Int) {
    var first: [String: SourceRange] = [:]
    for row in members where !row.isAnnotation {
      guard !TextKey.folded(row.key).isEmpty else {
        reportEmptyKey(row, of: index)
        continue
      }
      guard let key = key(of: row, rules.parameters[index]) else { continue }
      let name = keys.canonical(key)
      if let place = first[name] {
        reader.report(.twice(row.key, at: row.keyRange, first: place))
        continue
      }
      first[name] = row.keyRange
      if rules.parameters[index].keyLevel == nil, !keys.isKnown(key) {
        reportUnknownKey(row, of: index)
      }
      add(row.value, key: key, of: index)
    }
  }

  /// An empty key would hold for all keys.
  private mutating func reportEmptyKey(_ row: JSONMember, of index: Int) {
    let parameter = rules.parameters[index]
    reader.report(
      .wrongValue, at: row.keyRange,
      Phrase(
        "`\(parameter.name.chinese)` 的一个键是空的", "a key of `\(parameter.name.english)` is empty"),
      hint: Phrase("写明这个值用于哪一个键", "say which key the value is for"))
  }

  /// The key of a row, of a place its full name; nil after a reported problem.
  private mutating func key(of row: JSONMember, _ parameter: CatalogueParameter) -> String? {
    guard let level = parameter.keyLevel, let divisions = rules.vocabulary.divisions else {
      return row.key
    }
    let (name, problem) = divisions.name(row.key, level)
    guard let problem else { return name }
    reader.report(
      .place(
        problem, at: row.keyRange, isHinted: reader.diagnostics.count < DiagnosticDigest.limit))
    return nil
  }

  /// A key of a choice is one of its names; a text may be any, so only a slip is worth a word.
  private mutating func reportUnknownKey(_ row: JSONMember, of index: Int) {
    let parameter = rules.parameters[index]
    // A letter alone is a name somebody made up.
    let isAny = parameter.keyType == .text
    if isAny, row.key.unicodeScalars.count < 2 { return }
    let nearest = nearKeys.nearest(to: row.key)
    if isAny, nearest == nil { return }
    reader.report(
      .unknownKey, at: row.keyRange,
      Phrase(
        "没有表格的行、选项或地区叫 `\(row.key)`；只有卷宗里恰好这样写，`\(parameter.name.chinese)` 才用到它",
        "no row of a table, no choice and no region is called `\(row.key)`; "
          + "`\(parameter.name.english)` uses it only where a dossier says exactly this"),
      hint: nearest.map(Phrase.didYouMean), severity: .warning)
  }

  /// Whether the members say one value rather than a value for each key.
  private static func isValue(_ members: [JSONMember]) -> Bool {
    let form = FactForm(members)
    return form[.value] != nil || form.reason != nil || (form[.from] != nil && form[.to] != nil)
  }

  private mutating func add(_ node: JSONNode, key: String, of index: Int) {
    let parameter = rules.parameters[index]
    guard let fact = reader.fact(node, of: Field(parameter)), isInUnit(fact, of: index, at: node)
    else { return }
    var basis: String?
    if case .object(let members) = node.kind, let member = FactForm(members)[.basis],
      case .number = parameter.type
    {
      guard let name = self.basis(member.value) else { return }
      basis = name
    }
    result.set(
      GivenParameter(
        state: fact.state, basis: basis, range: node.range, evidence: fact.evidence),
      index, key: key)
  }
}

// MARK: - What a parameter can be

extension ParameterReader {
  /// The basis that a text names, as the vocabulary spells it; nil after a reported problem.
  private mutating func basis(_ node: JSONNode) -> String? {
    let known = bases
    let text = node.written?.plain ?? ""
    // A vocabulary without bases has none to hold a text against.
    guard !known.isEmpty else { return node.written }
    if let name = known.first(where: { $0.isSpelled(text) }) { return name.chinese }
    let written = node.written ?? ""
    reader.report(
      .wrongValue, at: node.range,
      Phrase("没有口径 `\(written)`", "there is no basis `\(written)`"),
      hint: Phrase(
        "可选：" + known.map { $0.chinese }.joined(separator: "、"),
        "one of: " + known.map { $0.english }.joined(separator: ", ")))
    return nil
  }

  /// All that numbers are counted on: the fixed bases of fields, the choices of the fields that say
  /// the basis of another, and those of the rows of tables.
  private var bases: [Phrase] {
    var found: [Phrase] = []
    func add(_ name: Phrase) {
      if !found.contains(where: { $0.isSpelled(name.chinese) }) { found.append(name) }
    }
    for field in rules.vocabulary.fields {
      switch field.basis {
      case .field(let basis)?:
        guard case .choice(let list) = rules.vocabulary.fields[basis].type else { continue }
        for choice in rules.vocabulary.choiceLists[list].choices { add(choice) }
      case .fixed(let name)?: add(Phrase(name, name))
      case nil: break
      }
    }
    for parameter in rules.parameters {
      for row in parameter.rowsByKey.joined() {
        if let basis = row.basis { add(Phrase(basis, basis)) }
      }
    }
    return found
  }

  /// Whether a number with a unit of its own is in one that the parameter can have: that of its bare
  /// numbers, or of the rows of its table.
  private mutating func isInUnit(_ fact: Fact, of index: Int, at node: JSONNode) -> Bool {
    let allowed = units(of: rules.parameters[index])
    guard case .value(.number(let quantity)) = fact.state, let unit = quantity.unit,
      !allowed.isEmpty, !allowed.contains(where: { $0.dimensions == unit.dimensions })
    else { return true }
    let parameter = rules.parameters[index]
    reader.report(
      .unitMismatch, at: node.range,
      Phrase(
        "\(parameter.label)的单位不能是 `\(unit.name.chinese)`",
        "\(parameter.name.english) cannot be in `\(unit.name.english)`"),
      hint: Phrase(
        "可用：" + allowed.map { "`\($0.name.chinese)`" }.joined(separator: "、"),
        "one of: " + allowed.map { "`\($0.name.english)`" }.joined(separator: ", ")))
    return false
  }

  private func units(of parameter: CatalogueParameter) -> [UnitOfMeasure] {
    var found = [parameter.unit ?? parameter.bareUnit].compactMap { $0 }
    guard parameter.isOfTable else { return found }
    for row in parameter.rowsByKey.joined() {
      guard let unit = row.unit, !found.contains(where: { $0.dimensions == unit.dimensions })
      else { continue }
      found.append(unit)
    }
    return found
  }
}

extension Phrase {
  fileprivate func isSpelled(_ text: String) -> Bool {
    chinese == text || english.asciiLowercased == text.asciiLowercased
  }
}

extension Field {
  /// A field that takes the values of a parameter.
  init(_ parameter: CatalogueParameter) {
    self.init(
      name: parameter.name, path: parameter.name, label: parameter.label, type: parameter.type,
      unit: parameter.unit, isInteger: false, container: 0, interval: .everything)
  }
}

extension Diagnostic.Code {
  static let unkeyedParameter = Self(
    name: "unkeyed-parameter",
    explanation: Phrase(
      "按地区、产品等取值的参数应写成对象，如 {\"regionBehindBasicTarget\": {\"中卫市\": true}}。只给一个值时，它用于所有的键。",
      "A parameter with a value for each region or product is an object, as "
        + "{\"regionBehindBasicTarget\": {\"中卫市\": true}}. A single value is used for every key."))
}

extension SourceText {
  /// The first line of a text that is no JSON but cells in a row; nil for anything else.
  fileprivate var headOfTable: Range<Int>? {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    guard let start = bytes.firstIndex(where: { !blanks.contains($0) }),
      !"{[".utf8.contains(bytes[start])
    else { return nil }
    let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
    let isRow = bytes[start..<end].contains { $0 == UInt8(ascii: ",") || $0 == 0x09 }
    return isRow || path.hasSuffix(".csv") ? start..<end : nil
  }
}
