/// Whether every quotation of rule files still stands in the policy texts.
public struct QuoteCheck: Sendable {
  /// In the section they name; whole sections included.
  public private(set) var found = 0
  /// Elsewhere in the text.
  public private(set) var moved = 0
  /// Nowhere in the text.
  public private(set) var gone = 0
  /// Of documents whose text is not at hand.
  public private(set) var unchecked = 0
  /// In the order of the rule files.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Looks up the citations of the rules and the quotations of the register.
  ///
  /// - Parameters:
  ///   - rules: Rules without errors.
  ///   - trees: The trees they were checked from.
  public init(_ rules: CheckedRules, trees: [SyntaxTree], in texts: PolicyTexts) {
    for document in texts.missing(of: rules) { report(missing: document) }
    for placed in rules.placedQuotes(in: texts, trees: trees) {
      switch placed.place {
      case .found(let document, let places):
        found += 1
        guard placed.quote.quote != nil, places.count > 1,
          let text = texts.text(of: rules.documents[document])
        else { continue }
        report(placed.quote, ambiguousAt: places, in: text)
      case .moved(let document, let places):
        moved += 1
        guard let text = texts.text(of: rules.documents[document]) else { continue }
        report(placed.quote, movedTo: places, in: text)
      case .gone(let document):
        gone += 1
        guard let text = texts.text(of: rules.documents[document]) else { continue }
        report(gone: placed.quote, from: text, rules.documents[document])
      case .noSection(let document):
        gone += 1
        report(noSection: placed.quote, in: rules.documents[document])
      case .noText: unchecked += 1
      }
    }
    diagnostics.sort { ($0.range.source, $0.range.start) < ($1.range.source, $1.range.start) }
  }

  private mutating func report(missing document: PolicyDocument) {
    let name = "\(document.textName ?? "").txt"
    diagnostics.append(
      Diagnostic(
        .policyTextMissing, at: document.range,
        Phrase(
          "`\(document.number)` 的原文 `\(name)` 不在所给目录里，引文没有核对",
          "the text `\(name)` of `\(document.number)` is not in the folder; quotes are unchecked"),
        severity: .warning))
  }

  private mutating func report(
    _ quote: PolicyQuote, ambiguousAt places: [Range<Int>], in text: PolicyText
  ) {
    diagnostics.append(
      Diagnostic(
        .quoteAmbiguous, at: quote.range,
        Phrase(
          "引文在 \(quote.section.text) 里出现 \(places.count) 次，只算第一处",
          "the quotation stands \(places.count) times in \(quote.section.text); the first counts"),
        related: places.map { .init(text.sourceRange($0), Phrase("原文", "the text")) },
        hint: Phrase("多引几个字，使它只出现一次", "quote more words, so that it stands once"),
        severity: .warning))
  }

  private mutating func report(
    _ quote: PolicyQuote, movedTo places: [Range<Int>], in text: PolicyText
  ) {
    let sections = places.compactMap { text.sentence(at: $0.lowerBound) }
      .map { text.sentences[$0].section.text }
    let elsewhere = sections.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .joined(separator: "、")
    diagnostics.append(
      Diagnostic(
        .quoteMoved, at: quote.range,
        Phrase(
          "引文不在 \(quote.section.text)，而在 \(elsewhere)",
          "the quotation is not in \(quote.section.text) but in \(elsewhere)"),
        related: places.map { .init(text.sourceRange($0), Phrase("原文", "the text")) },
        hint: Phrase("把条款位置改为 \(elsewhere)", "name the section \(elsewhere)"),
        severity: .warning))
  }

  private mutating func report(
    gone quote: PolicyQuote, from text: PolicyText, _ document: PolicyDocument
  ) {
    let nearest = text.nearestSentence(to: quote.quote ?? "", in: quote.section)
    diagnostics.append(
      Diagnostic(
        .quoteGone, at: quote.range,
        Phrase(
          "`\(document.number)` 的原文里没有这句引文",
          "the text of `\(document.number)` does not hold the quotation"),
        related: nearest.map { [.init($0.range, Phrase("最接近的原文", "the nearest sentence"))] } ?? [],
        hint: nearest.map {
          Phrase("最接近的原文是「\($0.text)」", "the nearest sentence is 「\($0.text)」")
        }))
  }

  private mutating func report(noSection quote: PolicyQuote, in document: PolicyDocument) {
    diagnostics.append(
      Diagnostic(
        .sectionGone, at: quote.range,
        Phrase(
          "`\(document.number)` 的原文里没有 \(quote.section.text)",
          "the text of `\(document.number)` has no section \(quote.section.text)")))
  }
}

extension PolicyText {
  /// The sentence that shares the longest run of letters with some words; nil below six letters.
  ///
  /// A sentence of the named section wins over an equal one elsewhere.
  fileprivate func nearestSentence(
    to words: String, in section: SectionName
  ) -> PolicySentence? {
    let wanted = words.unicodeScalars.filter { !Self.isBlank($0) }
    var best: (length: Int, sentence: PolicySentence)?
    let ordered =
      sentences.filter { section.contains($0.section) }
      + sentences.filter { !section.contains($0.section) }
    for sentence in ordered {
      let length = Self.longestRun(of: Array(wanted), in: letters[sentence.letters])
      if length >= 6, length > best?.length ?? 0 { best = (length, sentence) }
    }
    return best?.sentence
  }

  /// The length of the longest run that two texts share.
  private static func longestRun(
    of words: [Unicode.Scalar], in sentence: ArraySlice<Unicode.Scalar>
  ) -> Int {
    var longest = 0
    var before = [Int](repeating: 0, count: words.count + 1)
    for letter in sentence {
      var current = [Int](repeating: 0, count: words.count + 1)
      for (index, word) in words.enumerated() where word == letter {
        current[index + 1] = before[index] + 1
        longest = max(longest, current[index + 1])
      }
      before = current
    }
    return longest
  }
}

extension Diagnostic.Code {
  static let quoteMoved = Self(
    name: "quote-moved",
    explanation: Phrase(
      """
      引文在文件原文里，但不在所写的条款位置。核对条款后，改正 `依据` 或 `不编码` 里的位置。

          依据 宁政发〔2022〕30号 三（二）「电能利用效率（PUE 值）不高于 1.2」    原文在 三（一）
      """,
      """
      The quotation stands in the policy text, but not in the section that is named. Check the
      clause, then correct the section of `cites` or `omit`.
      """))

  static let quoteGone = Self(
    name: "quote-gone",
    explanation: Phrase(
      """
      文件原文里没有这句引文。空格和换行不计；`……` 只能略去同一句里的字。引文要逐字照抄原文，
      原文修订后要重新核对规则。
      """,
      """
      The policy text does not hold the quotation. White space does not count; `……` skips words
      inside one sentence only. Copy the words of the text; when the text was amended, check the rule.
      """))

  static let sectionGone = Self(
    name: "section-gone",
    explanation: Phrase(
      "`不编码` 所写的一节在文件原文里不存在。位置写成 三（一）、前言 或 附件。",
      "`omit` names a section that the policy text does not have. Write it as 三（一）, 前言 or 附件."))

  static let quoteAmbiguous = Self(
    name: "quote-ambiguous",
    explanation: Phrase(
      "引文在所写的一节里出现不止一次，只算第一处。多引几个字，使它只出现一次。",
      "The quotation stands several times in its section, and the first place counts. Quote more "
        + "words, so that it stands once."))

  static let policyTextMissing = Self(
    name: "policy-text-missing",
    explanation: Phrase(
      "`文件` 的 `原文` 给出原文的文件名（不带 .txt），`--policies` 给出的目录里没有它。",
      "`原文` (text) of a document names its text file, without .txt. The folder of `--policies` "
        + "does not have it."))
}
