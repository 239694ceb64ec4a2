/// Accounts for every sentence of the policy texts by the rules and the register.
///
/// A rule accounts for the sentences its citations and its conditions quote; an omission for the
/// sentences it quotes or for its whole section. A quotation that is open at an edge (`……`)
/// accounts for its own part of the sentence only, so that each of several entries on one
/// sentence is missed when it is deleted.
///
/// - Parameter trees: The trees the rules were checked from.
public func measureCoverage(
  of rules: CheckedRules, trees: [SyntaxTree], in texts: PolicyTexts
) -> Coverage {
  let placed = rules.placedQuotes(in: texts, trees: trees)
  var documents: [DocumentCoverage] = []
  var missed: Set<Int> = []
  for (index, document) in rules.documents.enumerated() {
    guard let text = texts.text(of: document) else { continue }
    let claims = claimsBySentence(of: text, placed.compactMap { Claim($0, in: text, of: index) })
    let sentences = zip(text.sentences, claims)
    documents.append(
      DocumentCoverage(
        document: document, text: text,
        sentences: sentences.map { cover($0, of: text, by: $1, rules) }))
    for (sentence, own) in sentences { missed.formUnion(omissionsMissed(by: sentence, own)) }
  }
  let standing = placed.compactMap { quote -> Int? in
    guard case .omission(let index) = quote.quote.entry, case .found = quote.place else {
      return nil
    }
    return index
  }
  return Coverage(
    documents: documents, lost: placed.filter { $0.isLost }.map { $0.quote },
    unmeasured: texts.missing(of: rules),
    idle: standing.filter { !missed.contains($0) }.map { rules.omissions[$0] })
}

/// The letters of a text that one quotation accounts for.
private struct Claim {
  let entry: PolicyQuote.Entry
  let letters: [Range<Int>]

  init?(_ placed: PlacedQuote, in text: PolicyText, of document: Int) {
    guard case .found(document, let places) = placed.place else { return nil }
    entry = placed.quote.entry
    guard let words = placed.quote.quote else {
      letters = places
      return
    }
    letters = places.prefix(1).map { QuotePattern(words).claim(at: $0, in: text) }
  }
}

/// The claims on each sentence of a text, in the order of the quotations.
private func claimsBySentence(of text: PolicyText, _ claims: [Claim]) -> [[Claim]] {
  var bySentence = [[Claim]](repeating: [], count: text.sentences.count)
  for claim in claims {
    let sentences = Set(claim.letters.compactMap(text.sentences(over:)).flatMap { $0 })
    for sentence in sentences { bySentence[sentence].append(claim) }
  }
  return bySentence
}

private func cover(
  _ sentence: PolicySentence, of text: PolicyText, by claims: [Claim], _ rules: CheckedRules
) -> SentenceCoverage {
  var cited: [String] = []
  var omissions: [Omission] = []
  for claim in claims {
    switch claim.entry {
    case .rule(let id), .condition(let id): if !cited.contains(id) { cited.append(id) }
    case .omission(let index): omissions.append(rules.omissions[index])
    }
  }
  let gaps = gaps(in: sentence, between: claims)
  return SentenceCoverage(
    sentence: sentence, status: status(of: sentence, gaps: gaps, cited, omissions), rules: cited,
    omissions: omissions, unaccounted: gaps.map(text.words))
}

private func status(
  of sentence: PolicySentence, gaps: [Range<Int>], _ rules: [String], _ omissions: [Omission]
) -> CoverageStatus {
  if !gaps.isEmpty { return .unaccounted }
  if !rules.isEmpty { return .encoded }
  if sentence.kind == .heading { return .heading }
  return omissions.contains { $0.category == .judgement } ? .judgement : .outOfScope
}

/// The letters of a sentence that no claim holds; none in a heading.
private func gaps(in sentence: PolicySentence, between claims: [Claim]) -> [Range<Int>] {
  guard sentence.kind != .heading else { return [] }
  var gaps: [Range<Int>] = []
  var end = sentence.letters.lowerBound
  let held = claims.flatMap { $0.letters }.filter { $0.overlaps(sentence.letters) }
  for claim in held.sorted(by: { $0.lowerBound < $1.lowerBound }) {
    if claim.lowerBound > end { gaps.append(end..<claim.lowerBound) }
    end = max(end, claim.upperBound)
  }
  if end < sentence.letters.upperBound { gaps.append(end..<sentence.letters.upperBound) }
  return gaps
}

/// The omissions without which some words of a sentence would have no account.
private func omissionsMissed(by sentence: PolicySentence, _ claims: [Claim]) -> Set<Int> {
  let before = gaps(in: sentence, between: claims)
  var missed: Set<Int> = []
  for claim in claims {
    guard case .omission(let index) = claim.entry else { continue }
    let others = claims.filter { $0.entry != claim.entry }
    if gaps(in: sentence, between: others) != before { missed.insert(index) }
  }
  return missed
}

extension PlacedQuote {
  fileprivate var isLost: Bool {
    switch place {
    case .gone, .moved, .noSection: true
    case .found, .noText: false
    }
  }
}

extension Coverage {
  /// Omissions that could be deleted unseen, as warnings.
  public var diagnostics: [Diagnostic] {
    idle.map {
      Diagnostic(
        .omissionIdle, at: $0.range,
        Phrase(
          "这条登记所指的句子已由别的规则或登记交代", "other entries already account for this sentence"),
        hint: Phrase(
          "删去它；若句子由几条分担，引文不到句首、句末的一端写 `……`",
          "delete it; when several entries share the sentence, write `……` at the edge of each "
            + "quotation where the sentence goes on"),
        severity: .warning)
    }
  }
}

extension Diagnostic.Code {
  static let omissionIdle = Self(
    name: "omission-idle",
    explanation: Phrase(
      """
      一条 `不编码` 若删去也没有句子失去交代，它就起不了作用，误删也没人知道。引文两端不写 `……` 时
      代表整句；几条分担一句时，在句子还有别的话的那一端写 `……`，各自只代表自己的一段：

          不编码 NX-3.1-09 三（一）「规模以上工业单位增加值能耗下降18%……」 总量目标
          不编码 NX-3.1-10 三（一）「……万元工业增加值用水量下降10%」 总量目标
      """,
      """
      An omission that could be deleted without a sentence losing its account does nothing, and
      nobody would notice its loss. A quotation speaks for its whole sentence; when several entries
      share one, write `……` at the edge where the sentence goes on, so that each speaks for its part.
      """))
}
