import AuditLog
import Rules

extension ReviewTool {
  /// `review ledger DOSSIER...`: the account of each source, and what is used twice.
  mutating func ledger(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try LedgerOptions(words)
    let rules = try ruleFiles(options.language).judgingRules(options.rules)
    complain(rules.diagnostics, of: rules.sources, language: options.language)
    guard !rules.diagnostics.hasErrors else { return .rejected }
    let vocabulary = rules.program.vocabulary
    guard !vocabulary.ledgers.isEmpty else {
      throw CommandFailure(
        status: .rejected,
        lines: [
          "词汇没有声明台账：用 `台账 列表 「名称」` 声明",
          "the vocabulary declares no ledger: declare one with `ledger LIST \"NAME\"`",
        ])
    }
    let session = ReviewSession(
      program: rules.program, setting: ReviewSetting(today: environment.currentDate))
    var accounts = LedgerBook(vocabulary)
    let unreadable = try load(options, session, into: &accounts)
    let status = enter(options, session, into: &accounts)
    let isUsedTwice = try print(accounts.balances, unreadable, options)
    return max(status, isUsedTwice ? .refused : .success)
  }

  /// Puts in what the decisions of a log use; those whose sources nobody can read.
  private func load(
    _ options: LedgerOptions, _ session: ReviewSession, into accounts: inout LedgerBook
  ) throws(CommandFailure) -> [Int] {
    guard let directory = options.audit else { return [] }
    do throws(AuditLogError) {
      let index = try LedgerIndex(of: AuditLog.open(directory: directory), for: session)
      try index.hold()
      if options.rebuilds { try index.rebuild() }
      try index.loadAll(into: &accounts)
      index.release()
      return index.unreadable
    } catch {
      throw .unlogged(error)
    }
  }

  /// Puts in what the dossiers use; one that cannot be read does not stop the others.
  private func enter(
    _ options: LedgerOptions, _ session: ReviewSession, into accounts: inout LedgerBook
  ) -> ExitStatus {
    let input = DossierInput(
      files: files, vocabulary: session.program.vocabulary, streamsLines: false, streamsTables: true
    )
    var status = ExitStatus.success
    func take(_ incoming: Incoming) -> Bool {
      switch incoming {
      case .problems(let problems):
        complain(problems, options.language)
        if problems.diagnostics.hasErrors { status = max(status, .rejected) }
      case .dossier(let unit, _):
        let (found, diagnostics) = session.claims(of: unit)
        complain(
          diagnostics, of: [unit.source], language: options.language)
        if let (project, claims) = found {
          accounts.enter(claims, of: project)
        } else {
          status = max(status, .rejected)
        }
      case .rejected, .failure, .pause: break
      }
      return true
    }
    for operand in options.dossiers {
      do throws(CommandFailure) {
        let found = try DossierFiles(of: operand, in: files)
        for warning in found.warnings { complain(warning, options.language) }
        for entry in found.entries { try input.read(entry, take) }
      } catch {
        terminal.complain("review ledger: \(error.message)\n")
        status = max(status, error.status)
      }
    }
    return status
  }

  /// Writes the accounts one after another; whether anything is wrong with one of them.
  private func print(
    _ balances: some Sequence<SourceBalance>, _ unreadable: [Int], _ options: LedgerOptions
  ) throws(CommandFailure) -> Bool {
    let text = LedgerText(language: options.language ?? .chinese)
    var count = AccountCount()
    func isShown(_ balance: SourceBalance) -> Bool {
      !options.showsClashes || balance.kind != nil
    }
    switch options.format {
    case .text:
      // How many there are stands above them, so the lines wait; they are shorter than the accounts.
      var pieces = [""]
      for balance in balances {
        count.add(balance)
        guard isShown(balance) else { continue }
        if pieces[pieces.count - 1].utf8.count > Self.pieceSize { pieces.append("") }
        pieces[pieces.count - 1] += text.account(balance)
      }
      try terminal.write(text.head(count, unreadable))
      for piece in pieces { try terminal.write(piece) }
    case .json:
      if !unreadable.isEmpty { terminal.complain(text.unreadable(unreadable) + "\n") }
      var json = JSONWriter(style: .pretty)
      json.beginArray()
      for balance in balances {
        count.add(balance)
        guard isShown(balance) else { continue }
        balance.write(to: &json, text.language)
        if json.bytes.count > Self.pieceSize { try terminal.write(json.drain()) }
      }
      json.endArray()
      json.endLine()
      try terminal.write(json.drain())
    }
    return count.problems > 0
  }

  /// How much of a long list is written at once, in bytes.
  private static let pieceSize = 1 << 16
}

/// What `review ledger` was asked for.
struct LedgerOptions {
  enum Format: String, CaseIterable {
    case text, json
  }

  let dossiers: [String]
  let rules: [String]
  let audit: String?
  let format: Format
  let language: Language?
  let showsClashes: Bool
  let rebuilds: Bool

  init(_ words: [String]) throws(CommandFailure) {
    let arguments = try Arguments(words, Command.ledger.form)
    dossiers = arguments.operands
    audit = arguments["--audit"]
    guard !dossiers.isEmpty || audit != nil else {
      throw .usage("请给出卷宗或日志 / name dossiers or a log: review ledger DOSSIER... [--audit DIR]")
    }
    rules = arguments.all("--rules")
    let format = try arguments.choice("--format")
    self.format = format.flatMap { Format(rawValue: $0) } ?? .text
    language = try arguments.choice("--language").flatMap { Language(rawValue: $0) }
    showsClashes = arguments.has("--clashes")
    rebuilds = arguments.has("--rebuild")
    guard !rebuilds || audit != nil else {
      throw .usage("`--rebuild` 要与 `--audit DIR` 同用 / `--rebuild` goes with `--audit DIR`")
    }
  }
}
