// What a balance looks like in reports, and in the index beside an audit log:
//
//     {"source": "NX-TH-2023-017", "list": "capacityReplacement.sources", "capacity": "53",
//      "unit": "万吨/年", "claims": [{"project": "甲项目", "amount": "53", "seq": 12, …}],
//      "left": "-53", "kind": "doubleUse"}
//
// Amounts are decimal strings. A claim says all that its dossier says of the source, so that the
// account can be made again from it.

extension SourceBalance {
  /// - Parameter language: That of the names of units.
  public func write(to json: inout JSONWriter, _ language: Language) {
    json.object { json in
      json.member("source", source)
      json.member("list", uses.first?.claim.list)
      json.member("capacity", capacity?.number?.shortDecimal())
      json.member("unit", capacity?.unit?.name[language] ?? "")
      json.member("claims") { json in
        json.array { json in
          for use in uses {
            use.write(to: &json, language, isReviewed: use.project == reviewed)
          }
        }
      }
      if unlisted > 0 { json.member("unlisted", unlisted) }
      json.member("left", left?.number?.shortDecimal())
      json.member("kind", kind?.name)
      json.member("identified", isIdentified)
    }
  }
}

extension SourceBalance.Use {
  /// - Parameter isReviewed: Whether it is the use of the project that is reviewed.
  public func write(to json: inout JSONWriter, _ language: Language, isReviewed: Bool = false) {
    json.object { json in
      json.member("project", project.shownName)
      json.member("amount", claim.amount?.number?.shortDecimal())
      json.member("unit", claim.amount?.unit?.name[language] ?? "")
      if let sequence { json.member("seq", sequence) } else { json.member("seq") { $0.null() } }
      if let since, since != sequence { json.member("since", since) }
      json.member("decision", decision)
      if isReviewed { json.member("reviewed", true) }
      json.member("code", project.code)
      json.member("name", project.name)
      json.member("place") { $0.strings(project.place) }
      json.member("path", project.path)
      json.member("list", claim.list)
      if !claim.part.isEmpty { json.member("part", claim.part) }
      json.member("position") { json in
        json.array { json in for index in claim.position { json.integer(index) } }
      }
      json.member("number", claim.number)
      json.member("names") { $0.strings(claim.names) }
      json.member("date", claim.date)
      json.write(claim.amount, "used", language)
      json.write(claim.whole, "whole", language)
    }
  }

  /// A use as ``write(to:_:isReviewed:)`` wrote it; nil for anything else.
  public init?(_ node: JSONNode, units: UnitTable) {
    guard let list = node.text("list"), let path = node.text("path") else { return nil }
    project = ClaimingProject(
      name: node.text("name") ?? "", code: node.text("code") ?? "", place: node.texts("place"),
      path: path)
    claim = SourceClaim(
      list: list, part: node.text("part") ?? "", position: node.integers("position"),
      number: node.text("number") ?? "", names: node.texts("names"), date: node.text("date") ?? "",
      amount: node.quantity("used", units), whole: node.quantity("whole", units))
    sequence = node.integer("seq")
    decision = node.text("decision")
    since = node.integer("since") ?? sequence
  }
}

extension JSONWriter {
  fileprivate mutating func strings(_ texts: [String]) {
    array { json in for text in texts { json.string(text) } }
  }

  /// `"whole": ["40", "50", "吨/年"]`: both ends in the unit, null where it is open.
  fileprivate mutating func write(_ quantity: Quantity?, _ key: String, _ language: Language) {
    guard let quantity else { return }
    member(key) { json in
      json.array { json in
        for bound in [quantity.interval.lower, quantity.interval.upper] {
          if let number = bound.flatMap({ quantity.shown($0.value) }) {
            json.string(number.shortDecimal())
          } else {
            json.null()
          }
        }
        json.string(quantity.unit?.name[language] ?? "")
      }
    }
  }
}

extension JSONNode {
  /// The value of a member; nil for no such member and for no object.
  fileprivate func member(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var elements: [JSONNode] { if case .array(let nodes) = kind { nodes } else { [] } }
  fileprivate var text: String? { if case .string(let text) = kind { text } else { nil } }
  fileprivate var integer: Int? { if case .number(let digits) = kind { Int(digits) } else { nil } }

  fileprivate func text(_ key: String) -> String? { member(key)?.text }
  fileprivate func integer(_ key: String) -> Int? { member(key)?.integer }
  fileprivate func texts(_ key: String) -> [String] {
    member(key)?.elements.compactMap { $0.text } ?? []
  }
  fileprivate func integers(_ key: String) -> [Int] {
    member(key)?.elements.compactMap { $0.integer } ?? []
  }

  fileprivate func quantity(_ key: String, _ units: UnitTable) -> Quantity? {
    guard let parts = member(key)?.elements, parts.count == 3, let name = parts[2].text else {
      return nil
    }
    let unit = name.isEmpty ? nil : units.unit(written: name)
    guard name.isEmpty || unit != nil else { return nil }
    func bound(_ node: JSONNode) -> NumberInterval.Bound? {
      node.text.flatMap { ExactNumber(parsing: $0) }
        .flatMap { Quantity($0, in: unit)?.interval.lower }
    }
    return Quantity(
      interval: NumberInterval(lower: bound(parts[0]), upper: bound(parts[1])), unit: unit)
  }
}

/// What a result says of the accounts it was decided by, see ``Review/holding(_:)``.
public enum LedgerResult {
  /// The uses of other projects, and those that the project itself made in earlier decisions.
  public static func earlierUses(in result: JSONNode, units: UnitTable) -> [SourceBalance.Use] {
    (result.member("ledger")?.elements ?? []).flatMap { balance in
      (balance.member("claims")?.elements ?? [])
        .filter { $0.member("reviewed") == nil || $0.member("since") != nil }
        .compactMap { SourceBalance.Use($0, units: units) }
    }
  }
}
