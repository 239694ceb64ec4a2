import AuditLog

/// What is noted of every entry but an evaluation, which has ``EvaluationNotes``: who was logged in
/// where, and the document that it rests on. Entries of earlier programs have none.
struct EntryNotes {
  let login: String?
  let host: String?
  /// The document with its number; nil where none is asked for.
  let document: String?

  init(_ notes: CanonicalJSON?) {
    func text(_ key: String) -> String? {
      if case .string(let text)? = notes?[key] { text } else { nil }
    }
    (login, host, document) = (text("login"), text("host"), text("document"))
  }

  /// The notes of an entry that this process writes now.
  init(document: String?) {
    (login, host, self.document) = (Login.account, Login.host, document)
  }

  var json: CanonicalJSON {
    .object(
      [("document", document), ("host", host), ("login", login)].compactMap { key, text in
        text.map { CanonicalJSON.Member(key, .string($0)) }
      })
  }
}

extension ReviewTool {
  /// In whose name an entry is written, with what is noted of them, and signed where `--reviewer-key`
  /// says with what.
  func entryAuthor(
    _ arguments: AuditArguments, document: String? = nil
  ) throws(CommandFailure) -> EntryAuthor {
    EntryAuthor(
      author(arguments), notes: EntryNotes(document: document).json,
      signer: try reviewerKey(arguments["--reviewer-key"]))
  }

  /// The reviewer's own key; nil when none was given.
  func reviewerKey(_ path: String?) throws(CommandFailure) -> SigningKey? {
    guard let path else { return nil }
    return try withLog(keyPath: path) { () throws(AuditLogError) in
      try SigningKey(storedAt: path)
    }
  }
}
