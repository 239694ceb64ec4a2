/// The members of a JSON object that stands for one fact.
struct FactForm {
  /// What a member says; each is written under any of its names, and once.
  enum Part: Int, CaseIterable {
    case value, from, to, unavailable, notApplicable
    case unit, basis, source, document, page, quote, date, authority, sha256

    var names: [String] {
      switch self {
      case .value: ["value", "值"]
      case .from: ["from", "自", "下限"]
      case .to: ["to", "至", "上限"]
      case .unavailable: StatedAbsence.Kind.unavailable.names
      case .notApplicable: StatedAbsence.Kind.notApplicable.names
      case .unit: ["unit", "单位"]
      case .basis: ["basis", "口径"]
      case .source: ["source", "来源"]
      case .document: ["document", "文件", "依据"]
      case .page: ["page", "页", "页码"]
      case .quote: ["quote", "原文"]
      case .date: ["date", "日期"]
      case .authority: ["authority", "机关", "认定机关"]
      case .sha256: ["sha256", "文件摘要"]
      }
    }

    static func named(_ key: String) -> Part? { allCases.first { $0.names.contains(key) } }
  }

  private var parts: [Part: JSONMember] = [:]
  private(set) var unknownMembers: [JSONMember] = []
  /// Members that say what another one says already, each with that first one.
  private(set) var repeated: [(member: JSONMember, first: JSONMember)] = []

  init(_ members: [JSONMember]) {
    for member in members where !member.isAnnotation {
      guard let part = Part.named(member.key) else {
        unknownMembers.append(member)
        continue
      }
      if let first = parts[part] {
        repeated.append((member, first))
      } else {
        parts[part] = member
      }
    }
  }

  /// Every key that a value may have beside it, in both languages.
  static let names = Part.allCases.flatMap { $0.names }

  subscript(_ part: Part) -> JSONMember? { parts[part] }

  /// The first member of each kind that says what is known; more than one contradict each other.
  var states: [JSONMember] {
    [parts[.value], parts[.from] ?? parts[.to], parts[.unavailable], parts[.notApplicable]]
      .compactMap { $0 }
  }

  /// The member that says why there is no value.
  var reason: JSONMember? { parts[.unavailable] ?? parts[.notApplicable] }
}

extension JSONNode {
  /// A text or a number, as it was written.
  var written: String? {
    switch kind {
    case .string(let text), .number(let text): text
    case .null, .boolean, .array, .object: nil
    }
  }
}
