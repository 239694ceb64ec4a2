import Testing

@testable import Rules

/// A slip of the hand in a dossier: one edit of a place, a key, a name or the order of members.
@Suite("A single edit")
struct SingleEditTests {
  /// `EDIT_RUNS=2000 swift test --filter SingleEditTests` is the long run.
  private static let runs = Repository.variable("EDIT_RUNS").flatMap { Int($0) } ?? 160

  @Test("It never makes a decision milder, or loses a failure, without a message that names it")
  func neverMilderInSilence() throws {
    var milder = 0
    var rejected = 0
    for (index, example) in CommittedRules.examples.enumerated() {
      let trial = try EditTrial(example)
      var generator = SplitMix64(seed: UInt64(index))
      for _ in 0..<(Self.runs / CommittedRules.examples.count) {
        let edit = SingleEdit.random(in: trial, using: &generator)
        guard let outcome = trial.outcome(of: edit) else {
          rejected += 1
          continue
        }
        guard outcome.isMilder(than: trial.outcome) else { continue }
        milder += 1
        let names = edit.names.filter { !$0.isEmpty }
        #expect(
          outcome.words.contains { words in names.contains { words.contains($0) } },
          "\(example.path): \(edit.description): \(trial.outcome.failures) → \(outcome.failures)")
      }
    }
    // A law about no case would hold.
    #expect(milder > 0 && rejected > 0)
  }
}

/// What the rules say of an edited dossier, and all that is said to its author.
struct EditOutcome {
  let decision: Decision
  /// The rules that are not met, with their elements.
  let failures: Set<String>
  let words: [String]

  func isMilder(than other: EditOutcome) -> Bool {
    decision < other.decision || !other.failures.isSubset(of: failures)
  }
}

/// An example and what is decided on it.
struct EditTrial {
  let source: SourceText
  let members: [EditedMember]
  let outcome: EditOutcome

  init(_ source: SourceText) throws {
    self.source = source
    let (node, _) = JSONReader.read(source, index: 0)
    members = EditedMember.all(in: try #require(node))
    outcome = try #require(Self.outcome(of: source.bytes, path: source.path))
  }

  /// nil when the edited dossier is rejected.
  func outcome(of edit: SingleEdit) -> EditOutcome? {
    Self.outcome(of: edit.applied(to: source.bytes), path: source.path)
  }

  private static func outcome(of bytes: [UInt8], path: String) -> EditOutcome? {
    let program = CommittedRules.book.program
    let source = SourceText(path: path, bytes: bytes)
    let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    guard let dossier, !problems.hasErrors, let today = CalendarDate(parsing: "2025-06-01") else {
      return nil
    }
    let (binding, more) = bind(dossier, to: program, today: today)
    guard !more.hasErrors else { return nil }
    let review = evaluate(program, with: binding)
    let diagnostics = (problems + more).flatMap { problem in
      [
        problem.message.chinese, problem.hint?.chinese ?? "",
        source.slice(Int(problem.range.start), Int(problem.range.end)),
      ]
    }
    let asks = MissingFact.all(in: review).flatMap { [$0.path, $0.label] }
    let failures = review.findings.filter { $0.verdict == .notMet }.map { finding in
      program.rules.rules[finding.rule].id
        + (finding.element.map { "\($0.indices)" } ?? "")
    }
    return EditOutcome(
      decision: review.decision, failures: Set(failures),
      words: diagnostics + review.notes.flatMap { [$0.chinese, $0.english] } + asks)
  }
}

/// A member of an object in a dossier, in its text.
struct EditedMember {
  let key: String
  let keyRange: Range<Int>
  let valueRange: Range<Int>
  /// The text of a string value.
  let text: String?
  /// The member behind it in the same object.
  let next: Int?

  /// All members except those of evidence, which decide nothing.
  static func all(in node: JSONNode) -> [EditedMember] {
    var members: [EditedMember] = []
    collect(node, into: &members)
    return members
  }

  private static func collect(_ node: JSONNode, into members: inout [EditedMember]) {
    switch node.kind {
    case .array(let items): for item in items { collect(item, into: &members) }
    case .object(let own):
      let start = members.count
      for (place, member) in own.enumerated() {
        var text: String?
        if case .string(let value) = member.value.kind { text = value }
        members.append(
          EditedMember(
            key: member.key, keyRange: bytes(member.keyRange),
            valueRange: bytes(member.value.range), text: text,
            next: place + 1 < own.count ? start + place + 1 : nil))
      }
      for member in own where member.key != "source" { collect(member.value, into: &members) }
    case .null, .boolean, .number, .string: break
    }
  }

  private static func bytes(_ range: SourceRange) -> Range<Int> {
    Int(range.start)..<Int(range.end)
  }
}

/// Bytes put in the place of others, and the names by which a message may call the edit.
struct SingleEdit: CustomStringConvertible {
  let replacements: [(range: Range<Int>, bytes: [UInt8])]
  let names: [String]
  let description: String

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for (range, new) in replacements.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(range, with: new)
    }
    return result
  }

  static func random(in trial: EditTrial, using generator: inout SplitMix64) -> SingleEdit {
    let places = trial.members.filter { ["province", "city", "county", "code"].contains($0.key) }
    let isPlace = Int.random(in: 0..<4, using: &generator) == 0
    let pool = isPlace && !places.isEmpty ? places : trial.members
    let member = pool[Int.random(in: 0..<pool.count, using: &generator)]
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      return Bool.random(using: &generator)
        ? twice(member, of: trial, using: &generator)
        : slipOfMeaning(in: trial, using: &generator)
    case 1: return swapped(member, of: trial)
    case 2 where member.text != nil: return value(of: member, using: &generator)
    default:
      return isPlace && member.text != nil
        ? value(of: member, using: &generator) : key(of: member, using: &generator)
    }
  }

  /// Another year of a date, a sign before a number, a reason that is none in the place of a value.
  private static func slipOfMeaning(
    in trial: EditTrial, using generator: inout SplitMix64
  ) -> SingleEdit {
    let bytes = trial.source.bytes
    let member = trial.members[Int.random(in: 0..<trial.members.count, using: &generator)]
    let written = String(decoding: bytes[member.valueRange], as: UTF8.self)
    var new =
      #"{"notApplicable": "\#(["否", "false", ".", "no"].randomElement(using: &generator) ?? "")"}"#
    if let text = member.text, CalendarDate(parsing: text) != nil {
      let year = ["0024", "2014", "1024", "2004", "1924"].randomElement(using: &generator) ?? ""
      new = "\"\(year)\(text.dropFirst(4))\""
    } else if let first = written.utf8.first,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    {
      new = "-" + written
    }
    return SingleEdit(
      replacements: [(member.valueRange, Array(new.utf8))],
      names: [member.key, new.filter { $0 != "\"" }],
      description: "\(member.key): \(written) → \(new)")
  }

  private static func key(
    of member: EditedMember, using generator: inout SplitMix64
  ) -> SingleEdit {
    let new = slip(in: member.key, using: &generator)
    return SingleEdit(
      replacements: [(member.keyRange, Array("\"\(new)\"".utf8))], names: [member.key, new],
      description: "key \(member.key) → \(new)")
  }

  private static func value(
    of member: EditedMember, using generator: inout SplitMix64
  ) -> SingleEdit {
    let text = member.text ?? ""
    let new = Int.random(in: 0..<8, using: &generator) == 0 ? "" : slip(in: text, using: &generator)
    return SingleEdit(
      replacements: [(member.valueRange, Array("\"\(new)\"".utf8))],
      names: [member.key, new], description: "\(member.key): \(text) → \(new)")
  }

  /// The member once more behind itself, with another value.
  private static func twice(
    _ member: EditedMember, of trial: EditTrial, using generator: inout SplitMix64
  ) -> SingleEdit {
    let others = trial.members.filter { $0.text != nil }
    let other = others[Int.random(in: 0..<others.count, using: &generator)]
    let value = trial.source.bytes[other.valueRange]
    let end = member.valueRange.upperBound
    return SingleEdit(
      replacements: [(end..<end, Array(", \"\(member.key)\": ".utf8) + value)],
      names: [member.key], description: "\(member.key) twice")
  }

  /// The member and the one behind it in the other order.
  private static func swapped(_ member: EditedMember, of trial: EditTrial) -> SingleEdit {
    guard let index = member.next else {
      return SingleEdit(replacements: [], names: [], description: "nothing")
    }
    let next = trial.members[index]
    let bytes = trial.source.bytes
    let (one, other) = (
      member.keyRange.lowerBound..<member.valueRange.upperBound,
      next.keyRange.lowerBound..<next.valueRange.upperBound
    )
    return SingleEdit(
      replacements: [(one, Array(bytes[other])), (other, Array(bytes[one]))],
      names: [], description: "\(member.key) behind \(next.key)")
  }

  /// A word with one slip: a letter lost, doubled or exchanged, a blank or something invisible.
  private static func slip(in word: String, using generator: inout SplitMix64) -> String {
    var letters = Array(word)
    guard !letters.isEmpty else { return " " }
    let place = Int.random(in: 0..<letters.count, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    case 2: letters.swapAt(place, (place + 1) % letters.count)
    case 3: letters.insert(" ", at: place)
    case 4: letters.append("　")
    case 5: letters.insert("\u{200B}", at: place)
    default:
      letters[place] = Character(
        letters[place].isUppercase ? letters[place].lowercased() : letters[place].uppercased())
    }
    let text = String(letters)
    return text.contains("\"") || text.contains("\\") ? word : text
  }
}
