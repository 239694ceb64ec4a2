/// Where a project is: the regions under their full names, and what was read otherwise than
/// written.
public struct Place: Sendable {
  /// One text for each of the vocabulary's place fields; nil: not given.
  public let regions: [String?]
  public let notes: [Phrase]
}

/// Places that were found: the dossiers of a stock name few, and each is looked up once.
public final class PlaceMemory {
  private static let limit = 1_024
  private var places: [[String?]: PlaceSettlement] = [:]

  public init() {}

  func settle(_ texts: [String?], in divisions: Divisions) -> PlaceSettlement {
    if let known = places[texts] { return known }
    let place = divisions.settle(texts)
    if place.problems.isEmpty, places.count < Self.limit { places[texts] = place }
    return place
  }
}

/// Finds the place of a project in its dossier.
///
/// This is the one step between what people write and what rulesets and rules compare: afterwards
/// the place fields hold full names, and all that follows takes them as they are.
struct PlaceReader {
  private let vocabulary: Vocabulary
  private let memory: PlaceMemory
  private var notes: [Phrase] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter memory: That of the dossiers that were read before.
  init(_ vocabulary: Vocabulary, _ memory: PlaceMemory) {
    (self.vocabulary, self.memory) = (vocabulary, memory)
  }

  private var fields: [Int] { vocabulary.jurisdictionFields }

  mutating func read(_ root: inout DossierElement) -> Place {
    for field in fields { clean(field, in: &root) }
    if let divisions = vocabulary.divisions { settle(in: &root, divisions) }
    return Place(regions: fields.map { Self.text(of: $0, in: root) }, notes: notes)
  }

  private static func text(of field: Int, in root: DossierElement) -> String? {
    guard case .value(.text(let text))? = root.facts[field]?.state else { return nil }
    return text
  }

  /// Takes white space out of a name; one that is nothing else is not given.
  private func clean(_ field: Int, in root: inout DossierElement) {
    guard let text = Self.text(of: field, in: root) else { return }
    let name = PlaceName.cleaned(text)
    set(name.isEmpty ? nil : name, field, in: &root)
  }

  /// Puts a full name in the place of what was written; one that follows stands where what tells it
  /// was written.
  private func set(_ name: String?, _ field: Int, in root: inout DossierElement) {
    let written = root.facts[field]
    let origin = written?.range ?? origin(in: root)
    root.facts[field] = name.map {
      Fact(.value(.text($0)), range: origin, evidence: written?.evidence)
    }
  }

  /// Where the narrowest part of the place is written, or else the number of the project.
  private func origin(in root: DossierElement) -> SourceRange? {
    fields.compactMap { root.facts[$0]?.range }.last
      ?? vocabulary.numberField.flatMap { root.facts[$0]?.range }
  }

  // MARK: - Divisions

  private mutating func settle(in root: inout DossierElement, _ divisions: Divisions) {
    let place = memory.settle(fields.map { Self.text(of: $0, in: root) }, in: divisions)
    for problem in place.problems {
      let range = root.facts[fields[problem.level.rawValue]]?.range
      diagnostics.append(
        .place(problem, at: range ?? SourceRange(source: 0, start: 0, end: 0)))
    }
    guard place.problems.isEmpty else { return }
    notes += place.notes
    var names = place.names
    fill(&names, from: root, divisions)
    for (field, name) in zip(fields, names) where name != nil || Self.isText(field, in: root) {
      set(name, field, in: &root)
    }
  }

  private static func isText(_ field: Int, in root: DossierElement) -> Bool {
    text(of: field, in: root) != nil
  }

  /// Fills in what the number of the project tells: its six digits name the authority that filed
  /// it. Where they contradict the place, that is noted and nothing more.
  private mutating func fill(
    _ names: inout [String?], from root: DossierElement, _ divisions: Divisions
  ) {
    guard let field = vocabulary.numberField, let number = Self.text(of: field, in: root),
      let digits = Self.authority(in: number), let authority = divisions.nearest(code: digits)
    else { return }
    let filed = divisions.names(of: authority)
    let full = divisions.fullName(of: authority)
    guard zip(names, filed).allSatisfy({ $0 == nil || $1 == nil || $0 == $1 }) else {
      if zip(names, filed).prefix(2).contains(where: { $0 != nil && $1 != nil && $0 != $1 })
        || divisions.isDivision(names[2])
      {
        notes.append(
          Phrase(
            "项目代码里的 \(digits) 是\(full)，与所写的地点不一致；以所写的地点为准，请核对。",
            "\(digits) in the project's number is \(full), which is not the place that is given; the given place holds. Please check."
          ))
      }
      return
    }
    var filled: [String] = []
    for (level, name) in filed.enumerated() where level < fields.count && names[level] == nil {
      // What the applicant says cannot be given stays open, and with it all that is narrower.
      guard let name, root.facts[fields[level]] == nil else { break }
      names[level] = name
      filled.append(name)
    }
    guard !filled.isEmpty else { return }
    notes.append(
      Phrase(
        "没有写明\(filled.joined(separator: "、"))，由项目代码里的 \(digits)（\(full)）得出。",
        "\(filled.joined(separator: ", ")) is not given; \(digits) in the project's number (\(full)) tells it."
      ))
  }

  /// A text of more bytes is no number of a project: those of the national platform have 24.
  private static let longestNumber = 256

  /// The six digits behind the year and month: 640502 of `2405-640502-04-01-123456`.
  private static func authority(in number: String) -> Int? {
    guard number.utf8.count <= longestNumber else { return nil }
    let parts = PlaceName.cleaned(number).split { "-－–—".contains($0) }
    for (part, next) in zip(parts, parts.dropFirst())
    where part.utf8.count == 4 && next.utf8.count == 6 {
      if PlaceName.code(String(part)) != nil, let code = PlaceName.code(String(next)) {
        return code
      }
    }
    return nil
  }
}

extension Divisions {
  /// The division of a code, or the city or province whose digits it begins with.
  fileprivate func nearest(code: Int) -> Int? {
    [code, code / 100 * 100, code / 10_000 * 10_000].first { name(of: $0) != nil }
  }

  /// Whether a county is a division rather than a development zone.
  fileprivate func isDivision(_ county: String?) -> Bool {
    county.map { !readings(of: $0).isEmpty } ?? false
  }
}

// MARK: - What the rulesets say of the place

/// Whether there are rulesets for the place of a project.
public enum PlaceCoverage: Sendable, Hashable {
  /// As far as it is known.
  case covered
  /// No ruleset of its own for this region; those above it were applied.
  case partly(String)
  /// No ruleset knows this region; only those above it were applied.
  case notCovered(String)

  /// The best decision on a project whose place is open or without rules.
  func leastDecision(isOpen: Bool) -> Decision {
    isOpen || isBinding ? .supplement : .approve
  }

  /// Whether it alone keeps a project from being approved.
  private var isBinding: Bool {
    if case .notCovered = self { true } else { false }
  }
}

extension PlaceCoverage {
  /// Why no project is approved there, whatever its findings are; nil: nothing stands against it.
  var bindingNote: Phrase? { isBinding ? note : nil }

  /// What a reader must know of it; nil: there is nothing to know.
  var note: Phrase? {
    switch self {
    case .covered: nil
    case .partly(let region):
      Phrase(
        "\(region)没有自己的规则集，只适用了上级规则。",
        "there is no ruleset of \(region); those above it were applied.")
    case .notCovered(let region):
      Phrase(
        "没有\(region)的规则集，只适用了上级规则；决定不会好于补正。",
        "there is no ruleset for \(region); only those above it were applied, and the decision is no better than supplement."
      )
    }
  }
}

extension Review {
  /// What a reader must know of the place before the findings.
  public var placeNotes: [Phrase] {
    [coverage.note].compactMap { $0 } + jurisdictionNotes + binding.place.notes
  }

  /// What is open of the rules that hold at the place.
  var jurisdictionNotes: [Phrase] {
    var notes: [Phrase] = []
    for index in dormantRulesets {
      let ruleset = program.rules.rulesets[index]
      notes.append(
        Phrase(
          "规则集“\(ruleset.title)”在审查日 \(binding.asOf) 没有一条有效，等于没有规则；请核对审查日期，决定不会好于补正。",
          "no rule of the ruleset \(ruleset.name.english) is in force on \(binding.asOf), as if there were none; check the date of the review. The decision is no better than supplement."
        ))
    }
    return notes + [program.note(ofOpenPlace: openJurisdiction)].compactMap { $0 }
  }

  /// The text of a field outside any list; nil when it is not given.
  public func text(of field: Int?) -> String? {
    binding.dossier.text(of: field)
  }

  /// The project's own name; nil when the dossier gives none.
  public var projectName: String? { text(of: program.vocabulary.nameField) }
}

extension Program {
  /// The most regions that ``placeForm(of:)`` names.
  private static let namedRegions = 12

  /// What may be written into a field of the place, with the regions that have a ruleset of their own;
  /// nil for another field.
  package func placeForm(of field: Int) -> Phrase? {
    guard let level = vocabulary.jurisdictionFields.firstIndex(of: field) else { return nil }
    let form =
      vocabulary.divisions == nil
      ? Phrase("名称", "a name")
      : Phrase(
        "全称、通用简称或六位区划代码", "a full name, a usual short one, or the six digits of the code")
    let regions = [String].union(
      of: rules.rulesets.lazy.map { $0.regions.count > level ? [$0.regions[level]] : [] })
    guard !regions.isEmpty else { return form }
    let named = regions.prefix(Self.namedRegions)
    let (etc, more) = regions.count > named.count ? ("等", ", …") : ("", "")
    return Phrase(
      "\(form.chinese)（有规则的：\(named.joined(separator: "、"))\(etc)）",
      "\(form.english) (there are rules of \(named.joined(separator: ", "))\(more))")
  }
}

extension RulesetSelection {
  /// Why no project is approved there, whatever its findings are; empty: nothing stands against it.
  func bindingNotes(_ program: Program) -> [Phrase] {
    [coverage.bindingNote, program.note(ofOpenPlace: open)].compactMap { $0 }
  }
}

extension Program {
  /// What is said of a place of which these facts are not known; nil: there are none.
  fileprivate func note(ofOpenPlace open: [FactReference]) -> Phrase? {
    guard !open.isEmpty else { return nil }
    let labels = open.map { $0.label(in: vocabulary) }.joined(separator: "、")
    let paths = open.map { $0.path(in: vocabulary) }.joined(separator: ", ")
    let forms = placeForms(of: open)
    return Phrase(
      "没有写明\(labels)，不能确定适用哪些规则。\(forms.chinese)。",
      "without \(paths) it is not known which rulesets hold. \(forms.english).")
  }

  /// What to write of a place that is open.
  private func placeForms(of open: [FactReference]) -> Phrase {
    let forms = open.compactMap { fact -> Phrase? in
      guard case .field(let field) = fact.target, let form = placeForm(of: field) else {
        return nil
      }
      return Phrase(
        "\(fact.label(in: vocabulary))写\(form.chinese)",
        "\(fact.path(in: vocabulary)) is \(form.english)")
    }
    return Phrase(
      forms.map { $0.chinese }.joined(separator: "；"),
      forms.map { $0.english }.joined(separator: "; "))
  }
}
