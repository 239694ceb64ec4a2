import Testing

@testable import Reports
@testable import Rules

/// A program and records that are judged by it twice: in bulk and by the reference.
struct BulkPairs {
  let program: Program
  private let judge: BulkJudge
  private let comparison: BulkComparison
  private let source: RandomDossier
  private(set) var equal = 0
  private(set) var declined = 0
  /// What differed, with the seed that it came of.
  private(set) var different: [String] = []

  /// nil: nothing is judged in bulk by the program.
  init?(
    _ program: Program, parameters: ParameterValues = ParameterValues(),
    language: Language = .chinese, tellsAll: Bool = false
  ) {
    let setting = ReviewSetting(
      parameters: parameters, today: CalendarDate(year: 2026, month: 1, day: 1) ?? .earliest)
    guard let plan = BulkPlan(program), let judge = BulkJudge(plan, setting) else { return nil }
    (self.program, self.judge) = (program, judge)
    comparison = BulkComparison(program, setting, judge, language: language, tellsAll: tellsAll)
    source = RandomDossier(program)
  }

  /// The reasons for which records went to the reference.
  var declines: String { judge.declineTexts.joined(separator: ", ") }

  /// How many rules were told of by templates, and how many records.
  var templateUses: Int { comparison.templateUses }
  var recordUses: Int { comparison.recordUses }

  mutating func compare(_ bytes: [UInt8], named name: @autoclosure () -> String) {
    switch comparison.compare(SourceText(path: "record.jsonl", bytes: bytes, firstLine: 7)) {
    case .declined: declined += 1
    case .equal: equal += 1
    case .different(let bulk, let reference):
      different.append(
        "\(name())\n  \(String(decoding: bytes, as: UTF8.self))\n  bulk      \(bulk)\n  reference \(reference)"
      )
    }
  }

  /// The same without totals, and with numbers in units that their fields can have.
  private func measured(_ element: DossierElement) -> DossierElement {
    var changed = element
    for (field, fact) in element.facts {
      let declared = program.vocabulary.fields[field]
      // A random total differs from its sources, and such a record is rejected.
      if declared.isDerived { changed.facts[field] = nil }
      guard case .value(.number(let given)) = fact.state, declared.unit == nil,
        let unit = declared.units.first
      else { continue }
      let number = Quantity(interval: given.interval, unit: unit)
      changed.facts[field] = Fact(.value(.number(number)), range: fact.range)
    }
    for (list, content) in element.lists {
      guard case .elements(let elements) = content else { continue }
      changed.lists[list] = .elements(elements.map { measured($0) })
    }
    return changed
  }

  /// A random dossier as a line of JSON.
  mutating func compare(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var dossier = source.dossier(&random)
    dossier.root = measured(dossier.root)
    if let field = program.vocabulary.numberField, random.chance(70) {
      dossier.root.facts[field] = nil
    }
    // A rule's own justification is for the reference.
    if let list = program.vocabulary.justifications?.list, random.chance(80) {
      dossier.root.lists[list] = nil
    }
    if let field = program.vocabulary.justifications?.field, random.chance(80) {
      dossier.root.facts[field] = nil
    }
    var bytes = line(of: dossier, &random)
    if random.chance(15) { RecordSlips.damage(&bytes, &random) }
    compare(bytes, named: "seed \(seed)")
  }

  /// A dossier, and others that differ from the one before in a fact or two: what rules came to
  /// before is found again for most of them, and must not be for the rest.
  mutating func compareNeighbours(of dossier: Dossier, count: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var root = dossier.root
    for _ in 0..<count {
      for _ in 0..<Int.random(in: 1...2, using: &random) { change(&root, 0, &random) }
      // Now and then from the beginning, so that it does not drift away from what rules speak of.
      if random.chance(10) { root = dossier.root }
      let changed = Dossier(source: dossier.source, root: measured(root))
      compare(line(of: changed, &random), named: "neighbour of \(dossier.source.path), \(seed)")
    }
  }

  /// A random dossier to begin with.
  func dossier(seed: UInt64) -> Dossier {
    var random = SplitMix64(seed: seed)
    return source.dossier(&random)
  }

  private func line(of dossier: Dossier, _ random: inout SplitMix64) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    let language: Language = random.chance(50) ? .chinese : .english
    JSONDossier(dossier, program: program, language: language).write(to: &json)
    return json.bytes
  }

  /// Changes, gives or takes away one fact of an element, or of one in it.
  private func change(
    _ element: inout DossierElement, _ container: Int, _ random: inout SplitMix64
  ) {
    let lists = element.lists.keys.sorted()
    if let list = lists.randomElement(using: &random), random.chance(40),
      case .elements(var elements)? = element.lists[list],
      let place = elements.indices.randomElement(using: &random)
    {
      change(&elements[place], list, &random)
      element.lists[list] = .elements(elements)
      return
    }
    let own = program.vocabulary.fields.indices.filter { field in
      program.vocabulary.listAround(field: field) == (container == 0 ? nil : container)
        && !program.vocabulary.jurisdictionFields.contains(field)
    }
    guard let field = own.randomElement(using: &random) else { return }
    element.facts[field] = random.chance(15) ? nil : source.fact(of: field, &random)
  }
}

extension Vocabulary {
  /// The list whose elements have a field; nil: it is of the project.
  fileprivate func listAround(field: Int) -> Int? {
    var container: Int? = fields[field].container
    while let next = container, !containers[next].isList { container = containers[next].parent }
    return container
  }
}

/// What happens to records on their way: other spellings, lost letters, white space.
enum RecordSlips {
  private static let spellings: [(String, String)] = [
    ("true", "\"是\""), ("false", "\"否\""), ("true", "null"), (":", " : "), (",", ",\t"),
    ("\"value\"", "\"值\""), ("\"unit\"", "\"单位\""), ("[", "[ "), ("}", " }"), ("0", "00"),
    ("1", "-1"), ("2", "2e0"), ("5", "５"), (".", ""), ("\"", "\\\""), ("project", "项目"),
    ("e", "\\u0065"), ("吨", "千克"), ("t\"", "kg\""), ("{", "{\"$comment\": 1, "),
  ]

  static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    if random.chance(20), !bytes.isEmpty {
      bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
      return
    }
    let (old, new) = spellings.randomElement(using: &random) ?? ("", "")
    let wanted = Array(old.utf8)
    let places = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
    guard let place = places.randomElement(using: &random) else { return }
    bytes.replaceSubrange(place..<(place + wanted.count), with: new.utf8)
  }
}
