/// The directory of a log, with its folders held open.
struct LogDirectory: Sendable {
  static let checkpointName = "checkpoint"
  static let keysName = "log.vkey"
  static let lockName = "lock"
  /// Roots of full segments; can be deleted at any time, see ``SegmentRoots``.
  static let segmentRootsName = "segment-roots"
  /// Which full segments hold settings; can be deleted at any time, see ``SegmentSettings``. Programs
  /// that know no entry with notes keep a file of their own, which would overlook some.
  static let segmentSettingsName = "segment-settings-3"
  /// Longer than any checkpoint with an origin that a person would type.
  private static let checkpointByteLimit = 4096

  let root: Folder
  let entries: Folder
  /// Only the office has these; whoever reads a published copy does without.
  let vault: OptionalFolder
  let rules: OptionalFolder
  let quarantine: OptionalFolder
  let layout: SegmentLayout

  /// Opens the folders of an existing log.
  init(
    _ path: String, layout: SegmentLayout, calls: any FileSystemCalls
  ) throws(AuditLogError) {
    root = try Folder(path, calls: calls)
    self.layout = layout
    do throws(AuditLogError) {
      entries = try Folder("entries", in: root, calls: calls)
    } catch .unavailable(let failure) where failure.code == ErrorNumber.doesNotExist {
      throw .noLog(path: path)
    }
    vault = try OptionalFolder("vault", in: root, calls: calls)
    rules = try OptionalFolder("rules", in: root, calls: calls)
    quarantine = try OptionalFolder("quarantine", in: root, calls: calls)
  }

  /// Throws unless every folder that a writer needs can be opened.
  func requireEverything() throws(AuditLogError) {
    for folder in [vault, rules, quarantine] { _ = try folder.required() }
  }

  /// Whether this is a copy of the lines alone, for publication: `entries`, `checkpoint` and
  /// `log.vkey`, and perhaps `rules`. Where writers work there is a `lock`.
  func isPublishedCopy() throws(AuditLogError) -> Bool {
    vault.isAbsent ? try root.status(of: LogDirectory.lockName) == nil : false
  }

  /// Makes the folders of a new log in a directory that is new or empty.
  static func make(
    _ path: String, layout: SegmentLayout, calls: any FileSystemCalls
  ) throws(AuditLogError) -> LogDirectory {
    do throws(SystemCallFailure) {
      try calls.makeDirectory(path, in: nil, mode: 0o755)
    } catch  where error.code == ErrorNumber.exists {
      guard try Folder(path, calls: calls).names().isEmpty else {
        throw .alreadyExists(path: path)
      }
    } catch {
      throw AuditLogError(error, path: path)
    }
    let root = try Folder(path, calls: calls)
    try root.makeFolder("entries", mode: 0o755)
    try root.makeFolder("vault", mode: 0o700)
    try root.makeFolder("rules", mode: 0o755)
    try root.makeFolder("quarantine", mode: 0o700)
    try root.synchronize()
    try Folder(FilePath.parent(of: path), calls: calls).synchronize()
    return try LogDirectory(path, layout: layout, calls: calls)
  }

  /// The checkpoint, signed by one of `keys`.
  func checkpoint(trusting keys: [VerifierKey]) throws(AuditLogError) -> Checkpoint {
    let name = LogDirectory.checkpointName
    let limit = LogDirectory.checkpointByteLimit
    guard let bytes = try root.contents(of: name, limit: limit) else {
      throw .noLog(path: root.path)
    }
    let checkpoint = try Checkpoint(bytes, place: "\(root.path)/\(name)")
    guard checkpoint.isSigned(by: keys) else { throw .untrusted(place: "\(root.path)/\(name)") }
    return checkpoint
  }

  /// All keys that the log names, the newest last.
  func keys() throws(AuditLogError) -> [VerifierKey] {
    let place = "\(root.path)/\(LogDirectory.keysName)"
    guard let bytes = try root.contents(of: LogDirectory.keysName, limit: 1 << 20) else {
      throw .noLog(path: root.path)
    }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true, !lines.isEmpty else {
      throw .malformed(place: place, problem: "each line must end with a line feed")
    }
    return try lines.map { line throws(AuditLogError) in
      guard let text = String(validating: line, as: UTF8.self), let key = VerifierKey(text) else {
        throw .malformed(place: place, problem: "a line is no verifier key")
      }
      return key
    }
  }

  func replaceKeys(_ keys: [VerifierKey]) throws(AuditLogError) {
    let text = keys.map { "\($0.text)\n" }.joined()
    try root.replace(LogDirectory.keysName, with: Array(text.utf8), mode: 0o644)
    try root.synchronize()
  }
}
