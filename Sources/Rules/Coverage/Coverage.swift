/// How the rules account for every sentence of the policy texts at hand.
public struct Coverage: Sendable {
  /// The documents whose texts are at hand, in the order of their declarations.
  public let documents: [DocumentCoverage]
  /// Quotations that no longer stand where they are said to stand, in the order of the rule files.
  public let lost: [PolicyQuote]
  /// Documents that name a text which is not at hand: nothing can be said of them.
  public let unmeasured: [PolicyDocument]
  /// Omissions without which every sentence would still be accounted for.
  public let idle: [Omission]

  public var counts: CoverageCounts {
    CoverageCounts(documents.flatMap { $0.sentences })
  }

  /// The sentences nobody speaks for, with their documents.
  public var unaccounted: [(document: DocumentCoverage, sentence: SentenceCoverage)] {
    documents.flatMap { document in
      document.sentences.filter { $0.status == .unaccounted }.map { (document, $0) }
    }
  }
}

/// The sentences of one policy document.
public struct DocumentCoverage: Sendable {
  public let document: PolicyDocument
  public let text: PolicyText
  /// In the order of the text.
  public let sentences: [SentenceCoverage]

  public var counts: CoverageCounts { CoverageCounts(sentences) }

  /// The sentences section by section, in the order of the text.
  public var sections: [(name: SectionName, sentences: [SentenceCoverage])] {
    text.sections.map { name in (name, sentences.filter { $0.sentence.section == name }) }
  }
}

/// What accounts for one sentence.
public struct SentenceCoverage: Sendable {
  public let sentence: PolicySentence
  public let status: CoverageStatus
  /// The rules that quote it, in the order of the rule files.
  public let rules: [String]
  /// The entries of the register that quote it, or its whole section.
  public let omissions: [Omission]
  /// The words nobody speaks for; the whole sentence, or what several quotations leave out.
  public let unaccounted: [String]
}

/// How a sentence is accounted for; the first that holds.
public enum CoverageStatus: Sendable, CaseIterable {
  /// Some of its words have no entry.
  case unaccounted
  /// A rule quotes it.
  case encoded
  /// The register leaves it to human judgement.
  case judgement
  /// The register gives another reason.
  case outOfScope
  /// It names what follows; recognised, not registered.
  case heading

  public var name: Phrase {
    switch self {
    case .unaccounted: Phrase("未交代", "unaccounted")
    case .encoded: Phrase("已编码", "encoded")
    case .judgement: Phrase("人工判断", "judgement")
    case .outOfScope: Phrase("不编码", "out of scope")
    case .heading: Phrase("标题", "heading")
    }
  }
}

/// How many sentences have which status.
public struct CoverageCounts: Sendable {
  private var counts: [CoverageStatus: Int] = [:]

  package init(_ sentences: [SentenceCoverage]) {
    for sentence in sentences { counts[sentence.status, default: 0] += 1 }
  }

  public subscript(_ status: CoverageStatus) -> Int { counts[status] ?? 0 }
  public var total: Int { CoverageStatus.allCases.reduce(0) { $0 + self[$1] } }
  public var accounted: Int { total - self[.unaccounted] }

  /// The accounted sentences in percent; nil when there are no sentences.
  public var share: ExactNumber? { ExactNumber(Int128(accounted) * 100, over: Int128(total)) }

  /// The share cut off, never rounded up, after one decimal: 99.9 is not yet 100.
  public var shareText: String {
    guard total > 0 else { return "–" }
    let tenths = accounted * 1000 / total
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
