import Glibc
import Testing

@testable import Reports
@testable import Rules

/// Text, HTML and JSON are drawings of one review: none may know more than the others.
@Suite("Reports agree")
struct ReportAgreementTests {
  static let dossiers = Repository.files(below: "Rules/examples", endingIn: [".json"])
    .filter { !$0.contains("parameters") }

  private struct Drawings {
    let review: Review
    let advice: Advice
    let text: String
    let html: String
    let json: String

    init(_ review: Review, _ language: Language) {
      self.review = review
      advice = advise(review)
      text = Report(review, advice: advice, language: language).text()
      html = Report(review, advice: advice, language: language).html()
      var writer = JSONWriter(style: .compact)
      JSONReport(review, advice: advice, language: language).write(to: &writer)
      json = writer.text
    }

    /// Whether all three say these words, each in its own spelling.
    func say(_ words: String) -> Bool {
      var quoted = JSONWriter(style: .compact)
      quoted.string(words)
      return text.holds(words) && html.holds(HTMLWriter.escaped(words))
        && json.holds(String(quoted.text.dropFirst().dropLast()))
    }
  }

  private func review(_ path: String) throws -> Review {
    let program = CommittedRules.book.program
    let source = SourceText(path: path, text: try #require(Repository.text(of: path)))
    let dossier = try #require(
      DossierReader.read(source, vocabulary: program.vocabulary).dossier)
    let today = try #require(CalendarDate(year: 2025, month: 6, day: 1))
    return evaluate(program, with: bind(dossier, to: program, today: today).binding)
  }

  @Test("Findings, causes, repairs and what is asked are the same", arguments: dossiers)
  func agreement(_ path: String) throws {
    let review = try review(path)
    let program = review.program
    for language in Language.allCases {
      let report = Drawings(review, language)
      for finding in review.findings {
        switch finding.verdict {
        case .notMet, .undetermined, .notYetDue, .met:
          let id = program.rules.rules[finding.rule].id
          #expect(report.say(id), "\(id)")
        case .notApplicable: break
        }
      }
      for cause in report.advice.causes {
        let words = FailureText(review, language).words(of: cause)
        #expect(report.say(words), "\(words)")
      }
      for repair in report.advice.repairs.repairs {
        for change in repair.changes {
          let path = change.path(in: program)
          #expect(report.say(path), "\(path)")
        }
      }
      for finding in report.advice.repairs.incurable + report.advice.repairs.conflicting {
        #expect(report.say(program.rules.rules[finding.rule].id))
      }
      for item in report.advice.redeterminations {
        let name = item.fact.label(in: program.vocabulary)
        #expect(language == .english || report.say(name), "\(name)")
      }
      for remedy in report.advice.remedies {
        for change in remedy.changes { #expect(report.say(change.path(in: program))) }
      }
      for dormant in report.advice.dormant where !dormant.violations.isEmpty {
        let line = DormantText(review, language).line(dormant)
        #expect(report.say(line), "\(line)")
      }
      for fact in report.advice.unread where language == .english {
        let path = fact.path(in: program.vocabulary)
        #expect(report.say(path), "\(path)")
      }
      for off in SwitchedOff.all(in: review) {
        for rule in off.rules { #expect(report.say(rule), "\(rule)") }
      }
      for note in review.notes { #expect(report.say(note[language]), "\(note)") }
      for target in review.binding.existence.foreign {
        let path = FactReference(target).path(in: program.vocabulary)
        #expect(report.json.holds("\"\(path)\""), "\(path)")
      }
      for judgement in review.judgements {
        #expect(report.say(judgement.quote ?? judgement.section))
      }
      for fact in report.advice.asked { #expect(report.say(fact.path), "\(fact.path)") }
      for use in review.parameterUses(where: { $0.verdict != .notApplicable }) {
        guard let source = ParameterText(program: program, language: language).source(use),
          !use.isGiven
        else { continue }
        #expect(report.say(source), "\(source)")
      }
    }
  }

  @Test("Text and HTML say every word of the document", arguments: dossiers)
  func drawings(_ path: String) throws {
    let review = try review(path)
    for language in Language.allCases {
      let report = Report(review, advice: advise(review), language: language)
      let (text, html) = (report.text(), report.html())
      let onPaper = report.wordsOnPaper.filter { !text.holds($0.withVisibleControls) }
      #expect(onPaper == [])
      let onScreen = (report.wordsOnPaper + report.wordsInFolds)
        .filter { !html.holds(HTMLWriter.escaped($0)) }
      #expect(onScreen == [])
    }
  }

  @Test("The causes stand at the top of the text, each in one line", arguments: dossiers)
  func top(_ path: String) throws {
    let review = try review(path)
    let report = Drawings(review, .chinese)
    let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false).prefix(25)
    #expect(lines.count { $0.hasPrefix("决定：") } == 1)
    for cause in report.advice.causes {
      let line = FailureText(review, .chinese).line(of: cause)
      #expect(lines.contains { $0.hasSuffix(line) }, "\(line)")
    }
  }

  @Test("Every finding that is not met belongs to one cause", arguments: dossiers)
  func causes(_ path: String) throws {
    let review = try review(path)
    let told = advise(review).causes.flatMap { $0.findings }
    #expect(
      told.sorted() == review.findings.indices.filter { review.findings[$0].verdict == .notMet })
  }

  @Test("A refusal is told in full on 200 lines, its numbers among the first 25")
  func carbide() throws {
    let review = try review("Rules/examples/zhongwei-calcium-carbide.json")
    let lines = Report(review, advice: advise(review), language: .chinese).text()
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 200)
    #expect(lines.prefix(25).contains { $0.contains("958 > 805 千克标准煤/吨，超 19.01 %") })
  }

  @Test("What only the authority finds is no repair", arguments: dossiers)
  func repairs(_ path: String) throws {
    let review = try review(path)
    for repair in RepairSearch.find(in: review).repairs {
      for change in repair.changes {
        #expect(!review.program.vocabulary.isFoundByAuthority(change.reference))
      }
    }
  }
}

extension Report {
  /// What every drawing says.
  fileprivate var wordsOnPaper: [String] {
    let lines = head.causes + head.asks
    return [project, head.score, head.asOf] + head.notes + head.remarks
      + lines.flatMap { $0.map { $0.words } }
      + sections.flatMap { [$0.title] + $0.blocks.words(inFolds: false) }
  }

  /// What only a screen says besides.
  fileprivate var wordsInFolds: [String] {
    sections.flatMap { $0.blocks.words(inFolds: true) }
  }
}

extension [Block] {
  fileprivate func words(inFolds: Bool) -> [String] {
    flatMap { block -> [String] in
      switch block {
      case .paragraph(let line, _), .heading(let line): line.shownWords
      case .list(let items, _):
        items.flatMap { $0.line.shownWords + $0.below.words(inFolds: inFolds) }
      case .series(let lines): lines.flatMap { $0.shownWords }
      case .facts(let facts):
        facts.flatMap {
          $0.name.shownWords + [$0.value] + [$0.evidence, $0.quote].compactMap { $0 }
        }
      case .cause(let cause):
        // Of one finding alone the words stand at the top of the text.
        [cause.words] + cause.findings.flatMap { $0.words }
      case .findings(let findings): findings.flatMap { $0.words }
      case .bars(let bars): bars.flatMap { [$0.name, Score.text($0.low, $0.high)] }
      case .numberLine(let line): line.marks.flatMap { [$0.name, $0.shown] }
      case .fold(let fold):
        !inFolds ? [] : fold.blocks.words(inFolds: inFolds)
      case .signed(let lines): lines
      case .code: []
      }
    }
  }
}

extension Line {
  /// The words that mean something without colour.
  fileprivate var shownWords: [String] { filter { $0.kind != .sign }.map { $0.words } }
}

extension FindingEntry {
  fileprivate var words: [String] {
    let clauses = self.clauses.flatMap { [$0.document, $0.section, $0.quote] }
    return [rule, title, follows] + brief.shownWords + (detail == .full ? clauses : [])
  }
}

extension String {
  /// Whether words stand in it, found byte by byte: reports are long, and have no NUL.
  func holds(_ words: String) -> Bool { strstr(self, words) != nil }
}
