/// The words of a quotation, ready to be looked for in a policy text.
///
///     「新建数据中心……PUE不高于1.2」   skips words inside one sentence
///     「开展清洁生产改造……」           the sentence goes on, and the rest is not spoken for
///     「……建成绿色工厂100家以上」       the sentence began before, likewise
///
/// A quotation speaks for the whole sentences it stands in, unless it is open at an edge.
struct QuotePattern {
  /// The words between the skips, without white space.
  private let segments: [[Unicode.Scalar]]
  /// Starts with `……`: leaves what stands before it in the sentence to others.
  let isOpenBefore: Bool
  /// Ends with `……`: leaves what stands behind it in the sentence to others.
  let isOpenAfter: Bool

  init(_ quote: String) {
    let letters = quote.unicodeScalars.filter { !PolicyText.isBlank($0) }
    segments = letters.split(separator: Self.skip).map(Array.init)
    isOpenBefore = letters.first == Self.skip
    isOpenAfter = letters.last == Self.skip
  }

  private static let skip: Unicode.Scalar = "…"

  /// Where the quotation stands in a section, or anywhere when no section is named.
  ///
  /// - Returns: Stretches of letters, in the order of the text, that do not overlap.
  func places(in text: PolicyText, section: SectionName? = nil) -> [Range<Int>] {
    guard let first = segments.first else { return [] }
    var places: [Range<Int>] = []
    for sentence in text.sentences where section?.contains(sentence.section) ?? true {
      var start = max(sentence.letters.lowerBound, places.last?.upperBound ?? 0)
      while let found = Self.find(first, in: text, from: start, startingBefore: sentence.letters) {
        guard let end = self.end(behind: found.upperBound, in: text) else {
          start = found.lowerBound + 1
          continue
        }
        places.append(found.lowerBound..<end)
        start = end
      }
    }
    return places
  }

  /// The end of the words behind the first skip; nil when the sentence does not hold them.
  private func end(behind start: Int, in text: PolicyText) -> Int? {
    var end = start
    for segment in segments.dropFirst() {
      guard let sentence = text.sentence(at: end - 1),
        let found = Self.find(
          segment, in: text, from: end, startingBefore: text.sentences[sentence].letters)
      else { return nil }
      end = found.upperBound
    }
    return end
  }

  /// The first place of some words that starts inside a sentence.
  private static func find(
    _ words: [Unicode.Scalar], in text: PolicyText, from start: Int,
    startingBefore sentence: Range<Int>
  ) -> Range<Int>? {
    let limit = min(sentence.upperBound, text.letters.count - words.count + 1)
    var index = start
    while index < limit {
      if text.letters[index] == words[0],
        text.letters[index..<(index + words.count)].elementsEqual(words)
      {
        return index..<(index + words.count)
      }
      index += 1
    }
    return nil
  }

  /// The letters that a quotation found at a place speaks for.
  func claim(at place: Range<Int>, in text: PolicyText) -> Range<Int> {
    guard let sentences = text.sentences(over: place) else { return place }
    var lower = text.sentences[sentences.lowerBound].letters.lowerBound
    var upper = text.sentences[sentences.upperBound].letters.upperBound
    if isOpenBefore {
      let before = (lower..<place.lowerBound).last {
        PolicyText.partEnds.contains(text.letters[$0])
      }
      lower = before.map { $0 + 1 } ?? lower
    }
    if isOpenAfter {
      let behind = (place.upperBound - 1..<upper).first {
        PolicyText.partEnds.contains(text.letters[$0])
      }
      upper = behind.map { $0 + 1 } ?? upper
    }
    return lower..<upper
  }
}
