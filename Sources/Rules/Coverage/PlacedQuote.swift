/// A quotation and where it stands in the policy texts.
struct PlacedQuote {
  enum Place {
    /// In the section it names, at one place or several; the first one counts.
    case found(document: Int, [Range<Int>])
    /// Not in the section it names, but elsewhere in the same text.
    case moved(document: Int, [Range<Int>])
    /// Nowhere in the text.
    case gone(document: Int)
    /// The section it names is not in the text.
    case noSection(document: Int)
    /// No text is at hand.
    case noText
  }

  let quote: PolicyQuote
  let place: Place
}

extension CheckedRules {
  /// Looks every quotation up in the policy texts.
  func placedQuotes(in texts: PolicyTexts, trees: [SyntaxTree]) -> [PlacedQuote] {
    policyQuotes(in: trees).map { PlacedQuote(quote: $0, place: place(of: $0, in: texts)) }
  }

  /// The best place over the documents a quotation may stand in.
  private func place(of quote: PolicyQuote, in texts: PolicyTexts) -> PlacedQuote.Place {
    var best = PlacedQuote.Place.noText
    for document in quote.documents {
      guard let text = texts.text(of: documents[document]) else { continue }
      let place = Self.place(of: quote, in: text, document)
      if place.rank > best.rank { best = place }
    }
    return best
  }

  private static func place(
    of quote: PolicyQuote, in text: PolicyText, _ document: Int
  ) -> PlacedQuote.Place {
    guard let words = quote.quote else {
      let section = text.sentences.filter { quote.section.contains($0.section) }.map { $0.letters }
      return section.isEmpty
        ? .noSection(document: document) : .found(document: document, section)
    }
    let pattern = QuotePattern(words)
    let found = pattern.places(in: text, section: quote.section)
    guard found.isEmpty else { return .found(document: document, found) }
    let elsewhere = pattern.places(in: text)
    return elsewhere.isEmpty ? .gone(document: document) : .moved(document: document, elsewhere)
  }
}

extension PlacedQuote.Place {
  fileprivate var rank: Int {
    switch self {
    case .noText: 0
    case .gone, .noSection: 1
    case .moved: 2
    case .found: 3
    }
  }
}
