/// What the office that signs a paper puts on it: its name, number, address and deadlines.
///
/// It says nothing of a project, so no decision depends on it. What is not given stays a blank line
/// to be filled in by hand.
public struct Office: Sendable, Equatable {
  /// As 中卫市发展和改革委员会.
  public internal(set) var name: String?
  /// What stands before the year in the number of a paper, as 卫发改审.
  public internal(set) var code: String?
  public internal(set) var address: String?
  public internal(set) var postcode: String?
  public internal(set) var contact: String?
  public internal(set) var telephone: String?
  /// How many days an applicant has to supply what is missing.
  public internal(set) var supplementDays: String?
  /// Where and until when a refusal can be appealed, in the words of the office.
  public internal(set) var appeal: String?
  /// Who gets a copy.
  public internal(set) var copies: [String] = []
  /// The field of the vocabulary that names the applicant.
  public internal(set) var applicant: Int?

  /// An office of which nothing is known.
  public init() {}
}

/// Reads the settings of an office:
///
///     {
///       "单位": "中卫市发展和改革委员会",
///       "发文代字": "卫发改审",
///       "补正期限": 15,
///       "申请单位字段": "项目.企业"
///     }
///
/// Every key has a Chinese and an English name, and each may be left out.
public struct OfficeReader {
  private let vocabulary: Vocabulary
  private var office = Office()
  private var diagnostics: [Diagnostic] = []
  /// Where each key was given first, under either name.
  private var places: [Key: SourceRange] = [:]

  /// The name of the file that is looked for beside the rules.
  public static let fileName = "office.json"

  public static func read(
    _ source: SourceText, index: Int = 0, vocabulary: Vocabulary
  ) -> (office: Office, diagnostics: [Diagnostic]) {
    let (node, problems) = JSONReader.read(source, index: index)
    guard let node else { return (Office(), problems) }
    var reader = OfficeReader(vocabulary: vocabulary)
    reader.read(node)
    return (reader.office, problems + reader.diagnostics)
  }

  private init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  private enum Key: CaseIterable {
    case name, code, address, postcode, contact, telephone, supplementDays, appeal, copies
    case applicant

    var spelling: Phrase {
      switch self {
      case .name: Phrase("单位", "name")
      case .code: Phrase("发文代字", "code")
      case .address: Phrase("地址", "address")
      case .postcode: Phrase("邮编", "postcode")
      case .contact: Phrase("联系人", "contact")
      case .telephone: Phrase("电话", "telephone")
      case .supplementDays: Phrase("补正期限", "supplementDays")
      case .appeal: Phrase("权利告知", "appeal")
      case .copies: Phrase("抄送", "copies")
      case .applicant: Phrase("申请单位字段", "applicantField")
      }
    }

    init?(_ word: String) {
      guard
        let key = Self.allCases.first(where: {
          $0.spelling.chinese == word || $0.spelling.english == word
        })
      else { return nil }
      self = key
    }

    static let spellings = allCases.flatMap { [$0.spelling.chinese, $0.spelling.english] }
  }

  private mutating func read(_ node: JSONNode) {
    guard case .object(let members) = node.kind else {
      return report(
        .dossierShape, at: node.range,
        Phrase("单位设置应是一个 JSON 对象 `{ … }`", "the settings of an office are one JSON object `{ … }`"),
        hint: Phrase("写成 `{\"单位\": \"…\"}`", "write `{\"name\": \"…\"}`"))
    }
    for member in members { read(member) }
  }

  private mutating func read(_ member: JSONMember) {
    guard let key = Key(member.key) else {
      return report(
        .unknownKey, at: member.keyRange,
        Phrase("单位设置里没有 `\(member.key)` 这一项", "the settings of an office have no `\(member.key)`"),
        hint: hint(for: member.key))
    }
    if let first = places[key] {
      return diagnostics.append(.twice(member.key, at: member.keyRange, first: first))
    }
    places[key] = member.keyRange
    switch key {
    case .name: office.name = text(member)
    case .code: office.code = text(member)
    case .address: office.address = text(member)
    case .postcode: office.postcode = text(member)
    case .contact: office.contact = text(member)
    case .telephone: office.telephone = text(member)
    case .supplementDays: office.supplementDays = days(member)
    case .appeal: office.appeal = text(member)
    case .copies: office.copies = texts(member)
    case .applicant: office.applicant = field(member)
    }
  }

  private func hint(for word: String) -> Phrase {
    if let nearest = Suggestion.nearest(to: word, among: Key.spellings) {
      return .didYouMean(nearest)
    }
    let known = Key.allCases.map { $0.spelling }
    return Phrase(
      "可以写：\(known.map { $0.chinese }.joined(separator: "、"))",
      "known are: \(known.map { $0.english }.joined(separator: ", "))")
  }

  /// A text; nil for a blank one, which is not given.
  private mutating func text(_ member: JSONMember) -> String? {
    guard case .string(let text) = member.value.kind else {
      wrong(member, Phrase("是一段文字", "is a text"), Phrase("写成 `\"…\"`", "write `\"…\"`"))
      return nil
    }
    return text.contains { $0 != " " && $0 != "\u{3000}" } ? text : nil
  }

  private mutating func texts(_ member: JSONMember) -> [String] {
    guard case .array(let nodes) = member.value.kind else {
      return text(member).map { [$0] } ?? []
    }
    return nodes.compactMap { node in
      text(JSONMember(key: member.key, keyRange: member.keyRange, value: node))
    }
  }

  private mutating func days(_ member: JSONMember) -> String? {
    let isDays =
      if case .number(let digits) = member.value.kind {
        digits.utf8.allSatisfy { (0x30...0x39).contains($0) } && digits.utf8.count <= 3
          && digits.utf8.first != 0x30
      } else { false }
    guard isDays, case .number(let digits) = member.value.kind else {
      wrong(
        member, Phrase("是 1 至 999 的整数，单位为日", "is a whole number of days from 1 to 999"),
        Phrase("写成 `15`", "write `15`"))
      return nil
    }
    return digits
  }

  private mutating func field(_ member: JSONMember) -> Int? {
    guard let path = text(member) else { return nil }
    if let field = vocabulary.field(at: path), isPlainText(vocabulary.fields[field]) {
      return field
    }
    let texts = vocabulary.fields.filter { isPlainText($0) }
    let nearest = Suggestion.nearest(
      to: path, among: texts.lazy.flatMap { [$0.path.chinese, $0.path.english] })
    wrong(
      member,
      Phrase("是列表以外一个文字字段的路径", "is the path of a field of text outside any list"),
      nearest.map(Phrase.didYouMean)
        ?? Phrase("例如 `项目.企业`", "as `project.enterprise`"))
    return nil
  }

  private func isPlainText(_ field: Field) -> Bool {
    field.type == .text && !vocabulary.containers[field.container].isList
  }

  private mutating func wrong(_ member: JSONMember, _ demand: Phrase, _ hint: Phrase) {
    report(
      .wrongValue, at: member.value.range,
      Phrase("`\(member.key)` \(demand.chinese)", "`\(member.key)` \(demand.english)"), hint: hint)
  }

  private mutating func report(
    _ code: Diagnostic.Code, at range: SourceRange, _ message: Phrase, hint: Phrase
  ) {
    diagnostics.append(Diagnostic(code, at: range, message, hint: hint))
  }
}
