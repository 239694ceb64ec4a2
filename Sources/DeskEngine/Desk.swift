import Reports
import Rules

/// The engine behind one page: the program it judges by, the review at hand, the stock that is open.
///
/// Functions take bytes and answer with JSON, or with the bytes of a report. What cannot be answered
/// is `{"failure": {"zh": "…", "en": "…"}}`.
struct Desk {
  /// The rules that the page was opened with.
  var released: Program? { didSet { signatures = nil } }
  /// What they say, and what the rules said that they were last compared with.
  private var signatures: (released: RuleSignatures, present: RuleSignatures)?
  /// The rules that judge: those, or the newest texts without an error.
  var program: Program? { didSet { reader = nil } }
  /// Reads dossiers for it; made for the first one, since it knows all names of the vocabulary.
  private var reader: DossierReader?
  var origin = ProgramOrigin(digest: "", rulesets: [:])
  var engineVersion: String?
  /// The rules that say something else than the released ones.
  var differing: [String] = []
  /// What the authority called the released rules, and its key; nil: nobody signed them.
  private var release: (name: String, signer: String)?
  /// As the page was told by the clock.
  var today = CalendarDate.earliest
  var language = Language.chinese
  /// The review that the page shows.
  var review: Review?
  var advice: Advice?
  var stock: Stock?
  /// Judges the stock that is open; made when it is first asked.
  var stockJudge: StockJudge?
  /// What the dossiers of the stock use that were judged beside one another so far.
  var sources: LedgerBook?
  /// The rule texts that the page edits.
  var workspace = Workspace([])
  /// What they mean; nil: they were changed since.
  private var analysis: Analysis?
  /// The same as a book whose rules judge; made when it is asked for, since messages come first.
  private var book: RuleBook?
  /// Whether ``program`` is to be what the texts come to.
  var isEdited = false
  /// The dossiers that cases may start from, by path.
  var bases: [String: SourceText] = [:]

  /// What the texts mean.
  mutating func currentAnalysis() -> Analysis {
    if let analysis { return analysis }
    let found = workspace.analysis()
    analysis = found
    return found
  }

  /// The texts as a book; nil: they have errors.
  mutating func currentBook() -> RuleBook? {
    if let book { return book }
    let analysis = currentAnalysis()
    guard !analysis.diagnostics.hasErrors else { return nil }
    book = analysis.book
    return book
  }

  mutating func reader(for program: Program) -> DossierReader {
    if let reader { return reader }
    let made = DossierReader(vocabulary: program.vocabulary)
    reader = made
    return made
  }

  /// What the released rules say, and what those say that are compared with them.
  mutating func signatures(
    of released: Program, and present: Program
  ) -> (released: RuleSignatures, present: RuleSignatures) {
    let before = signatures?.released ?? RuleSignatures(released)
    let after = RuleSignatures(present, besides: before, after: signatures?.present)
    signatures = (before, after)
    return (before, after)
  }

  mutating func forgetTexts() { (analysis, book) = (nil, nil) }

  /// Lets the newest texts without an error judge.
  mutating func settle() {
    guard isEdited, let book = currentBook() else { return }
    isEdited = false
    program = book.program
    forgetProjects()
  }

  /// What was judged by other rules than those that now judge.
  private mutating func forgetProjects() {
    (review, advice, stock, stockJudge, sources) = (nil, nil, nil, nil, nil)
  }

  mutating func answer(_ call: DeskCall) -> [UInt8] {
    switch call.function {
    case "check", "complete", "name", "rename", "fixes": break
    default: settle()
    }
    switch call.function {
    case "open": return open(call)
    case "vocabulary": return withProgram { vocabulary($0) }
    case "rules": return withProgram { rules($0) }
    case "form": return withProgram { form(call, $0) }
    case "judge":
      guard let program else { return Self.noProgram }
      return judge(call, program)
    case "advise": return advised()
    case "why": return why(call)
    case "deciding": return deciding()
    case "finding": return finding(call)
    case "report": return report(call)
    case "form-file": return formFile(call)
    case "stock":
      guard let program else { return Self.noProgram }
      return openStock(call, program)
    case "workbook":
      guard let program else { return Self.noProgram }
      return openWorkbook(call, program)
    case "judge-stock": return judgeStock(call)
    case "judge-rows": return judgeRows(call)
    case "judge-beside": return judgeBeside(call)
    case "balances": return withProgram { balances(call, $0) }
    case "stock-values": return stockValues(call)
    case "stock-dossier": return stockDossier(call)
    case "texts": return takeTexts(call)
    case "check": return check(call)
    case "test": return test(call)
    case "compare": return compare()
    case "program": return compiled()
    case "bases": return takeBases(call)
    case "cases": return cases(call)
    case "coverage": return coverage(call)
    case "translate": return translate(call)
    case "new": return newRuleset(call)
    case "policy": return policy(call)
    case "edition": return edition(call)
    case "complete": return complete(call)
    case "name": return name(call)
    case "rename": return rename(call)
    case "fixes": return fixes(call)
    default: return Self.failure("网页与引擎的版本不一致", "the page and the engine are of two versions")
    }
  }

  private func withProgram(_ answer: (Program) -> [UInt8]) -> [UInt8] {
    guard let program else { return Self.noProgram }
    return answer(program)
  }

  static let noProgram = failure("规则还没有读入", "no rules have been read yet")

  static func failure(_ chinese: String, _ english: String) -> [UInt8] {
    object { json in
      json.member("failure") { $0.phrase(Phrase(chinese, english)) }
    }
  }

  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    json.object(members)
    return json.bytes
  }

  /// `open(program, version, today, language, differing, release, signer)`: reads a compiled program.
  /// Without one the rules stay, and are told of in the language.
  ///
  /// `differing` is the ids of its rules that say something else than the released ones, a line each;
  /// `release` and `signer` are the name that an authority gave the released ones, and that of its key.
  private mutating func open(_ call: DeskCall) -> [UInt8] {
    engineVersion = call.text(1) ?? engineVersion
    today = call.text(2).flatMap { CalendarDate(parsing: $0) } ?? today
    language = call.text(3).flatMap { Language(rawValue: $0) } ?? language
    if let name = call.text(5), let signer = call.text(6) { release = (name, signer) }
    guard let bytes = call.bytes(0) else { return Self.object { _ in } }
    do throws(ProgramFileError) {
      let file = try ProgramFile(bytes)
      (program, released) = (file.program, file.program)
      origin = file.origin
      forgetProjects()
      differing = (call.text(4) ?? "").split(separator: "\n").map { String($0) }
      return Self.object { json in
        json.member("digest", file.origin.digest)
        json.member("rules", file.program.rules.rules.count)
      }
    } catch {
      return Self.failure(
        "规则程序读不出来（第 \(error.offset) 字节：\(error.message)）",
        "the program of rules cannot be read (byte \(error.offset): \(error.message))")
    }
  }

  /// What a review says of where it came from; the same as on the command line.
  func reportOrigin(of review: Review) -> ReportOrigin {
    ReportOrigin(
      dossierDigest: "sha256:" + SHA256.hexadecimal(of: review.binding.dossier.source.bytes),
      engineVersion: engineVersion, rulesetDigests: origin.rulesets,
      release: Release(
        name: release?.name ?? origin.digest, signer: release?.signer, differs: differing))
  }
}

extension JSONWriter {
  mutating func phrase(_ phrase: Phrase) {
    object { json in
      json.member("zh", phrase.chinese)
      json.member("en", phrase.english)
    }
  }

  mutating func member(_ key: String, phrase: Phrase?) {
    member(key) { json in
      if let phrase { json.phrase(phrase) } else { json.null() }
    }
  }

  mutating func member(_ key: String, texts: [String]) {
    member(key) { json in
      json.array { json in
        for text in texts { json.string(text) }
      }
    }
  }

  mutating func member(_ key: String, diagnostics: [Diagnostic], in source: SourceText) {
    member(key) { json in
      json.array { json in
        for diagnostic in DiagnosticDigest(diagnostics).shown {
          json.diagnostic(diagnostic, in: source)
        }
      }
    }
  }

  /// A message with the bytes it is about, from the start of the text.
  mutating func diagnostic(_ diagnostic: Diagnostic, in source: SourceText) {
    object { json in
      json.member("code", diagnostic.code.name)
      json.member("severity", diagnostic.severity == .error ? "error" : "warning")
      json.member("message", phrase: diagnostic.message)
      json.member("hint", phrase: diagnostic.hint)
      json.member("start", Int(diagnostic.range.start))
      json.member("end", Int(diagnostic.range.end))
      let place = source.position(of: Int(diagnostic.range.start))
      json.member("line", place.line)
      json.member("column", place.column)
      json.member("path", source.path)
    }
  }
}
