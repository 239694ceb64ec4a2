/// A durable file outside the log: a key, a request, what a witness remembers, a receipt.
public enum OutsideFile {
  /// Puts a file in place of whatever had the path, all at once and durably.
  public static func save(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644,
    calls: any FileSystemCalls = GlibcFileSystem()
  ) throws(AuditLogError) {
    let (parent, name) = FilePath.split(path)
    let folder = try Folder(parent, calls: calls)
    try folder.replace(name, with: bytes, mode: mode)
    try folder.synchronize()
  }
}

extension SigningKey {
  /// Reads a key that belongs to no log, unless others may read its file.
  public init(
    storedAt path: String, calls: any FileSystemCalls = GlibcFileSystem()
  ) throws(AuditLogError) {
    self = try KeyFile(path: path, calls: calls).read()
  }

  /// Writes the key to a new file that only its owner may read.
  public func store(
    at path: String, calls: any FileSystemCalls = GlibcFileSystem()
  ) throws(AuditLogError) {
    try KeyFile(path: path, calls: calls).create(self)
  }
}
