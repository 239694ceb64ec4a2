import Testing

@testable import Rules

/// A repair is entered into the dossier as it is printed, and the dossier is read again.
@Suite("Repairs as they are entered")
struct RepairEntryTests {
  private static let program = CommittedRules.book.program
  private static let paths = Repository.files(below: "Rules/examples", endingIn: [".json"])
    .filter { !$0.contains("parameters") }

  /// The examples as they are, and with so little offset that more sources are needed.
  @Test("The dossier is accepted and comes to the decision that was named", arguments: paths)
  func examples(_ path: String) throws {
    let source = SourceText(path: path, bytes: try #require(Repository.bytes(of: path)))
    let root = try #require(JSONReader.read(source, index: 0).node)
    for dossier in [root, root.withSmallSources] {
      let before = try review(dossier.compact)
      for repair in RepairSearch.find(in: before).repairs {
        var changed = dossier
        for change in repair.changes {
          changed = changed.setting(
            change.place(in: Self.program), to: change.entry(in: Self.program))
        }
        let after = try review(changed.compact)
        let text = repair.changes.map { $0.path(in: Self.program) }
        #expect(after.decision == repair.decision, "\(text)")
      }
    }
  }

  @Test("What a total lacks is one more source, and the total where it is given")
  func totals() throws {
    let words = """
      后果 不予审批 refuse 「不予审批」
        不符合 不予通过
        待定 补正
      单位 吨 t
      列表 物 things 「物」
      字段 物.排放 things.emission 「排放」 : 数 吨
        范围 0 至 无上限
      字段 物.削减 things.offset 「削减」 : 数 吨
        等于 合计 源.数量 对 源 于 物.来源
        范围 0 至 无上限
        可改
      列表 物.来源 things.sources 「来源」
      字段 物.来源.数量 things.sources.quantity 「数量」 : 数 吨
      规则集 国家 national 「国家」
      文件 甲1号 《甲》
      规则 R1 削减
        依据 甲1号 一「照此办理」
        每个 项 于 物
        应 项.削减 不低于 项.排放
        否则 不予审批
      """
    let program = RuleBook([SourceText(path: "small.rules", text: words)]).program
    func repairs(_ thing: String) throws -> [String] {
      let review = try review(#"{"things": [\#(thing)]}"#, program)
      return RepairSearch.find(in: review).repairs.flatMap { repair in
        repair.changes.map { "\($0.path(in: program)) → \($0.toValue(in: program, .english))" }
      }
    }
    #expect(
      try repairs(#"{"emission": 164, "sources": [{"quantity": 100}, {"quantity": 20}]}"#)
        == ["things[0].sources[2].quantity → 44"])
    #expect(
      try repairs(#"{"emission": 164, "offset": 120, "sources": [{"quantity": 120}]}"#)
        == ["things[0].offset → 164", "things[0].sources[1].quantity → 44"])
    #expect(
      try repairs(#"{"emission": 164, "offset": 0, "sources": []}"#)
        == ["things[0].offset → 164", "things[0].sources[0].quantity → 164"])
    #expect(
      try repairs(#"{"emission": 164, "offset": 120}"#) == ["things[0].offset → 164"])
    #expect(
      try repairs(#"{"emission": 164, "offset": 120, "sources": [{}]}"#)
        == ["things[0].offset → 164"])
  }

  /// How much more of a source is used than there is follows from the facts as they are changed.
  @Test("A changed use of a source is tried as it would be judged")
  func sources() throws {
    var tried = 0
    for path in Self.paths {
      let source = SourceText(path: path, bytes: try #require(Repository.bytes(of: path)))
      let root = try #require(JSONReader.read(source, index: 0).node).withSmallSources
      let before = try review(root.compact)
      let trial = Trial(before)
      for place in before.binding.dossier.places(in: Self.program.vocabulary)
      where Self.ledgers.contains(where: { [$0.amount, $0.whole].contains(place.field) }) {
        let unit = Self.program.vocabulary.fields[place.field].unit
        for amount in [0, 1, 1_000_000_000] {
          let amount = Quantity(interval: NumberInterval(ExactNumber(amount)), unit: unit)
          try expectSame(trial, root, ChangeSet(values: [place: .number(amount)]))
          tried += 1
        }
      }
    }
    #expect(tried > 20)
  }

  /// A fact that projects of the kind do not have says that this one is of another kind.
  @Test("A fact that projects of the kind do not have is tried as it would be judged")
  func foreign() throws {
    var tried = 0
    for path in Self.paths {
      let source = SourceText(path: path, bytes: try #require(Repository.bytes(of: path)))
      let root = try #require(JSONReader.read(source, index: 0).node)
      let before = try review(root.compact)
      let trial = Trial(before)
      for field in before.binding.existence.absentFields.sorted()
      where Self.program.vocabulary.lists(around: field).isEmpty {
        let declared = Self.program.vocabulary.fields[field]
        let place = FactReference(.field(field))
        switch declared.type {
        case .truth: try expectSame(trial, root, ChangeSet(values: [place: .truth(true)]))
        case .number where declared.unit == nil && declared.units.isEmpty:
          let year = Quantity(interval: NumberInterval(ExactNumber(2006)), unit: nil)
          try expectSame(trial, root, ChangeSet(values: [place: .number(year)]))
        case .number, .text, .date, .choice, .choices: continue
        }
        tried += 1
      }
    }
    #expect(tried > 20)
  }

  /// The findings of a trial are those of the dossier with the changes entered as they are printed; a change
  /// by which the dossier is rejected is left out.
  private func expectSame(_ trial: Trial, _ root: JSONNode, _ set: ChangeSet) throws {
    let changes = set.list(in: trial.review)
    let again = trial.review(entering: changes)
    var changed = root
    for change in changes {
      changed = changed.setting(
        change.place(in: Self.program), to: change.entry(in: Self.program))
    }
    let source = SourceText(path: "d.json", text: changed.compact)
    let setting = ReviewSetting(today: .earliest)
    guard let after = judgeDossier(source, by: Self.program, in: setting).review else { return }
    let differing = zip(again.findings, after.findings).filter { !$0.isSame(as: $1) }
      .map { Self.program.rules.rules[$0.0.rule].id }
    #expect(
      differing.isEmpty && again.decision == after.decision,
      "\(changes.map { $0.path(in: Self.program) }): \(differing)")
  }

  private static let ledgers = program.vocabulary.ledgers.filter { $0.excess != nil }

  private func review(_ json: String, _ program: Program = Self.program) throws -> Review {
    let source = SourceText(path: "d.json", text: json)
    let judged = judgeDossier(source, by: program, in: ReviewSetting(today: .earliest))
    return try #require(judged.review, "\(judged.diagnostics.map(\.message.chinese))")
  }
}

/// A step into a dossier: a key of an object under any of its names, or a position in a list.
private enum PlaceStep {
  case key([String])
  case position(Int)
}

extension FactChange {
  /// Where the fact stands in a dossier.
  fileprivate func place(in program: Program) -> [PlaceStep] {
    let declared = program.vocabulary.fields[field]
    var names = [[declared.name.english, declared.name.chinese, declared.label]]
    var around: Int? = declared.container
    while let index = around, index != 0 {
      let container = program.vocabulary.containers[index]
      names.insert([container.name.english, container.name.chinese, container.label], at: 0)
      around = container.parent
    }
    return zip(path(in: program).split(separator: "."), names).flatMap { segment, names in
      let index = segment.split(separator: "[").dropFirst().first.flatMap { Int($0.dropLast()) }
      return [PlaceStep.key(names)] + (index.map { [.position($0)] } ?? [])
    }
  }

  /// The value as somebody would write it.
  fileprivate func entry(in program: Program) -> JSONNode {
    let field = program.vocabulary.fields[self.field]
    switch (to, field.type) {
    case (.truth(let value), _): return JSONNode(.boolean(value))
    case (.choice(let choice), .choice(let list)):
      return JSONNode(.string(program.vocabulary.choiceLists[list].choices[choice].english))
    case (.choices(let choices), .choices(let list)):
      let names = program.vocabulary.choiceLists[list].choices
      return JSONNode(.array(choices.sorted().map { JSONNode(.string(names[$0].english)) }))
    default:
      let unit = unit(.english)
      let value = JSONNode(.string(toValue(in: program, .english)))
      guard !unit.isEmpty else { return value }
      return JSONNode(members: [("value", value), ("unit", JSONNode(.string(unit)))])
    }
  }
}

extension JSONNode {
  fileprivate init(_ kind: Kind) {
    self.init(kind, range: SourceRange(source: 0, start: 0, end: 0))
  }

  fileprivate init(members: [(String, JSONNode)]) {
    let range = SourceRange(source: 0, start: 0, end: 0)
    self.init(.object(members.map { JSONMember(key: $0, keyRange: range, value: $1) }))
  }

  /// The tree with a value at a place; what is not there yet is added.
  fileprivate func setting(_ place: [PlaceStep], to value: JSONNode) -> JSONNode {
    guard let step = place.first else { return value }
    let rest = Array(place.dropFirst())
    switch step {
    case .key(let names):
      var members: [(String, JSONNode)] = []
      if case .object(let given) = kind { members = given.map { ($0.key, $0.value) } }
      let position = members.firstIndex { names.contains($0.0) }
      let old = position.map { members[$0].1 } ?? JSONNode(.null)
      let new = (position.map { members[$0].0 } ?? names[0], old.setting(rest, to: value))
      if let position { members[position] = new } else { members.append(new) }
      return JSONNode(members: members)
    case .position(let index):
      var elements: [JSONNode] = []
      if case .array(let given) = kind { elements = given }
      while elements.count <= index { elements.append(JSONNode(members: [])) }
      elements[index] = elements[index].setting(rest, to: value)
      return JSONNode(.array(elements))
    }
  }

  /// The tree in which each source gives one of its unit, and no total is given.
  fileprivate var withSmallSources: JSONNode {
    switch kind {
    case .object(let members):
      return JSONNode(
        members: members.filter { !Self.totals.contains($0.key) }.map { member in
          let isQuantity = ["quantity", "capacity"].contains(member.key)
          let isSource = members.contains { $0.key == "sourceId" }
          return (
            member.key,
            isQuantity && isSource ? JSONNode(.string("1")) : member.value.withSmallSources
          )
        })
    case .array(let elements): return JSONNode(.array(elements.map { $0.withSmallSources }))
    case .null, .boolean, .number, .string: return self
    }
  }

  private static let totals = Set(
    CommittedRules.book.program.vocabulary.fields.filter { $0.isDerived }
      .flatMap { [$0.name.english, $0.name.chinese, $0.label] })
}
