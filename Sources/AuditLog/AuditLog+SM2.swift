/// The second root and the second signature, for offices that must have them.
extension AuditLog {
  /// The newest state, signed with SM2. The lines are hashed, and must be those that were signed for.
  ///
  /// - Parameter pem: The private key, which is none of this log's: one of a token or of a certificate.
  public func signSM2(pem: [UInt8], place: String) throws(AuditLogError) -> SM2Note {
    let checkpoint = try checkpoint()
    _ = try leafHashes(of: checkpoint)
    let roots = try RootSearch(directory, size: checkpoint.size)
      .roots(of: [checkpoint.size], by: .sm3)
    guard let root = roots[checkpoint.size] else { throw .noLog(path: directory.root.path) }
    return try SM2Note(checkpoint.head, root: root, pem: pem, place: place)
  }

  /// Whether the log has, or had, both roots of a note.
  public func continues(_ note: SM2Note) throws(AuditLogError) -> Bool {
    let checkpoint = try signedCheckpoint()
    guard note.head.origin.utf8.elementsEqual(checkpoint.origin.utf8),
      note.head.size <= checkpoint.size
    else { return false }
    let search = RootSearch(directory, size: checkpoint.size)
    let first = try search.roots(of: [note.head.size])
    let second = try search.roots(of: [note.head.size], by: .sm3)
    return first[note.head.size] == note.head.root && second[note.head.size] == note.root
  }
}
