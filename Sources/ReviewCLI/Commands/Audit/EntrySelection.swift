import AuditLog

/// Which entries a list or a table holds: those that pass the filter, then the newest so many of
/// them, or a sample that anybody can draw again.
struct EntrySelection {
  private var filter: EntryFilter
  private let limit: Int?
  private let sample: Sample?

  /// So many evaluations, drawn by a public seed.
  ///
  /// The evaluations with the smallest SHA-256(seed || 0x0A || leaf hash) are drawn: nobody who
  /// wrote the log knew the seed, and whoever has both draws the same.
  private struct Sample {
    let count: Int
    let seed: String

    func rank(of entry: LoggedEntry) -> [UInt8] {
      SHA256.hash(Array("\(seed)\n".utf8) + entry.leafHash.bytes).bytes
    }
  }

  init(_ arguments: AuditArguments) throws(CommandFailure) {
    filter = try EntryFilter(arguments)
    limit = try Self.count("--limit", arguments)
    let count = try Self.count("--sample", arguments)
    switch (count, arguments["--seed"]) {
    case (nil, nil): sample = nil
    case (let count?, let seed?) where !seed.isEmpty: sample = Sample(count: count, seed: seed)
    default:
      throw .usage(
        "抽样要同时给出 `--sample N` 和公开的 `--seed TEXT`（如某日收盘指数） / a sample needs `--sample N` and a public `--seed TEXT`"
      )
    }
  }

  private static func count(
    _ option: String, _ arguments: AuditArguments
  ) throws(CommandFailure) -> Int? {
    guard let text = arguments[option] else { return nil }
    guard let count = Int(text), count > 0 else {
      throw .usage("`\(option)` 要写成正整数 / `\(option)` is a whole number above 0")
    }
    return count
  }

  /// Hands over what is selected, in the order of the log.
  mutating func forEach(
    of log: AuditLog, _ body: (LoggedEntry) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var kept: [LoggedEntry] = []
    var entries = try withLog { () throws(AuditLogError) in try log.entries() }
    while let logged = try withLog({ () throws(AuditLogError) in try entries.next() }) {
      guard filter.shows(logged.entry) else { continue }
      guard limit != nil || sample != nil else {
        try body(logged)
        continue
      }
      kept.append(logged)
      if sample == nil, let limit, kept.count >= 2 * limit + 1024 {
        kept.removeFirst(kept.count - limit)
      }
    }
    for logged in chosen(kept) { try body(logged) }
  }

  private func chosen(_ kept: [LoggedEntry]) -> [LoggedEntry] {
    var kept = kept
    if let sample {
      let ranked = kept.filter { LoggedDecision($0.entry) != nil }
        .map { (entry: $0, rank: sample.rank(of: $0)) }
        .sorted { $0.rank.lexicographicallyPrecedes($1.rank) }
      kept = ranked.prefix(sample.count).map { $0.entry }
        .sorted { $0.entry.sequence < $1.entry.sequence }
    }
    return limit.map { Array(kept.suffix($0)) } ?? kept
  }
}
