/// Remembers, outside the log, the highest checkpoint that a user saw.
///
/// A log that its key's holder rewrote or set back is whole in itself; only what was kept elsewhere
/// shows it. The memory is a file with the checkpoint's text, so it serves as a held checkpoint too.
/// Whoever can write the file can make it forget: it stops accidents, restored backups, and those who
/// have the log's disk but not this user's.
public struct CheckpointMemory: Sendable {
  /// Files that may hold the memory, the best first. Each is read, and the first that can be
  /// written is.
  let paths: [String]
  let calls: any FileSystemCalls

  public init(paths: [String], calls: any FileSystemCalls = GlibcFileSystem()) {
    (self.paths, self.calls) = (paths, calls)
  }

  /// The highest checkpoint that is remembered and that one of `keys` signed; `nil` for none.
  ///
  /// A file of another log, or one that is garbled, remembers nothing.
  public func highest(signedBy keys: [VerifierKey]) -> HeldHead? {
    paths.compactMap { head(in: $0) }.filter { $0.checkpoint?.isSigned(by: keys) == true }
      .max { $0.size < $1.size }
  }

  /// The highest checkpoint that is remembered of a log, by those who do not have its key.
  ///
  /// Throws when one is remembered that none of the log's `keys` signed: then the keys were replaced.
  func head(of keys: [VerifierKey]) throws(AuditLogError) -> HeldHead? {
    let heads = paths.compactMap { head(in: $0) }
    if let foreign = heads.first(where: { $0.checkpoint?.isSigned(by: keys) != true }) {
      throw .untrusted(place: "the checkpoint that is remembered in \(foreign.place)")
    }
    return heads.max { $0.size < $1.size }
  }

  private func head(in path: String) -> HeldHead? {
    let (parent, name) = FilePath.split(path)
    guard let folder = try? Folder(parent, calls: calls),
      let bytes = try? folder.contents(of: name, limit: 4096)
    else { return nil }
    return (try? Checkpoint(bytes, place: path)).map { HeldHead($0, place: path) }
  }

  /// Keeps a checkpoint; false when none of the files can be written.
  @discardableResult
  public func keep(_ checkpoint: Checkpoint) -> Bool {
    paths.contains { path in
      let (parent, name) = FilePath.split(path)
      guard let folder = try? Folder(parent, calls: calls), let mark = try? RandomBytes.make(8)
      else { return false }
      let temporary = "\(name).\(String(decoding: Hexadecimal.encode(mark), as: UTF8.self)).tmp"
      do throws(AuditLogError) {
        try folder.replace(
          name, with: Array(checkpoint.text.utf8), mode: 0o644, temporary: temporary)
        return true
      } catch {
        try? folder.remove(temporary)
        return false
      }
    }
  }
}
