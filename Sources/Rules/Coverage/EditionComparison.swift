/// A policy text beside a later edition of it, sentence by sentence, with the rules that speak of each.
public struct EditionComparison: Sendable {
  /// What became of one sentence.
  public struct Change: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case unchanged, reworded, removed, added
    }

    public let kind: Kind
    /// nil: it was added.
    public let old: SentenceCoverage?
    /// nil: it was removed.
    public let new: PolicySentence?
    /// The words that were changed; nil but for a reworded sentence.
    public let difference: TextDifference?

    /// Whether the same words stand in a section of another number.
    public var isMoved: Bool {
      guard let old, let new else { return false }
      return old.sentence.section != new.section
    }
  }

  public let document: PolicyDocument
  public let old: PolicyText
  public let new: PolicyText
  /// In the order of the new text, each removed sentence behind the one that it stood behind.
  public let changes: [Change]

  /// - Parameter old: The earlier edition, with what accounts for its sentences.
  public init(_ old: DocumentCoverage, _ new: PolicyText) {
    document = old.document
    self.old = old.text
    self.new = new
    changes = Self.changes(old.sentences, new.sentences)
  }

  public func count(_ kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }

  /// From this on, in per mille of their units, two sentences are one reworded.
  private static let likenessLimit = 500

  private static func changes(
    _ old: [SentenceCoverage], _ new: [PolicySentence]
  ) -> [Change] {
    let before = old.map { key($0.sentence.text) }
    let after = new.map { key($0.text) }
    let kept = longestCommonSubsequence(before, after)
    var partners = [Int?](repeating: nil, count: new.count)
    var isTaken = [Bool](repeating: false, count: old.count)
    for (first, second) in kept {
      partners[second] = first
      isTaken[first] = true
    }
    pairMoved(before, after, &partners, &isTaken)
    let differences = pairReworded(old, new, &partners, &isTaken)
    return order(old, new, partners, isTaken, differences)
  }

  /// A sentence is the same when its letters are, whatever the white space.
  private static func key(_ text: String) -> Word {
    var letters = String.UnicodeScalarView()
    letters.append(contentsOf: text.unicodeScalars.filter { !PolicyText.isBlank($0) })
    return Word(String(letters))
  }

  /// Finds the sentences that stand word for word at another place.
  private static func pairMoved(
    _ before: [Word], _ after: [Word], _ partners: inout [Int?], _ isTaken: inout [Bool]
  ) {
    for place in after.indices where partners[place] == nil {
      guard let first = before.indices.first(where: { !isTaken[$0] && before[$0] == after[place] })
      else { continue }
      partners[place] = first
      isTaken[first] = true
    }
  }

  /// Pairs what is left by likeness, the likest first.
  private static func pairReworded(
    _ old: [SentenceCoverage], _ new: [PolicySentence], _ partners: inout [Int?],
    _ isTaken: inout [Bool]
  ) -> [Int: TextDifference] {
    struct Pair {
      let old: Int
      let new: Int
      let difference: TextDifference
    }
    var pairs: [Pair] = []
    for place in new.indices where partners[place] == nil {
      for first in old.indices
      where !isTaken[first] && old[first].sentence.kind == new[place].kind {
        let difference = TextDifference(old[first].sentence.text, new[place].text)
        if difference.likeness >= likenessLimit {
          pairs.append(Pair(old: first, new: place, difference: difference))
        }
      }
    }
    var differences: [Int: TextDifference] = [:]
    let sorted = pairs.sorted {
      ($1.difference.likeness, $0.new, $0.old) < ($0.difference.likeness, $1.new, $1.old)
    }
    for pair in sorted where partners[pair.new] == nil && !isTaken[pair.old] {
      partners[pair.new] = pair.old
      isTaken[pair.old] = true
      differences[pair.new] = pair.difference
    }
    return differences
  }

  private static func order(
    _ old: [SentenceCoverage], _ new: [PolicySentence], _ partners: [Int?], _ isTaken: [Bool],
    _ differences: [Int: TextDifference]
  ) -> [Change] {
    var changes: [Change] = []
    var next = 0
    func addRemoved(before limit: Int) {
      while next < limit {
        if !isTaken[next] {
          changes.append(Change(kind: .removed, old: old[next], new: nil, difference: nil))
        }
        next += 1
      }
    }
    for (place, sentence) in new.enumerated() {
      guard let first = partners[place] else {
        changes.append(Change(kind: .added, old: nil, new: sentence, difference: nil))
        continue
      }
      addRemoved(before: first)
      let difference = differences[place]
      changes.append(
        Change(
          kind: difference == nil ? .unchanged : .reworded, old: old[first], new: sentence,
          difference: difference))
    }
    addRemoved(before: old.count)
    return changes
  }
}

extension PolicyText {
  /// The words of a section and a sentence as an entry of the register that still needs its reason.
  public func draftEntry(
    _ sentence: PolicySentence, of document: PolicyDocument, _ language: Language
  ) -> String {
    let quote = sentence.text.split { $0.isWhitespace }.joined(separator: " ")
    let reason = Phrase("新版增加，待处理", "new in this edition, to be settled")[language]
    return
      "\(Keyword.omission.spelling[language]) \(document.number) \(sentence.section.text)「\(quote)」 "
      + "\(OmissionCategory.other.name[language]) 「\(reason)」"
  }
}
