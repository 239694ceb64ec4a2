/// The accounts of all sources that dossiers name, one dossier after another.
///
/// Only balances are kept: what each project uses of each source, and nothing else of a dossier.
/// A project that comes again is taken at its newest word, and keeps its turn at a source of which
/// it uses no more than before: who names another's source later cannot hold up its first user.
public struct LedgerBook: Sendable {
  private struct Entry {
    let source: ClaimedSource
    let project: Int
    /// Whose turn it is: the entry of the log, and behind all entries what is not logged.
    let order: Int

    var claim: SourceClaim { source.claim }
  }

  private struct Account {
    let ledger: Int
    let isNumbered: Bool
    /// Whether its source can be found again.
    let isIdentified: Bool
    /// Those its source may be the same as, among ``namesakes``; nil where it has no name.
    let namesakes: Int?
    /// Those whose numbers may be the same but for a slip, among ``slips``; nil where it has no number
    /// or no name.
    let slips: Int?
    var entries: [Entry] = []
  }

  /// The accounts whose sources have one name, as far as names can be compared.
  private struct Namesakes {
    var numbered: [Int] = []
    var unnumbered: [Int] = []
  }

  private struct Project {
    /// What it said it uses; of uses that a log holds, and that came one by one, only whose they are.
    let uses: ClaimedSources
    /// How many projects came before it.
    var turn: Int
    var sequence: Int?
    var decision: String?
    /// The accounts it has entries in.
    var accounts: [Int] = []

    var project: ClaimingProject { uses.project }
    var keys: [Word] { uses.keys }
  }

  private let ledgers: SourceLedgers
  private var accounts: [Account] = []
  private var accountOfNumber: [Word: Int] = [:]
  private var accountOfNames: [Word: Int] = [:]
  private var namesakes: [Namesakes] = []
  private var namesakesOfNames: [Word: Int] = [:]
  /// Accounts by the hash of ``SourceIdentity/nearNumber``, one list for each.
  private var slips: [[Int]] = []
  private var slipsOfNearNumber: [Int: Int] = [:]
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
    ledgers = SourceLedgers(vocabulary)
  }

  /// Whether any project used a source so far.
  public var hasProjects: Bool { !projects.isEmpty }

  /// What a claim is known by; nil when the vocabulary has no such ledger.
  public func identity(of claim: SourceClaim) -> SourceIdentity? {
    ledgers.ledger(of: claim).map { SourceIdentity(claim, endings: ledgers.all[$0].endings) }
  }

  /// Enters all that a project uses, in place of what it used before.
  ///
  /// - Parameter sequence: The entry of the audit log that holds it; nil: none, or not yet.
  public mutating func enter(
    _ claims: [SourceClaim], of project: ClaimingProject, sequence: Int? = nil
  ) {
    enter(ClaimedSources(claims, of: project, in: ledgers), sequence)
  }

  /// - Returns: The place of the project; nil where it uses nothing.
  @discardableResult
  private mutating func enter(_ uses: ClaimedSources, _ sequence: Int?) -> Int? {
    let turns = withdraw(uses)
    // What uses nothing need not be remembered: a stock may be long.
    guard !uses.isEmpty else { return nil }
    let index = add(uses, sequence, nil)
    for source in uses.sources { enter(source, of: index, keeping: turns, order: nil) }
    return index
  }

  /// Enters all that a project uses, as ``enter(_:of:sequence:)``, and notes the decision on it unless
  /// others use any of it.
  ///
  /// - Returns: Whether others do, as ``clashes(of:)`` tells.
  public mutating func enter(_ uses: ClaimedSources, noting decision: String) -> Bool {
    if let index = repeated(uses) {
      projects[index].turn = nextTurn
      nextTurn += 1
      (projects[index].sequence, projects[index].decision) = (nil, decision)
      return false
    }
    guard let index = enter(uses, nil) else { return false }
    guard projects[index].accounts.allSatisfy({ isAlone(in: $0) }) || clashes(at: index).isEmpty
    else { return true }
    projects[index].decision = decision
    return false
  }

  /// The place of a project that says again what it said before, of sources that nobody else uses:
  /// there each use keeps its turn, so that nothing changes. nil: another one, or not seen at once.
  private func repeated(_ uses: ClaimedSources) -> Int? {
    guard !uses.isEmpty, let index = uses.keys.first.flatMap({ projectOfKey[$0] }),
      projects[index].uses.isPlainlySame(as: uses),
      uses.keys.allSatisfy({ projectOfKey[$0] == index }),
      projects[index].accounts.allSatisfy({ isAlone(in: $0) })
    else { return nil }
    return index
  }

  /// Whether an account has one use, and no other source may be the same.
  private func isAlone(in account: Int) -> Bool {
    guard accounts[account].entries.count == 1 else { return false }
    if let namesakes = accounts[account].namesakes,
      self.namesakes[namesakes].numbered.count + self.namesakes[namesakes].unnumbered.count > 1
    {
      return false
    }
    return accounts[account].slips.map { slips[$0].count == 1 } ?? true
  }

  /// What a project uses, ready to be entered.
  public func uses(
    _ claims: [SourceClaim], of project: ClaimingProject
  ) -> ClaimedSources {
    ClaimedSources(claims, of: project, in: ledgers)
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
    let uses = ClaimedSources([], of: use.project, in: ledgers)
    let source = ClaimedSource(use.claim, in: ledgers)
    if let index = former(use.project, uses.keys) {
      let known = projects[index].sequence
      guard known != use.sequence else {
        if let source, !isEntered(source, of: index) {
          enter(source, of: index, order: use.since ?? use.sequence)
        }
        return
      }
      guard let known, let sequence = use.sequence, known < sequence else { return }
      withdraw(uses)
    }
    let index = add(uses, use.sequence, use.decision)
    if let source { enter(source, of: index, order: use.since ?? use.sequence) }
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
    _ uses: ClaimedSources, _ sequence: Int?, _ decision: String?
  ) -> Int {
    let added = Project(uses: uses, turn: nextTurn, sequence: sequence, decision: decision)
    nextTurn += 1
    let index = freeProjects.popLast() ?? projects.count
    if index < projects.count { projects[index] = added } else { projects.append(added) }
    for key in uses.keys { projectOfKey[key] = index }
    return index
  }

  private func former(_ project: ClaimingProject, _ keys: [Word]) -> Int? {
    keys.lazy.compactMap { projectOfKey[$0] }.first {
      projects[$0].project.isSame(as: project, projects[$0].keys, keys)
    }
  }

  /// Takes a project's uses out, and says which there were, by account.
  @discardableResult
  private mutating func withdraw(_ uses: ClaimedSources) -> [Int: Turn] {
    var turns: [Int: Turn] = [:]
    while let index = former(uses.project, uses.keys) {
      for account in projects[index].accounts {
        for entry in accounts[account].entries where entry.project == index {
          turns[account] = Turn(order: entry.order, amount: entry.claim.amount)
        }
        accounts[account].entries.removeAll { $0.project == index }
        if !sumsOfAccount.isEmpty { sumsOfAccount[account] = nil }
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
    _ source: ClaimedSource, of project: Int, keeping turns: [Int: Turn] = [:], order: Int?
  ) {
    let account = account(source)
    nextOrder += 1
    let former = turns[account].flatMap { turn in
      source.claim.isWithin(turn.amount) ? turn.order : nil
    }
    let entry = Entry(source: source, project: project, order: order ?? former ?? nextOrder)
    accounts[account].entries.append(entry)
    projects[project].accounts.append(account)
    if sumsOfAccount[account] != nil {
      sumsOfAccount[account]?.add(source.sums)
    } else if accounts[account].entries.count > Self.manyUses {
      sumsOfAccount[account] = Self.sums(accounts[account].entries)
    }
  }

  private static func sums(_ entries: [Entry]) -> AccountSums {
    entries.reduce(into: AccountSums()) { $0.add($1.source.sums) }
  }

  /// Whether a use was read from the log already: found by its number and by its names, it counts
  /// once.
  private func isEntered(_ source: ClaimedSource, of project: Int) -> Bool {
    guard let account = known(source) else { return false }
    return accounts[account].entries.contains {
      $0.project == project && $0.claim.position == source.claim.position
    }
  }

  /// The account of a source; nil: there is none yet.
  private func known(_ source: ClaimedSource) -> Int? {
    if let number = source.number { return accountOfNumber[number] }
    return source.names.flatMap { accountOfNames[$0] }
  }

  /// The account of a source, opened where there is none.
  private mutating func account(_ source: ClaimedSource) -> Int {
    if let known = known(source) { return known }
    let index = accounts.count
    let namesakes = source.near.map { self.namesakes(of: $0) }
    let slips = source.nearNumber.map { self.slips(ofNearNumber: $0) }
    accounts.append(
      Account(
        ledger: source.ledger, isNumbered: source.number != nil, isIdentified: source.isComplete,
        namesakes: namesakes, slips: slips))
    if let slips { self.slips[slips].append(index) }
    if let number = source.number {
      accountOfNumber[number] = index
    } else if let names = source.names {
      accountOfNames[names] = index
    }
    if let namesakes {
      if source.number == nil {
        self.namesakes[namesakes].unnumbered.append(index)
      } else {
        self.namesakes[namesakes].numbered.append(index)
      }
    }
    return index
  }

  private mutating func slips(ofNearNumber nearNumber: Int) -> Int {
    if let known = slipsOfNearNumber[nearNumber] { return known }
    slips.append([])
    slipsOfNearNumber[nearNumber] = slips.count - 1
    return slips.count - 1
  }

  private mutating func namesakes(of names: Word) -> Int {
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
    guard let place = accounts[account].slips, slips[place].count > 1,
      let own = nearNumber(of: account)
    else { return [] }
    return slips[place].filter {
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
      title: account.map { ledgers.all[$0.ledger].title } ?? Phrase("", ""),
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
