import Testing

@testable import Rules

/// A form that is filled in says what the dossier says from which it was filled in.
@Suite("Filled forms")
struct FormFillTests {
  static func isAnswer(_ name: String) -> Bool {
    name == "填写" || name == "answer" || name.hasPrefix("第") || name.hasPrefix("item ")
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let source: SourceText
    var testDescription: String { source.path }
  }

  static let dossiers = CommittedRules.examples.map { Example(source: $0) }

  private static let program = CommittedRules.book.program
  private static let today = CalendarDate(year: 2026, month: 1, day: 1) ?? .earliest

  /// The form for the place and trade of a dossier.
  private static func form(for dossier: Dossier) throws -> ProjectForm {
    let vocabulary = program.vocabulary
    var known = Dossier(source: dossier.source, root: DossierElement())
    let paths = ["project.province", "project.city", "project.industry", "project.facilityType"]
    for path in paths {
      let field = try #require(vocabulary.field(at: path))
      known.root.facts[field] = dossier.root.facts[field]
    }
    let date = bind(dossier, to: program, today: today).binding.asOf
    return ProjectForm(for: bind(known, to: program, asOf: date, today: date).binding, in: program)
  }

  @Test("The examples give the same findings from a form", arguments: dossiers)
  func examples(_ example: Example) throws {
    let source = example.source
    let vocabulary = Self.program.vocabulary
    let node = try #require(JSONReader.read(source, index: 0).node)
    let dossier = try #require(DossierReader.read(source, vocabulary: vocabulary).dossier)
    let form = FilledForm(try Self.form(for: dossier), from: node, vocabulary)
    let (filled, problems) = FormReader.read(try form.reread(), vocabulary: vocabulary)
    #expect(problems.map { "\($0.code.name) \($0.message.chinese)" } == [])
    let (one, other) = (review(dossier.without(form.left, vocabulary)), review(filled))
    #expect(one.decision == other.decision)
    #expect(lines(of: one) == lines(of: other))
    #expect(
      other.evidence == one.evidence.filter { !form.left.contains($0.key) }, "\(form.left)")
    #expect(other.binding.dossier.root.facts.count > 40)
  }

  @Test("A workbook holds what was drawn", arguments: dossiers)
  func workbook(_ example: Example) throws {
    let source = example.source
    let vocabulary = Self.program.vocabulary
    let node = try #require(JSONReader.read(source, index: 0).node)
    let dossier = try #require(DossierReader.read(source, vocabulary: vocabulary).dossier)
    let form = FilledForm(try Self.form(for: dossier), from: node, vocabulary)
    let (drawn, _) = FormReader.read(form.source, vocabulary: vocabulary)
    let (reread, _) = FormReader.read(try form.reread(), vocabulary: vocabulary)
    #expect(lines(of: review(drawn)) == lines(of: review(reread)))
  }

  private func review(_ dossier: Dossier) -> Review {
    evaluate(Self.program, with: bind(dossier, to: Self.program, today: Self.today).binding)
  }

  /// Each verdict on the project and on the elements of its lists.
  private func lines(of review: Review) -> [String] {
    review.findings.map { finding in
      let rule = review.program.rules.rules[finding.rule].id
      let element = finding.element?.path(in: review.program.vocabulary) ?? ""
      return "\(rule) \(element) \(finding.verdict.name.english)"
    }
  }
}

extension Dossier {
  /// The dossier without the facts and lists of some paths.
  fileprivate func without(_ paths: [String], _ vocabulary: Vocabulary) -> Dossier {
    var dossier = self
    for path in paths {
      if let field = vocabulary.field(at: path) { dossier.root.facts[field] = nil }
      let list = path.contains(".") ? vocabulary.list(at: path) : nil
      if let list = list ?? vocabulary.list(at: String(path.prefix { $0 != "[" })) {
        dossier.root.lists[list] = nil
      }
    }
    return dossier
  }
}

extension Review {
  /// The evidence of each fact outside lists, by path.
  fileprivate var evidence: [String: Evidence] {
    var found: [String: Evidence] = [:]
    for (field, fact) in binding.dossier.root.facts {
      guard let evidence = fact.evidence else { continue }
      found[program.vocabulary.fields[field].path.english] = evidence
    }
    return found
  }
}
