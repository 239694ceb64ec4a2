import Reports
import Rules

/// A dossier that grows by answers: asked is what can still change the decision.
struct InterviewSession {
  private let program: Program
  private let setting: ReviewSetting
  private let language: Language
  private(set) var dossier: Dossier
  private(set) var review: Review {
    didSet { open = OpenQuestions(of: review) }
  }
  private var open: OpenQuestions
  private var skipped: Set<FactReference> = []
  /// What was there before each answer or skip.
  private var former: [(dossier: Dossier, review: Review, skipped: Set<FactReference>)] = []

  /// nil: the dossier is rejected as it stands.
  init?(_ dossier: Dossier, by program: Program, in setting: ReviewSetting, _ language: Language) {
    guard let review = judgeDossier(dossier, by: program, in: setting).review else { return nil }
    (self.program, self.setting, self.language) = (program, setting, language)
    (self.dossier, self.review) = (dossier, review)
    open = OpenQuestions(of: review)
  }

  /// That on the dossier; where nothing is asked any more, what it comes to whatever is still given.
  var decision: Decision { open.decision }

  /// The next question; nil: nothing that the dossier can say changes the decision any more.
  var question: MissingFact? {
    open.facts.first { fact in
      guard let reference = fact.reference else { return false }
      return !reference.indices.contains(nil) && !skipped.contains(reference)
    }
  }

  /// Why a question is asked.
  func reason(for fact: MissingFact) -> AskReason { open.reason(for: fact) }

  /// The decisive values that only the authority's parameters give.
  var parameters: [MissingFact] {
    MissingFact.all(in: review).filter { $0.isDecisive && $0.reference == nil }
  }

  var hasSkipped: Bool { !skipped.isEmpty }

  /// The number of the question, from 1.
  var number: Int { former.count + 1 }

  /// Takes an answer; else what is wrong with it, and the text that is said of.
  mutating func answer(
    _ written: String, to reference: FactReference
  ) -> (source: SourceText, problems: [Diagnostic])? {
    let (answered, source, problems) = dossier.answering(
      written, to: reference, in: program.vocabulary)
    guard let answered else { return (source, problems) }
    // Read again as it will be kept, so that a place in it is one of the kept file.
    let kept = Self.kept(answered, program, language)
    let judgement = judgeDossier(kept, by: program, in: setting)
    guard let next = judgement.review, let dossier = judgement.dossier else {
      // What a person wrote is the answer, not the file that it would have stood in.
      return (
        source, judgement.diagnostics.filter { $0.severity == .error }.map { $0.said(of: source) }
      )
    }
    former.append((self.dossier, review, skipped))
    (self.dossier, review) = (dossier, next)
    return problems.isEmpty ? nil : (source, problems)
  }

  /// Leaves a question open.
  mutating func skip(_ reference: FactReference) {
    former.append((dossier, review, skipped))
    skipped.insert(reference)
  }

  /// Takes the last answer back; false: there is none.
  mutating func goBack() -> Bool {
    guard let last = former.popLast() else { return false }
    (dossier, review, skipped) = last
    return true
  }

  /// The dossier as a file.
  var text: [UInt8] { Self.kept(dossier, program, language).bytes }

  private static func kept(
    _ dossier: Dossier, _ program: Program, _ language: Language
  ) -> SourceText {
    var json = JSONWriter(style: .pretty)
    JSONDossier(dossier, program: program, language: language).write(to: &json)
    json.endLine()
    return SourceText(path: dossier.source.path, text: json.text)
  }
}

extension Diagnostic {
  /// The same of the whole of a text.
  fileprivate func said(of source: SourceText) -> Diagnostic {
    Diagnostic(
      code, at: SourceRange(source: 0, start: 0, end: source.bytes.count), message, hint: hint,
      severity: severity)
  }
}
