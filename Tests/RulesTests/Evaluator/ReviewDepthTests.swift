import Testing

@testable import Rules

/// A review that tells less says the same.
@Suite("How much of its findings a review tells")
struct ReviewDepthTests {
  private static let program = CommittedRules.book.program
  private static let today = CalendarDate(parsing: "2026-01-01") ?? .earliest

  /// How many facts are left out of each dossier, one at a time.
  private static let count = 6

  @Test(
    "Verdicts, decision, score and what is missing do not hang on what is told",
    arguments: CommittedRules.examples)
  func depths(_ example: SourceText) throws {
    let node = try #require(JSONReader.read(example, index: 0).node)
    var random = SplitMix64(seed: UInt64(example.bytes.count))
    for round in 0...Self.count {
      let node = round == 0 ? node : node.withoutOneFact(&random)
      let (dossier, _) = DossierReader(vocabulary: Self.program.vocabulary).read(node, of: example)
      let (binding, _) = bind(try #require(dossier), to: Self.program, today: Self.today)
      let complete = evaluate(Self.program, with: binding)
      for depth in [ReviewDepth.failures, .verdicts] {
        let review = evaluate(Self.program, with: binding, depth: depth)
        #expect(review.decision == complete.decision)
        #expect(review.score.low == complete.score.low && review.score.high == complete.score.high)
        #expect(
          MissingFact.all(in: review).map { $0.path }
            == MissingFact.all(in: complete).map { $0.path })
        #expect(review.findings.count == complete.findings.count)
        for (one, other) in zip(review.findings, complete.findings) { compare(one, other, depth) }
      }
    }
  }

  private func compare(_ one: Finding, _ other: Finding, _ depth: ReviewDepth) {
    let id = Self.program.rules.rules[one.rule].id
    #expect(one.rule == other.rule && one.element == other.element)
    #expect(one.verdict == other.verdict && one.standing == other.standing, "\(id)")
    #expect(one.supposed?.verdict == other.supposed?.verdict, "\(id)")
    #expect(one.causes == other.causes && one.indifferent == other.indifferent, "\(id)")
    #expect(one.marks == other.marks, "\(id)")
    guard one.verdict != .notApplicable else { return }
    #expect(one.consequence == other.consequence, "\(id)")
    #expect(one.otherConsequences == other.otherConsequences, "\(id)")
    #expect(one.unverified == other.unverified, "\(id)")
    guard depth == .failures, one.verdict == .notMet else { return }
    #expect(one.cautions == other.cautions, "\(id)")
    #expect(one.margin?.distance == other.margin?.distance, "\(id)")
    #expect(
      one.trace.facts.map { $0.reference } == other.trace.facts.map { $0.reference }, "\(id)")
  }
}

extension JSONNode {
  /// The same object without one of its members, or one of a member's.
  fileprivate func withoutOneFact(_ random: inout SplitMix64) -> JSONNode {
    guard case .object(var members) = kind, !members.isEmpty else { return self }
    let place = Int.random(in: members.indices, using: &random)
    let member = members[place]
    if case .object(let inner) = member.value.kind, inner.count > 1 {
      members[place] = JSONMember(
        key: member.key, keyRange: member.keyRange, value: member.value.withoutOneFact(&random))
    } else {
      members.remove(at: place)
    }
    return JSONNode(.object(members), range: range)
  }
}
