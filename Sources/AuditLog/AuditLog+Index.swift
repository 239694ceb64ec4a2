extension AuditLog {
  /// The folder of an index with a name that the log itself does not use.
  ///
  /// A handle whose entries go through a writer only reads it.
  public func indexFolder(
    _ name: String, isShared: Bool = false
  ) throws(AuditLogError) -> IndexFolder {
    try IndexFolder(name, in: directory, isServed ? .reads : isShared ? .shares : .owns)
  }

  /// The folder of an index; nil when there is none.
  public func existingIndexFolder(_ name: String) throws(AuditLogError) -> IndexFolder? {
    try directory.root.status(of: name) == nil ? nil : try indexFolder(name)
  }

  /// How many entries the newest checkpoint signs for, and the root of their tree.
  public var tip: (size: Int, root: Digest) {
    get throws(AuditLogError) {
      let checkpoint = try signedCheckpoint()
      return (checkpoint.size, checkpoint.root)
    }
  }
}
