/// Reads a dossier's JSON into facts, by the words of a vocabulary.
///
/// Keys are English or Chinese paths or labels. Whatever cannot be read is reported with its
/// place; a key nobody knows is a warning, a value that is not of its field's type an error.
///
/// Whoever reads many dossiers keeps one reader: it knows the names of the vocabulary.
public struct DossierReader: Sendable {
  let vocabulary: Vocabulary
  private let labels: LabelIndex
  private(set) var diagnostics: [Diagnostic] = []
  /// The words that fields are counted on, as 等价值 and 当量值.
  let bases: [String]
  /// The unit of numbers without one, as the head of their column names it.
  var columnUnit: String?
  /// The unit of the number that is being read, as a field beside it says.
  var statedUnit: StatedUnit?
  /// The numbers of the element that is being read whose unit may stand further down.
  private var waiting: [(field: Int, node: JSONNode)] = []
  /// What remarks behind numbers say of their bases, of the element that is being read.
  var statedBases: [(field: Int, fact: Fact)] = []
  /// What is read; nil: everything.
  private var selection: FactSelection?
  /// Where each fact of the element was read first, so that a second one is found.
  private var places: [FactReference.Target: SourceRange] = [:]

  /// - Parameter index: The place of `source` in the list its diagnostics are drawn from.
  public static func read(
    _ source: SourceText, index: Int = 0, vocabulary: Vocabulary
  ) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    DossierReader(vocabulary: vocabulary).read(source, index: index)
  }

  /// Reads one dossier.
  ///
  /// - Parameters:
  ///   - index: The place of `source` in the list its diagnostics are drawn from.
  ///   - parsed: Its value, where that was read already and nothing is wrong with it.
  public func read(
    _ source: SourceText, index: Int = 0, parsed: JSONNode? = nil
  ) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    read(source, index: index, parsed: parsed, only: nil)
  }

  /// Reads of one dossier what is selected; of the rest nothing is said.
  func read(
    _ source: SourceText, index: Int = 0, parsed: JSONNode? = nil, only selection: FactSelection?
  ) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    let (node, problems) = parsed.map { ($0, []) } ?? JSONReader.read(source, index: index)
    guard let node else { return (nil, problems) }
    var reader = self
    reader.selection = selection
    let (dossier, more) = reader.read(node, of: source)
    // What the JSON itself gets wrong is not reported again as a wrong value.
    let reported = Set(problems.map { $0.range })
    let all = (problems + more.filter { !reported.contains($0.range) })
      .sorted { $0.range.start < $1.range.start }
    return (dossier.map { Dossier(source: source, root: $0.root, diagnostics: all) }, all)
  }

  /// Reads a dossier from JSON that was already parsed.
  public func read(
    _ node: JSONNode, of source: SourceText
  ) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    var reader = self
    guard case .object(let members) = node.kind else {
      reader.report(
        .dossierShape, at: node.range,
        Phrase("卷宗应是一个 JSON 对象 `{ … }`", "a dossier is one JSON object `{ … }`"),
        hint: Phrase(
          "字段按组写：`{\"组\": {\"字段\": 值}}`；`review template` 给出空白的表",
          "write fields by their groups, `{\"group\": {\"field\": value}}`; `review template` writes a form"
        ))
      return (nil, reader.diagnostics)
    }
    let root = reader.element(members, container: 0, indices: [])
    if root.elementCount > ListLimit.inAll {
      reader.report(.listsTooLong(root.elementCount, at: node.range))
    }
    let dossier = Dossier(source: source, root: root, diagnostics: reader.diagnostics)
    return (dossier, reader.diagnostics)
  }

  /// Whether an object has members and none of them is called as anything of a dossier: it is most
  /// likely something else.
  public func knowsNone(of members: [JSONMember]) -> Bool {
    let names = members.filter { !$0.isAnnotation }
    return !names.isEmpty && names.allSatisfy { labels.member($0.key, in: 0) == nil }
  }

  public init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    labels = LabelIndex(vocabulary)
    bases = vocabulary.fields.compactMap { field in
      if case .fixed(let name)? = field.basis { name } else { nil }
    }
  }

  // MARK: - Objects and lists

  private mutating func element(
    _ members: [JSONMember], container: Int, indices: [Int?]
  ) -> DossierElement {
    var element = DossierElement()
    element.facts.reserveCapacity(members.count)
    let outer = (statedBases, places, waiting)
    (statedBases, places, waiting) = ([], [:], [])
    places.reserveCapacity(members.count)
    for member in members where !member.isAnnotation {
      read(member, container: container, indices: indices, into: &element)
    }
    for (field, node) in waiting {
      let declared = vocabulary.fields[field]
      let unit = declared.unitField.flatMap { StatedUnit(element.facts[$0]) }
      if let fact = fact(node, of: declared, beside: unit) { element.facts[field] = fact }
    }
    for (field, fact) in statedBases {
      if settles(fact, of: field, beside: element.facts[field]) { element.facts[field] = fact }
    }
    (statedBases, places, waiting) = outer
    return element
  }

  private mutating func read(
    _ member: JSONMember, container: Int, indices: [Int?], into element: inout DossierElement
  ) {
    switch labels.member(member.key, in: container) {
    case .field(let field):
      guard selection?.isFieldRead[field] ?? true,
        isFirst(.field(field), indices, at: member.keyRange)
      else { return }
      if vocabulary.fields[field].unitField != nil {
        waiting.append((field, member.value))
      } else if let fact = fact(member.value, of: vocabulary.fields[field]) {
        element.facts[field] = fact
      }
    case .container(let inner) where vocabulary.containers[inner].isList:
      guard selection?.isListRead[inner] ?? true,
        isFirst(.list(inner), indices, at: member.keyRange)
      else { return }
      element.lists[inner] = list(member.value, of: inner, indices: indices)
    case .container(let inner):
      readGroup(member, inner, indices: indices, into: &element)
    case nil:
      reportUnknownKey(member, in: container)
    }
  }

  private mutating func readGroup(
    _ member: JSONMember, _ group: Int, indices: [Int?], into element: inout DossierElement
  ) {
    switch member.value.kind {
    case .object(let members):
      for inner in members where !inner.isAnnotation {
        read(inner, container: group, indices: indices, into: &element)
      }
    case .null: break
    case .string(let text) where AnswerWord.isEmpty(text): break
    default:
      report(
        .dossierShape, at: member.value.range,
        Phrase("`\(member.key)` 应是对象 `{ … }`", "`\(member.key)` is an object `{ … }`"),
        hint: form(ofElement: group).map {
          Phrase(
            "写成 `\"\(member.key)\": \($0.chinese)`", "write `\"\(member.key)\": \($0.english)`")
        })
    }
  }

  private mutating func isFirst(
    _ target: FactReference.Target, _ indices: [Int?], at range: SourceRange
  ) -> Bool {
    guard let first = places[target] else {
      places[target] = range
      return true
    }
    let path = FactReference(target, indices: indices).path(in: vocabulary)
    report(
      .duplicateFact, at: range,
      Phrase("`\(path)` 给了两次", "`\(path)` is given twice"),
      related: [.init(first, Phrase("第一次在这里", "first here"))],
      hint: Self.keepOneName)
    return false
  }

  static let keepOneName = Phrase(
    "中文名与英文名指同一字段，只留一个", "the Chinese and the English key name one field; keep one")

  private mutating func list(
    _ node: JSONNode, of list: Int, indices: [Int?]
  ) -> DossierList? {
    switch node.kind {
    case .null: return nil
    case .string(let text) where AnswerWord.isEmpty(text): return nil
    case .string(let text) where AnswerWord.isNone(text): return .elements([])
    case .string(let text) where AnswerWord.isHyphen(text):
      report(
        .wrongValue, at: node.range,
        Phrase("`\(text)` 可能是没有填，也可能是不适用", "`\(text)` may be not given, or not applicable"),
        hint: Phrase(
          "没有填的不写，一项也没有写 `[]`", "leave it out when it is not given; write `[]` for none"))
      return nil
    case .array(let items):
      guard items.count <= ListLimit.elements else {
        report(.listTooLong(items[ListLimit.elements].range))
        return nil
      }
      var elements: [DossierElement] = []
      for (position, item) in items.enumerated() {
        guard case .object(let members) = item.kind else {
          report(
            .dossierShape, at: item.range,
            Phrase("列表的每一项应是对象 `{ … }`", "each element of the list is an object `{ … }`"),
            hint: form(ofElement: list).map {
              Phrase("写成 `[\($0.chinese)]`", "write `[\($0.english)]`")
            })
          continue
        }
        elements.append(element(members, container: list, indices: indices + [position]))
      }
      return .elements(elements)
    case .object(let members):
      return stated(FactForm(members), node)
    default:
      report(
        .dossierShape, at: node.range, Phrase("这里应是列表 `[ … ]`", "this is a list `[ … ]`"),
        hint: form(ofElement: list).map {
          Phrase("写成 `[\($0.chinese)]`，没有写 `[]`", "write `[\($0.english)]`, or `[]` for none")
        })
      return nil
    }
  }

  /// `{"名称": …}`: an object with the first field of a group or list; nil for one without fields.
  private func form(ofElement container: Int) -> Phrase? {
    vocabulary.containers[container].fields.first.map { field in
      let name = vocabulary.fields[field].name
      return Phrase("{\"\(name.chinese)\": …}", "{\"\(name.english)\": …}")
    }
  }

  // MARK: - Facts

  /// The fact of a field; nil when it is not given or cannot be read.
  mutating func fact(_ node: JSONNode, of field: Field) -> Fact? {
    guard case .object(let members) = node.kind else {
      return state(node, of: field).map { Fact($0, range: node.range) }
    }
    let form = FactForm(members)
    guard isClear(form, node) else { return nil }
    if let reason = form.reason {
      guard let text = self.reason(reason, of: field) else { return nil }
      return Fact(
        form[.unavailable] != nil ? .unavailable(text) : notApplicable(text, field),
        range: node.range)
    }
    guard let evidence = evidence(form) else { return nil }
    if let from = form[.from], let to = form[.to] {
      return span(from.value, to.value, form, of: field, at: node.range).map {
        Fact(.value($0), range: node.range, evidence: evidence.found)
      }
    }
    guard let given = form[.value]?.value else {
      reportEmptyObject(node)
      return nil
    }
    return state(given, of: field, unit: form[.unit]?.value).map {
      Fact($0, range: given.range, evidence: evidence.found)
    }
  }

  /// A list that an object says is not there, or is empty.
  private mutating func stated(_ form: FactForm, _ node: JSONNode) -> DossierList? {
    guard let reason = form.reason, form[.value] == nil else {
      report(
        .dossierShape, at: node.range,
        Phrase("这里是列表，可以有多项", "this is a list of any number of elements"),
        hint: Phrase("写成 `[ { … } ]`，没有则写 `[]`", "write `[ { … } ]`, or `[]` for none"))
      return nil
    }
    guard isClear(form, node), let text = self.reason(reason, of: nil) else { return nil }
    return form[.unavailable] != nil ? .unavailable(text) : .elements([])
  }

  /// Whether an object says one thing; what it says twice or against itself is reported.
  private mutating func isClear(_ form: FactForm, _ node: JSONNode) -> Bool {
    let isRepeated = reportRepeated(form)
    guard form.states.count <= 1 else {
      reportContradiction(form.states, in: node)
      return false
    }
    for member in form.unknownMembers where !form.states.isEmpty { reportUnknownMember(member) }
    return !isRepeated
  }

  mutating func reportRepeated(_ form: FactForm) -> Bool {
    for (member, first) in form.repeated {
      report(
        .duplicateFact, at: member.keyRange,
        Phrase(
          "`\(member.key)` 与 `\(first.key)` 指同一项",
          "`\(member.key)` and `\(first.key)` are one member"),
        related: [.init(first.keyRange, Phrase("第一次在这里", "first here"))],
        hint: Phrase("只留一个", "keep one of them"))
    }
    return !form.repeated.isEmpty
  }

  /// Why a value is not given: a text that says something; nil after a reported problem.
  ///
  /// - Parameter field: nil for a list.
  private mutating func reason(_ member: JSONMember, of field: Field?) -> String? {
    // What it says instead of a reason is told, so that nobody thinks that it was not seen.
    var said = ""
    if case .string(let text) = member.value.kind {
      if isReason(text, of: field) { return text }
      said = text
    }
    report(
      .wrongValue, at: member.value.range, ReasonWord.problem(member.key, said),
      hint: ReasonWord.hint(
        writing: Phrase("{\"\(member.key)\": \"尚未开工\"}", "{\"\(member.key)\": \"not built yet\"}")))
    return nil
  }

  /// Whether a text says why there is no value.
  ///
  /// - Parameter field: nil for a list.
  func isReason(_ text: String, of field: Field?) -> Bool {
    ReasonWord.isReason(text) && !isChoice(text, of: field)
  }

  private func isChoice(_ text: String, of field: Field?) -> Bool {
    switch field?.type {
    case .choice(let list)?, .choices(let list)?:
      !AnswerWord.isNone(text) && vocabulary.choiceLists[list].index(written: text.plain) != nil
    case .truth?, .number?, .text?, .date?, nil: false
    }
  }

  /// A choice that itself says "not applicable" is a value; elsewhere it is a state.
  func notApplicable(_ reason: String, _ field: Field) -> Fact.State {
    if case .choice(let list) = field.type,
      let choice = vocabulary.choiceLists[list].index(of: "notApplicable")
    {
      return .value(.choice(choice))
    }
    return .notApplicable(reason)
  }

  private mutating func reportEmptyObject(_ node: JSONNode) {
    report(
      .dossierShape, at: node.range,
      Phrase("对象里没有 `value`", "the object has no `value`"),
      hint: Phrase(
        "写成 `{\"value\": …}`、`{\"from\": …, \"to\": …}`、`{\"unavailable\": \"原因\"}` 或 `{\"notApplicable\": \"原因\"}`",
        "write `{\"value\": …}`, `{\"from\": …, \"to\": …}`, `{\"unavailable\": \"why\"}` or `{\"notApplicable\": \"why\"}`"
      ))
  }

  private mutating func span(
    _ from: JSONNode, _ to: JSONNode, _ form: FactForm, of field: Field, at range: SourceRange
  ) -> ScalarValue? {
    if field.type == .date { return dateSpan(from, to, of: field, at: range) }
    guard case .number = field.type else {
      report(
        .wrongValue, at: range,
        Phrase(
          "\(field.label)不是数或日期，不能给区间",
          "\(field.path.english) is no number and no date, and takes no range"),
        hint: Phrase("只写一个值：`{\"value\": …}`", "give one value: `{\"value\": …}`"))
      return nil
    }
    guard case .number(let low)? = value(from, of: field, unit: form[.unit]?.value),
      case .number(let high)? = value(to, of: field, unit: form[.unit]?.value)
    else { return nil }
    return span(low, high, field, at: range)
  }

  /// Whether what a remark says of a basis, `800（综合）`, is all that is said of it; another basis
  /// beside it is reported.
  mutating func settles(_ stated: Fact, of field: Int, beside given: Fact?) -> Bool {
    guard let given else { return true }
    guard given.state != stated.state, let range = stated.range else { return false }
    let declared = vocabulary.fields[field]
    report(
      .basisMismatch, at: range,
      Phrase(
        "括号里的口径与\(declared.label)不同", "the remark says another basis than \(declared.path.english)"),
      related: given.range.map { [.init($0, Phrase("这里写的口径", "the basis that is given"))] } ?? [],
      hint: Phrase("两处写成一样，或只留一处", "say the same in both places, or in one"))
    return false
  }

  private mutating func reportContradiction(_ members: [JSONMember], in node: JSONNode) {
    let names = members.map { "`\($0.key)`" }
    report(
      .dossierShape, at: node.range,
      Phrase(
        "\(names.joined(separator: "、"))不能同时给出",
        "\(names.joined(separator: ", ")) cannot stand side by side"),
      hint: Phrase("只留一个", "keep one of them"))
  }

  private mutating func reportUnknownMember(_ member: JSONMember) {
    report(
      .unknownKey, at: member.keyRange,
      Phrase(
        "这里没有 `\(member.key)` 这一项，它不会被使用", "a value has no member `\(member.key)`; it is not used"),
      hint: suggestion(for: member.key) { FactForm.names }, severity: .warning)
  }

  // MARK: - Reporting

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  mutating func report(
    _ code: Diagnostic.Code, at range: SourceRange, _ message: Phrase,
    related: [Diagnostic.Label] = [], hint: Phrase? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(code, at: range, message, related: related, hint: hint, severity: severity))
  }

  private mutating func reportUnknownKey(_ member: JSONMember, in container: Int) {
    report(
      .unknownKey, at: member.keyRange,
      Phrase(
        "词汇里没有 `\(member.key)`，它的值不会被使用",
        "the vocabulary does not know `\(member.key)`; its value is not used"),
      hint: suggestion(for: member.key) { [labels] in labels.names(in: container) },
      severity: .warning)
  }

  /// The nearest of the known names, as a hint; none once there are more problems than are shown.
  func suggestion(for name: String, among known: () -> [String]) -> Phrase? {
    nearest(to: name, among: known).map(Phrase.didYouMean)
  }

  func nearest(to name: String, among known: () -> [String]) -> String? {
    diagnostics.count < DiagnosticDigest.limit ? Suggestion.nearest(to: name, among: known()) : nil
  }
}

extension Diagnostic.Code {
  static let dossierShape = Self(
    name: "dossier-shape",
    explanation: Phrase(
      "卷宗是嵌套的 JSON 对象；有多项的（主要产品、供热机组……）是数组。没有的事实写 null 或不写。",
      "A dossier is nested JSON objects; what comes in several (products, heatUnits …) is an array. "
        + "A fact that is not given is null or left out."))

  static let unknownKey = Self(
    name: "unknown-key",
    explanation: Phrase(
      "卷宗的键应是词汇中的字段。不认识的键不参与判断；多半是写错了一个字。",
      "The keys of a dossier are fields of the vocabulary. An unknown key takes no part; usually one "
        + "letter is wrong."))
}
