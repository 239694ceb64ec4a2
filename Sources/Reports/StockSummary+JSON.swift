import Rules

// ```json
// {"dossiers": 3, "rejected": 1, "decisions": {"approve": 1, "conditional": 0, "supplement": 0,
//   "suspend": 0, "refuse": 2}, "problems": {"wrong-value": 1},
//  "groups": [{"field": "project.industry", "label": "行业",
//    "values": [{"name": "steel", "label": "钢铁", "dossiers": 2, "decisions": {…}}],
//    "notGiven": {"dossiers": 1, "decisions": {…}}}],
//  "causes": [{"name": "NX-4.4-01", "label": "单位产品能耗", "dossiers": 2, "decisions": {…}}],
//  "missing": [{"name": "dataCentre.pue", "label": "电能利用效率", "dossiers": 1, "decisions": {…}}],
//  "totals": [{"field": "energy.actualTce", "label": "…", "unit": "吨标准煤", "given": 2,
//    "low": "1200", "high": "1300"}],
//  "uses": [ … ], "clashes": ["…"]}
// ```
// Amounts are decimal strings. `notGiven` counts the dossiers that do not say what a group counts by; a
// group where each does has none. `uses` is what the dossiers use of which source, so that what two
// parts of a stock use is found when they are added; `clashes` says what is wrong with them.
// Parts that do not fit together have `"warnings": ["…"]` behind that.

extension StockSummary {
  /// - Parameters:
  ///   - notes: What is wrong with the sources that several dossiers use.
  ///   - warnings: Why it may not be that of the whole stock; none is not told.
  public func write(notes: [String] = [], warnings: [String] = [], to json: inout JSONWriter) {
    json.object { json in
      json.member("dossiers", decisions.total)
      json.member("rejected", rejected)
      json.member("decisions") { Self.write(decisions, to: &$0) }
      json.member("problems") { json in
        json.object { json in
          for (code, count) in problems.sorted(by: { $0.key < $1.key }) { json.member(code, count) }
        }
      }
      json.member("groups") { json in
        json.array { json in
          for group in groups where !group.counts.items.isEmpty {
            json.object { json in
              json.member("field", group.field)
              json.member("label", group.label)
              json.member("values") { Self.write(group.counts, to: &$0) }
              if let rest = rest(of: group) {
                json.member("notGiven") { json in
                  json.object { json in
                    json.member("dossiers", rest.total)
                    json.member("decisions") { Self.write(rest, to: &$0) }
                  }
                }
              }
            }
          }
        }
      }
      json.member("causes") { Self.write(failures, to: &$0) }
      json.member("missing") { Self.write(missing, to: &$0) }
      json.member("totals") { json in
        json.array { json in
          for total in totals where total.given > 0 { Self.write(total, to: &json) }
        }
      }
      json.member("uses") { json in
        json.array { json in
          for use in uses { use.write(to: &json, .chinese) }
        }
      }
      json.member("clashes") { json in
        json.array { json in
          for note in notes { json.string(note) }
        }
      }
      guard !warnings.isEmpty else { return }
      json.member("warnings") { json in
        json.array { json in
          for warning in warnings { json.string(warning) }
        }
      }
    }
  }

  private static func write(_ tally: Tally, to json: inout JSONWriter) {
    json.object { json in
      for decision in Decision.allCases { json.member(decision.name.english, tally[decision]) }
    }
  }

  private static func write(_ counts: Counts, to json: inout JSONWriter) {
    json.array { json in
      for (name, item) in counts.ranked {
        json.object { json in
          json.member("name", name)
          json.member("label", item.label)
          json.member("dossiers", item.tally.total)
          json.member("decisions") { write(item.tally, to: &$0) }
        }
      }
    }
  }

  private static func write(_ total: Total, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", total.field)
      json.member("label", total.label)
      json.member("unit", total.unit.chinese)
      json.member("unitEnglish", total.unit.english)
      json.member("given", total.given)
      json.member("low", total.low?.shortDecimal())
      json.member("high", total.high?.shortDecimal())
    }
  }

  // MARK: - Reading

  /// A summary as ``write(to:)`` wrote it; nil for anything else.
  public init?(_ node: JSONNode, vocabulary: Vocabulary) {
    self.init(vocabulary)
    guard let decisions = node.member("decisions").flatMap({ Tally($0) }),
      let rejected = node.integer("rejected"), let failures = node.counts("causes"),
      let missing = node.counts("missing"), let groups = node.elements("groups"),
      let totals = node.elements("totals"), let uses = node.elements("uses"),
      case .object(let problems)? = node.member("problems")?.kind
    else { return nil }
    (self.decisions, self.rejected, self.failures, self.missing) =
      (decisions, rejected, failures, missing)
    for problem in problems { self.problems[problem.key] = problem.value.integer }
    self.groups = []
    for group in groups {
      guard let field = group.text("field"), let label = group.text("label"),
        let counts = group.counts("values")
      else { return nil }
      self.groups.append(Group(field: field, label: label, counts: counts))
    }
    self.totals = []
    for total in totals {
      guard let read = Total(total) else { return nil }
      self.totals.append(read)
    }
    for use in uses {
      guard let read = SourceBalance.Use(use, units: vocabulary.units) else { return nil }
      self.uses.append(read)
    }
  }
}

extension StockSummary.Tally {
  fileprivate init?(_ node: JSONNode) {
    self.init()
    for decision in Decision.allCases {
      guard let count = node.integer(decision.name.english), count >= 0 else { return nil }
      self[decision] = count
    }
  }
}

extension StockSummary.Total {
  fileprivate init?(_ node: JSONNode) {
    guard let field = node.text("field"), let label = node.text("label"),
      let chinese = node.text("unit"), let english = node.text("unitEnglish"),
      let given = node.integer("given")
    else { return nil }
    self.init(field: field, label: label, unit: Phrase(chinese, english))
    self.given = given
    low = node.text("low").flatMap { ExactNumber(parsing: $0) }
    high = node.text("high").flatMap { ExactNumber(parsing: $0) }
  }
}

extension JSONNode {
  fileprivate func member(_ key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var integer: Int? { if case .number(let digits) = kind { Int(digits) } else { nil } }
  fileprivate func integer(_ key: String) -> Int? { member(key)?.integer }

  fileprivate func text(_ key: String) -> String? {
    if case .string(let text)? = member(key)?.kind { text } else { nil }
  }

  fileprivate func elements(_ key: String) -> [JSONNode]? {
    if case .array(let nodes)? = member(key)?.kind { nodes } else { nil }
  }

  fileprivate func counts(_ key: String) -> StockSummary.Counts? {
    guard let nodes = elements(key) else { return nil }
    var counts = StockSummary.Counts()
    for node in nodes {
      guard let name = node.text("name"), let label = node.text("label"),
        let tally = node.member("decisions").flatMap({ StockSummary.Tally($0) })
      else { return nil }
      counts.add(name, StockSummary.Counts.Item(label: label, tally: tally))
    }
    return counts
  }
}
