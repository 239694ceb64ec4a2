import AuditLog
import Glibc
import Rules

/// What the decisions of an audit log use of which source, where each is found without reading the
/// log anew.
///
/// ```
/// audit/ledger/head        how much of the log it holds: {"fields": …, "leaf": …, "size": 41234}
/// audit/ledger/later       what later entries say of decisions: {"of": 12, "decision": "refuse"}
/// audit/ledger/00 … ff     uses and projects, by the hash of what they are found by
/// ```
/// It can be deleted at any time: what it holds is made again from the entries and the vault. A
/// decision whose documents were destroyed keeps the place of its sources and not their names, as
/// hashes with a salt of this index; made again, the index can only say that it does not know them.
///
/// Whoever reads balances to decide by them holds the index until the decision is in the log. Where
/// entries go through a writer, the writer keeps the index, and the others read and hold it.
final class LedgerIndex {
  static let folderName = "ledger"

  private let log: AuditLog
  private let folder: IndexFolder
  private let session: ReviewSession
  private var head: Head
  /// The overrides that withdraw a project, and the destroyed documents; by the decision.
  private var later = LaterDecisions()
  private var shelves: [Int: Shelf] = [:]
  private var changed: Set<Int> = []

  private var units: UnitTable { session.program.vocabulary.units }

  /// Decisions whose sources nobody can read any more, and which the index never saw.
  var unreadable: [Int] { later.unread.sorted() }

  private var isHeld = false

  /// Opens the index of a log; it is read when it is held.
  ///
  /// - Parameter isShared: Whether the group may read it.
  init(
    of log: AuditLog, for session: ReviewSession, isShared: Bool = false
  ) throws(AuditLogError) {
    (self.log, self.session) = (log, session)
    // The writer makes it, and lets the group read it, when it is asked for it first.
    if log.isServed { _ = try log.prepareIndex() }
    folder = try log.indexFolder(Self.folderName, isShared: isShared)
    head = Head(fields: Self.fields(of: session.program.vocabulary))
  }

  /// Waits for other programs, and reads what they entered meanwhile.
  func hold() throws(AuditLogError) {
    guard !isHeld else { return }
    guard !log.isServed else { return try holdServed() }
    try folder.hold()
    isHeld = true
    try readOrMake()
  }

  /// Brings the index up to date, unless somebody holds it; false then.
  func update() throws(AuditLogError) -> Bool {
    guard try folder.tryHold() else { return false }
    isHeld = true
    defer { release() }
    try readOrMake()
    return true
  }

  /// How often an index is asked for that others are always faster to hold or to outdate.
  private static let attempts = 2000
  /// Between two attempts, in microseconds.
  private static let pause: UInt32 = 5000

  /// Has the writer bring the index up to date, and holds it while it is.
  private func holdServed() throws(AuditLogError) {
    for attempt in 0..<Self.attempts {
      if attempt > 0 { usleep(Self.pause) }
      guard try log.prepareIndex(), try folder.tryHold() else { continue }
      let tip = try log.tip
      if let stored = try folder.contents(of: "head").flatMap({ Head($0) }), stored.isTip(tip) {
        guard stored.fields == head.fields else { break }
        (head, shelves, changed, isHeld) = (stored, [:], [], true)
        later = LaterDecisions(try folder.contents(of: "later") ?? [])
        return
      }
      folder.unlock()
    }
    folder.unlock()
    throw AuditLogError.refusedByWriter(
      ServiceRefusal(
        .unavailable,
        [
          "写入进程的来源台账与所用规则不符，或一直被占用；请用同一版本的规则启动 `review audit serve`",
          "the writer keeps the ledger by other rules, or others hold it: start `review audit serve` with the same rules",
        ]))
  }

  private func readOrMake() throws(AuditLogError) {
    let tip = try log.tip
    if let stored = try folder.contents(of: "head").flatMap({ Head($0) }), try fits(stored, tip) {
      (head, shelves, changed) = (stored, [:], [])
      later = LaterDecisions(try folder.contents(of: "later") ?? [])
      if !stored.isTip(tip) { try catchUp() }
    } else {
      try rebuild()
    }
  }

  /// Makes the index anew from the log; it must be held.
  func rebuild() throws(AuditLogError) {
    try folder.clear()
    (head, later, shelves, changed) = (Head(fields: head.fields), LaterDecisions(), [:], [])
    try catchUp()
  }

  /// Forgets at once what a decision whose documents were destroyed says of its sources.
  static func forget(_ sequence: Int, of log: AuditLog) throws(AuditLogError) {
    guard !log.isServed, let folder = try log.existingIndexFolder(folderName) else { return }
    try folder.hold()
    defer { folder.unlock() }
    guard var head = try folder.contents(of: "head").flatMap({ Head($0) }) else { return }
    for number in 0..<Shelf.count {
      guard let stored = try folder.contents(of: Shelf.name(number)) else { continue }
      var shelf = Shelf(stored)
      guard shelf.destroy(sequence, head.salt) else { continue }
      let bytes = shelf.bytes
      try folder.replace(Shelf.name(number), with: bytes)
      head.keep(bytes, of: number)
    }
    try folder.replace("head", with: head.bytes)
  }

  /// Lets other programs go on.
  func release() {
    (shelves, isHeld) = ([:], false)
    folder.unlock()
  }

  /// Whether a head was made of this log, by the same ledgers.
  private func fits(
    _ stored: Head, _ tip: (size: Int, root: Digest)
  ) throws(AuditLogError) -> Bool {
    guard stored.fields == head.fields, stored.size <= tip.size else { return false }
    guard stored.size > 0, !stored.isTip(tip) else { return true }
    return try log.entries(from: stored.size - 1).leafOfNext == stored.leaf
  }

  /// What the ledgers of a vocabulary read, and the form of the keys; an index made by others is made
  /// anew.
  private static func fields(of vocabulary: Vocabulary) -> String {
    let ledgers = vocabulary.ledgers.map { ledger in
      let fields = [ledger.number, ledger.date, ledger.amount, ledger.whole, ledger.part]
      let paths =
        fields.map { $0.map { vocabulary.fields[$0].path.english } ?? "-" }
        + ledger.names.map { vocabulary.fields[$0].path.english } + ledger.endings
      return paths.joined(separator: " ")
    }
    return "2; " + ledgers.joined(separator: "; ")
  }

  // MARK: - Reading

  /// Puts into the book all that logged decisions use of the sources that are claimed now.
  func load(_ claims: [SourceClaim], into book: inout LedgerBook) throws(AuditLogError) {
    try hold()
    for claim in claims {
      guard let identity = book.identity(of: claim) else { continue }
      for key in identity.keys {
        for entry in try shelf(of: key).entries(of: key, head.salt) {
          guard let written = entry.use(units) else { continue }
          let use = entry.hash == nil ? written : written.destroyed(as: claim)
          if try isInForce(use) { book.load(decided(use)) }
        }
      }
    }
  }

  /// Puts into the book all that is in force.
  func loadAll(into book: inout LedgerBook) throws(AuditLogError) {
    try hold()
    var uses: [SourceBalance.Use] = []
    for number in 0..<Shelf.count {
      for use in try shelf(number).uses(units) where try isInForce(use) {
        uses.append(decided(use))
      }
    }
    uses.sort { left, right in
      let (first, second) = (left.sequence ?? 0, right.sequence ?? 0)
      guard first == second else { return first < second }
      return left.claim.list == right.claim.list
        ? left.claim.position.lexicographicallyPrecedes(right.claim.position)
        : left.claim.list < right.claim.list
    }
    for use in uses { book.load(use) }
  }

  /// Whether a use is that of the newest decision on its project, and nobody withdrew it.
  private func isInForce(_ use: SourceBalance.Use) throws(AuditLogError) -> Bool {
    guard let sequence = use.sequence else { return false }
    guard later.decisions[sequence] != Decision.refuse.name.english else { return false }
    for key in use.project.replacing
    where try shelf(of: key).newest(of: key) ?? sequence > sequence { return false }
    return true
  }

  /// The use with the decision that holds now.
  private func decided(_ use: SourceBalance.Use) -> SourceBalance.Use {
    guard let sequence = use.sequence, let decision = later.decisions[sequence] else { return use }
    return SourceBalance.Use(
      project: use.project, claim: use.claim, sequence: sequence, decision: decision,
      since: use.since)
  }

  // MARK: - Entering

  /// Enters what new decisions use, once the log holds them.
  func enter(_ decisions: [LedgerDecision], _ done: Acknowledgement) throws(AuditLogError) {
    // The writer enters them when somebody asks for the index next.
    guard !log.isServed else { return }
    let first = done.sequences.lowerBound
    guard first == head.size, done.sequences.count == decisions.count,
      let leaf = done.leafHashes.last
    else { return try catchUp() }
    for (sequence, decision) in zip(done.sequences, decisions) {
      try enter(decision, at: sequence)
    }
    head.advance(to: first + decisions.count, leaf: leaf)
    head.note((done.checkpoint.size, done.checkpoint.root))
    try store()
  }

  private func enter(_ decision: LedgerDecision, at sequence: Int) throws(AuditLogError) {
    guard !decision.isTrial else { return }
    let book = LedgerBook(session.program.vocabulary)
    var uses: [(use: SourceBalance.Use, keys: [String])] = []
    for claim in decision.claims {
      let keys = book.identity(of: claim)?.keys ?? []
      let since = try since(claim, of: decision.project, keys)
      let use = SourceBalance.Use(
        project: decision.project, claim: claim, sequence: sequence, decision: decision.decision,
        since: since ?? sequence)
      uses.append((use, keys.isEmpty ? ["entry \(sequence)"] : keys))
    }
    for key in decision.project.noted {
      try change(key) { $0.add(project: key, sequence) }
    }
    for (use, keys) in uses {
      for key in keys { try change(key) { $0.add(use, key) } }
    }
  }

  /// The entry since which a project uses as much of a source; nil: it did not before.
  private func since(
    _ claim: SourceClaim, of project: ClaimingProject, _ keys: [String]
  ) throws(AuditLogError) -> Int? {
    for key in keys.prefix(1) {
      for entry in try shelf(of: key).entries(of: key, head.salt) {
        guard entry.hash == nil, let use = entry.use(units), use.project.isSame(as: project),
          claim.isWithin(use.claim.amount), try isInForce(use)
        else { continue }
        return use.since
      }
    }
    return nil
  }

  /// Reads what stands in the log behind what the index holds.
  func catchUp() throws(AuditLogError) {
    let tip = try log.tip
    var entries = try log.entries(from: head.size)
    while let logged = try entries.next() {
      try take(logged.entry)
      head.advance(to: logged.entry.sequence + 1, leaf: logged.leafHash)
    }
    head.note(tip)
    try store()
  }

  private func take(_ entry: LogEntry) throws(AuditLogError) {
    switch entry.record {
    case .override(let override): later.decisions[override.evaluation] = override.decision
    case .redact(let redaction): try destroy(redaction.entry)
    case .evaluate(let record):
      guard let decision = LoggedDecision(entry) else { return }
      guard case .present(let bytes) = try log.body(of: decision.dossier),
        let more = decision.more, let excerpt = DossierExcerpt(more, bytes: bytes),
        let unit = excerpt.unit(session.program.vocabulary),
        let (project, claims) = session.claims(of: unit).found
      else {
        later.unread.insert(entry.sequence)
        return
      }
      let isTrial = EvaluationNotes(more).isTrial
      try enter(
        LedgerDecision(
          project: project, claims: claims, decision: record.decision, isTrial: isTrial),
        at: entry.sequence)
    default: return
    }
  }

  /// Forgets what a decision says of its sources, and keeps where they are found.
  private func destroy(_ sequence: Int) throws(AuditLogError) {
    for number in 0..<Shelf.count {
      var shelf = try shelf(number)
      guard shelf.destroy(sequence, head.salt) else { continue }
      shelves[number] = shelf
      changed.insert(number)
    }
  }

  // MARK: - Shelves

  private func shelf(of key: String) throws(AuditLogError) -> Shelf { try shelf(Shelf.number(key)) }

  private func shelf(_ number: Int) throws(AuditLogError) -> Shelf {
    if let shelf = shelves[number] { return shelf }
    let bytes = try folder.contents(of: Shelf.name(number)) ?? []
    guard head.knows(bytes, of: number) else {
      // Torn by a power loss, or touched by hand.
      try rebuild()
      return try self.shelf(number)
    }
    let shelf = Shelf(bytes)
    shelves[number] = shelf
    return shelf
  }

  private func change(_ key: String, _ change: (inout Shelf) -> Void) throws(AuditLogError) {
    let number = Shelf.number(key)
    var shelf = try shelf(number)
    // The dictionary lets go of it, so that it is changed in place.
    shelves[number] = nil
    change(&shelf)
    shelves[number] = shelf
    changed.insert(number)
  }

  /// Writes what changed; the head last, so that it never says more than the shelves hold.
  private func store() throws(AuditLogError) {
    for number in changed.sorted() {
      guard let shelf = shelves[number] else { continue }
      let bytes = shelf.bytes
      try folder.replace(Shelf.name(number), with: bytes)
      head.keep(bytes, of: number)
    }
    changed = []
    try folder.replace("later", with: later.bytes)
    try folder.replace("head", with: head.bytes)
  }
}

/// What a decision uses, as it goes into the index.
struct LedgerDecision {
  let project: ClaimingProject
  let claims: [SourceClaim]
  let decision: String
  /// Whether nobody asked for a decision; then it uses nothing.
  let isTrial: Bool
}

extension SourceIdentity {
  /// What a source is found by.
  var keys: [String] {
    [number.map { "number " + $0 }, near.map { "near " + $0 }].compactMap { $0 }
  }
}

extension EntryReader {
  /// The leaf hash of the next entry; nil after the last.
  fileprivate var leafOfNext: Digest? {
    get throws(AuditLogError) {
      var reader = self
      return try reader.next()?.leafHash
    }
  }
}
