/// The accounts of all sources that dossiers name, one dossier after another.
///
/// Only balances are kept: what each project uses of each source, and nothing else of a dossier.
/// A project that comes again is taken at its newest word, and keeps its turn at a source of which
/// it uses no more than before: who names another's source later cannot hold up its first user.
public struct LedgerBook: Sendable {
  private struct Entry {
    let claim: SourceClaim
    let stems: [String]
    let project: Int
    /// Whose turn it is: the entry of the log, and behind all entries what is not logged.
    let order: Int

    var sums: AccountSums { AccountSums(claim, stems: stems) }
  }

  private struct Account {
    let ledger: Int
    let isNumbered: Bool
    /// Whether its source can be found again.
    let isIdentified: Bool
    /// Those its source may be the same as, among ``namesakes``; nil where it has no name.
    let namesakes: Int?
    /// The hash of ``SourceIdentity/nearNumber``.
    let nearNumber: Int?
    var entries: [Entry] = []
  }

  /// The accounts whose sources have one name, as far as names can be compared.
  private struct Namesakes {
    var numbered: [Int] = []
    var unnumbered: [Int] = []
  }

  private struct Project {
    let project: ClaimingProject
    let keys: [Word]
    /// How many projects came before it.
    let turn: Int
    var sequence: Int?
    var decision: String?
    /// The accounts it has entries in.
    var accounts: [Int] = []
  }

  private let ledgers: [SourceLedger]
  private let ledgerOfPath: [Word: Int]
  private var accounts: [Account] = []
  private var accountOfNumber: [Word: Int] = [:]
  private var accountOfNames: [Word: Int] = [:]
  private var namesakes: [Namesakes] = []
  private var namesakesOfNames: [Word: Int] = [:]
  private var accountsOfNearNumber: [Int: [Int]] = [:]
  private var projects: [Project] = []
  /// The places of projects that came again since, for others: a stock may name one over and over.
  private var freeProjects: [Int] = []
  private var nextTurn = 0
  private var projectOfKey: [Word: Int] = [:]
  private var nextOrder = Self.firstUnlogged
  /// What accounts of many uses come to, so that one more is added and not all are gone through.
  private var sumsOfAccount: [Int: AccountSums] = [:]
  /// How many uses of others are listed beside those of a project that is reviewed; nil: all.
  private let listLimit: Int?

  /// The turn of the first use that no log holds yet.
  private static let firstUnlogged = Int.max / 2

  /// How many nearly equal sources are compared with one.
  private static let nearLimit = 8
  /// Of how many uses an account keeps its sums.
  private static let manyUses = 32

  /// - Parameter listLimit: How many uses of others are listed beside those of a project that is
  ///   reviewed, the first ones; the rest is counted. nil: all, as a log needs them, which shows by
  ///   which uses it was decided.
  public init(_ vocabulary: Vocabulary, listLimit: Int? = nil) {
    self.listLimit = listLimit
    ledgers = vocabulary.ledgers
    var paths: [Word: Int] = [:]
    for (index, ledger) in vocabulary.ledgers.enumerated() {
      paths[Word(vocabulary.containers[ledger.list].path.english)] = index
    }
    ledgerOfPath = paths
  }

  /// Whether any project used a source so far.
  public var hasProjects: Bool { !projects.isEmpty }

  /// What a claim is known by; nil when the vocabulary has no such ledger.
  public func identity(of claim: SourceClaim) -> SourceIdentity? {
    ledgerOfPath[Word(claim.list)].map {
      SourceIdentity(claim, endings: ledgers[$0].endings)
    }
  }

  /// Enters all that a project uses, in place of what it used before.
  ///
  /// - Parameter sequence: The entry of the audit log that holds it; nil: none, or not yet.
  public mutating func enter(
    _ claims: [SourceClaim], of project: ClaimingProject, sequence: Int? = nil
  ) {
    let keys = project.keys.map { Word($0) }
    let turns = withdraw(project, keys)
    // What uses nothing need not be remembered: a stock may be long.
    guard !claims.isEmpty else { return }
    let index = add(project, keys, sequence, nil)
    for claim in claims { enter(claim, of: index, keeping: turns, order: nil) }
  }

  /// Enters all that a project uses, as ``enter(_:of:sequence:)``, and notes the decision on it unless
  /// others use any of it.
  ///
  /// - Returns: Whether others do, as ``clashes(of:)`` tells.
  public mutating func enter(
    _ claims: [SourceClaim], of project: ClaimingProject, noting decision: String
  ) -> Bool {
    let keys = project.keys.map { Word($0) }
    let turns = withdraw(project, keys)
    guard !claims.isEmpty else { return false }
    let index = add(project, keys, nil, nil)
    for claim in claims { enter(claim, of: index, keeping: turns, order: nil) }
    guard clashes(at: index).isEmpty else { return true }
    projects[index].decision = decision
    return false
  }

  /// The accounts of a project that others used before it, with what is wrong with them.
  public func clashes(of project: ClaimingProject) -> [SourceBalance] {
    former(project, project.keys.map { Word($0) }).map { clashes(at: $0) } ?? []
  }

  private func clashes(at index: Int) -> [SourceBalance] {
    var seen: Set<Int> = []
    return projects[index].accounts.filter { seen.insert($0).inserted }.flatMap {
      balances(of: $0, for: index)
    }
  }

  /// A use that a project made of a source before.
  private struct Turn {
    let order: Int
    let amount: Quantity?
  }

  /// Enters one use that an audit log holds, beside what the same decision uses already; what a
  /// later decision on the project replaced is left out.
  public mutating func load(_ use: SourceBalance.Use) {
    let keys = use.project.keys.map { Word($0) }
    if let index = former(use.project, keys) {
      let known = projects[index].sequence
      guard known != use.sequence else {
        if !isEntered(use.claim, of: index) {
          enter(use.claim, of: index, order: use.since ?? use.sequence)
        }
        return
      }
      guard let known, let sequence = use.sequence, known < sequence else { return }
      withdraw(use.project, keys)
    }
    let index = add(use.project, keys, use.sequence, use.decision)
    enter(use.claim, of: index, order: use.since ?? use.sequence)
  }

  /// Notes the decision on a project, and the entry of the log that holds it.
  public mutating func note(
    _ decision: String, on project: ClaimingProject, sequence: Int? = nil
  ) {
    guard let index = former(project, project.keys.map { Word($0) }) else { return }
    projects[index].decision = decision
    if let sequence { projects[index].sequence = sequence }
  }

  /// The accounts, in the order in which their sources were first named; one without a use is left
  /// out.
  public var balances: Balances { Balances(of: self) }

  /// What ``balances`` goes through, drawn up account by account.
  public struct Balances: Sequence, IteratorProtocol {
    private let book: LedgerBook
    private var account = 0
    private var found: ArraySlice<SourceBalance> = []

    fileprivate init(of book: LedgerBook) { self.book = book }

    public mutating func next() -> SourceBalance? {
      while found.isEmpty {
        guard account < book.accounts.count else { return nil }
        found = book.balances(of: account, for: nil)[...]
        account += 1
      }
      return found.removeFirst()
    }
  }

  // MARK: - Projects

  private mutating func add(
    _ project: ClaimingProject, _ keys: [Word], _ sequence: Int?, _ decision: String?
  ) -> Int {
    let added = Project(
      project: project, keys: keys, turn: nextTurn, sequence: sequence, decision: decision)
    nextTurn += 1
    let index = freeProjects.popLast() ?? projects.count
    if index < projects.count { projects[index] = added } else { projects.append(added) }
    for key in keys { projectOfKey[key] = index }
    return index
  }

  private func former(_ project: ClaimingProject, _ keys: [Word]) -> Int? {
    keys.lazy.compactMap { projectOfKey[$0] }.first {
      projects[$0].project.isSame(as: project, projects[$0].keys, keys)
    }
  }

  /// Takes a project's uses out, and says which there were, by account.
  @discardableResult
  private mutating func withdraw(_ project: ClaimingProject, _ keys: [Word]) -> [Int: Turn] {
    var turns: [Int: Turn] = [:]
    while let index = former(project, keys) {
      for account in projects[index].accounts {
        for entry in accounts[account].entries where entry.project == index {
          turns[account] = Turn(order: entry.order, amount: entry.claim.amount)
        }
        accounts[account].entries.removeAll { $0.project == index }
        sumsOfAccount[account] = nil
      }
      for key in projects[index].keys where projectOfKey[key] == index {
        projectOfKey[key] = nil
      }
      freeProjects.append(index)
    }
    return turns
  }

  // MARK: - Accounts

  /// - Parameters:
  ///   - turns: What the project used before; of no more than that it keeps its turn.
  ///   - order: The turn; nil: that of before, else the next.
  private mutating func enter(
    _ claim: SourceClaim, of project: Int, keeping turns: [Int: Turn] = [:], order: Int?
  ) {
    guard let ledger = ledgerOfPath[Word(claim.list)], let identity = identity(of: claim) else {
      return
    }
    let account = account(identity, ledger)
    nextOrder += 1
    let former = turns[account].flatMap { turn in
      claim.isWithin(turn.amount) ? turn.order : nil
    }
    let entry = Entry(
      claim: claim, stems: identity.stems, project: project, order: order ?? former ?? nextOrder)
    accounts[account].entries.append(entry)
    projects[project].accounts.append(account)
    if sumsOfAccount[account] != nil {
      sumsOfAccount[account]?.add(entry.sums)
    } else if accounts[account].entries.count > Self.manyUses {
      sumsOfAccount[account] = Self.sums(accounts[account].entries)
    }
  }

  private static func sums(_ entries: [Entry]) -> AccountSums {
    entries.reduce(into: AccountSums()) { $0.add($1.sums) }
  }

  /// Whether a use was read from the log already: found by its number and by its names, it counts
  /// once.
  private func isEntered(_ claim: SourceClaim, of project: Int) -> Bool {
    guard let account = identity(of: claim).flatMap({ known($0) }) else { return false }
    return accounts[account].entries.contains {
      $0.project == project && $0.claim.position == claim.position
    }
  }

  /// The account of a source; nil: there is none yet.
  private func known(_ identity: SourceIdentity) -> Int? {
    if let number = identity.number { return accountOfNumber[Word(number)] }
    return identity.names.flatMap { accountOfNames[Word($0)] }
  }

  /// The account of a source, opened where there is none.
  private mutating func account(_ identity: SourceIdentity, _ ledger: Int) -> Int {
    if let known = known(identity) { return known }
    let index = accounts.count
    let namesakes = identity.near.map { self.namesakes(of: $0) }
    accounts.append(
      Account(
        ledger: ledger, isNumbered: identity.number != nil, isIdentified: identity.isComplete,
        namesakes: namesakes, nearNumber: identity.nearNumber?.hashValue))
    if let number = accounts[index].nearNumber {
      accountsOfNearNumber[number, default: []].append(index)
    }
    if let number = identity.number {
      accountOfNumber[Word(number)] = index
    } else if let names = identity.names {
      accountOfNames[Word(names)] = index
    }
    if let namesakes {
      if identity.number == nil {
        self.namesakes[namesakes].unnumbered.append(index)
      } else {
        self.namesakes[namesakes].numbered.append(index)
      }
    }
    return index
  }

  private mutating func namesakes(of names: String) -> Int {
    let names = Word(names)
    if let known = namesakesOfNames[names] { return known }
    namesakes.append(Namesakes())
    namesakesOfNames[names] = namesakes.count - 1
    return namesakes.count - 1
  }

  /// The accounts of sources that may be the same: where both have numbers, these decide, unless
  /// they differ as if by a slip.
  private func near(_ account: Int) -> [Int] {
    guard let all = accounts[account].namesakes.map({ namesakes[$0] }) else { return [] }
    var found: [Int] = []
    let isNumbered = accounts[account].isNumbered
    for others in isNumbered ? [all.unnumbered] : [all.unnumbered, all.numbered] {
      for other in others where other != account && !accounts[other].entries.isEmpty {
        found.append(other)
        if found.count == Self.nearLimit { return found }
      }
    }
    return found + slips(of: account).prefix(Self.nearLimit - found.count)
  }

  /// The accounts whose numbers differ from that of one as if by a slip.
  private func slips(of account: Int) -> [Int] {
    // Most have a bucket of their own, and need not be compared with themselves.
    guard let hash = accounts[account].nearNumber, let bucket = accountsOfNearNumber[hash],
      bucket.count > 1, let own = nearNumber(of: account)
    else { return [] }
    return bucket.filter {
      $0 != account && nearNumber(of: $0) == own
    }
  }

  private func nearNumber(of account: Int) -> String? {
    accounts[account].entries.first.flatMap { identity(of: $0.claim)?.nearNumber }
  }

  /// The balance of an account, then what else is wrong with it.
  ///
  /// - Parameter project: The one that is reviewed; nil: all accounts are listed, and a question
  ///   stands only at the later of its sources, so that it is asked once.
  private func balances(of account: Int, for project: Int?) -> [SourceBalance] {
    guard !accounts[account].entries.isEmpty else { return [] }
    var found: [SourceBalance] = []
    if project.map({ isLater($0, in: [account]) }) ?? true {
      let sums = sums(of: [account])
      let plain = balance([account], sums, for: project)
      if plain.kind != nil { found.append(plain) }
      if sums.count > 1, sums.areInConflict {
        found.append(balance([account], sums, for: project, .conflict))
      }
      if found.isEmpty { found.append(plain) }
    }
    let others = near(account).filter { project != nil || $0 < account }
    let together = others + [account]
    if !others.isEmpty, project.map({ isLater($0, in: together) }) ?? true {
      found.append(balance(together, sums(of: together), for: project, .question))
    }
    return found
  }

  private func sums(of accounts: [Int]) -> AccountSums {
    accounts.reduce(into: AccountSums()) { sums, account in
      sums.add(sumsOfAccount[account] ?? Self.sums(self.accounts[account].entries))
    }
  }

  /// Whether a project came to a source behind another one.
  private func isLater(_ project: Int, in accounts: [Int]) -> Bool {
    let last = own(project, in: accounts).map { $0.order }.max() ?? 0
    return accounts.contains { account in
      self.accounts[account].entries.contains { $0.project != project && $0.order < last }
    }
  }

  /// The uses of a project among those of accounts.
  private func own(_ project: Int, in accounts: [Int]) -> [Entry] {
    accounts.flatMap { account in
      let entries = self.accounts[account].entries
      guard listLimit != nil else { return entries.filter { $0.project == project } }
      // Whoever is reviewed came last.
      let first = entries.lastIndex { $0.project != project }.map { $0 + 1 } ?? 0
      return Array(entries[first...])
    }
  }

  /// The uses that are listed: all, or the first ones and those of the project that is reviewed.
  private func listed(_ accounts: [Int], for reviewed: Int?) -> [Entry] {
    guard let listLimit, let reviewed else {
      return accounts.flatMap { self.accounts[$0].entries }
    }
    let others = accounts.lazy.flatMap { self.accounts[$0].entries.lazy }
      .filter { $0.project != reviewed }
    return others.prefix(listLimit) + own(reviewed, in: accounts)
  }

  /// - Parameter accounts: Those whose sources may be one; the last one is told of.
  private func balance(
    _ accounts: [Int], _ sums: AccountSums, for reviewed: Int?, _ kind: SourceBalance.Kind? = nil
  ) -> SourceBalance {
    let entries = listed(accounts, for: reviewed)
    // The same order however the entries came here, so that a replay gives the same bytes.
    let sorted = entries.sorted { isBefore($0, $1, reviewed) }
    let kind = kind ?? (sums.kind != nil && isOfOneCode(accounts) ? .question : sums.kind)
    let account = accounts.last.map { self.accounts[$0] }
    return SourceBalance(
      title: account.map { ledgers[$0.ledger].title } ?? Phrase("", ""),
      uses: sorted.map { entry in
        let project = projects[entry.project]
        return SourceBalance.Use(
          project: project.project, claim: entry.claim, sequence: project.sequence,
          decision: project.decision,
          since: entry.order < Self.firstUnlogged ? entry.order : nil)
      },
      unlisted: sums.count - entries.count, reviewed: reviewed.map { projects[$0].project },
      capacity: sums.capacity,
      // Of sources that may be several nobody knows what is left.
      left: kind == .question ? nil : sums.left, kind: kind,
      isIdentified: account?.isIdentified ?? false)
  }

  /// Whether all that use a source have one code, under several names: one project or several.
  private func isOfOneCode(_ accounts: [Int]) -> Bool {
    let users = accounts.lazy.flatMap { self.accounts[$0].entries.lazy }
      .map { projects[$0.project].project }
    // Most differ from the first one at once.
    guard let first = users.first,
      users.allSatisfy({ $0.isSame(as: first) || first.sharesCode(with: $0) })
    else { return false }
    return users.contains { first.sharesCode(with: $0) }
  }

  private func isBefore(_ left: Entry, _ right: Entry, _ reviewed: Int?) -> Bool {
    guard left.project != right.project else {
      return left.claim.position.lexicographicallyPrecedes(right.claim.position)
    }
    if left.project == reviewed || right.project == reviewed { return right.project == reviewed }
    let (one, other) = (projects[left.project], projects[right.project])
    let (first, second) = (one.sequence ?? .max, other.sequence ?? .max)
    guard first == second else { return first < second }
    guard reviewed != nil else { return one.turn < other.turn }
    return (one.project.shownName, one.project.code, one.project.path)
      < (other.project.shownName, other.project.code, other.project.path)
  }
}
