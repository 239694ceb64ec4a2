/// A dossier, evaluated under given rules. The log reads none of it.
public struct Evaluation: Sendable, Equatable {
  /// The project's identifier, for finding the entry again.
  public var project: String
  /// The date whose rules apply, as the caller writes dates.
  public var asOf: String
  /// The decision in one word.
  public var decision: String
  /// The rules that decided.
  public var hits: [String]
  /// The exact bytes of the dossier.
  public var dossier: VaultDocument
  /// The exact bytes of the full result.
  public var result: VaultDocument
  /// The rule set in the rule store.
  public var rules: Digest
  /// The parameters in the rule store, `nil` when there were none.
  public var parameters: Digest?
  /// The program that decided.
  public var engine: Engine
  /// An object of the caller's own, `nil` for none; its keys are `[a-z0-9_]+`.
  public var more: CanonicalJSON?

  public init(
    project: String, asOf: String, decision: String, hits: [String], dossier: VaultDocument,
    result: VaultDocument, rules: Digest, parameters: Digest? = nil, engine: Engine,
    more: CanonicalJSON? = nil
  ) {
    (self.project, self.asOf, self.decision, self.hits) = (project, asOf, decision, hits)
    (self.dossier, self.result, self.rules) = (dossier, result, rules)
    (self.parameters, self.engine, self.more) = (parameters, engine, more)
  }

  func write(to object: inout ObjectWriter) {
    object.put("asof", asOf)
    object.put("decision", decision)
    object.put("dossier", object: dossier.write)
    object.put("engine", object: engine.write)
    object.put("hits", hits)
    object.put("project", project)
    object.put("result", object: result.write)
    object.put("rules", object: { $0.put("sha256", rules) })
    if let parameters { object.put("parameters", object: { $0.put("sha256", parameters) }) }
    if let more { object.put("more", more) }
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    project = try members.string("project")
    asOf = try members.string("asof")
    decision = try members.string("decision")
    hits = try members.strings("hits")
    dossier = try VaultDocument(from: &members, key: "dossier")
    result = try VaultDocument(from: &members, key: "result")
    guard let rules = try Evaluation.storedDigest("rules", from: &members) else {
      throw members.problem("`rules` is missing")
    }
    self.rules = rules
    parameters = try Evaluation.storedDigest("parameters", from: &members)
    engine = try Engine(from: &members)
    more = members.take("more")
  }

  private static func storedDigest(
    _ key: String, from members: inout MemberReader
  ) throws(JSONProblem) -> Digest? {
    guard var object = try members.object(key) else { return nil }
    let digest = try object.digest("sha256")
    try object.finish()
    return digest
  }
}

/// A program, by its version and the digest of its file.
public struct Engine: Sendable, Equatable {
  public var version: String
  public var sha256: Digest

  public init(version: String, sha256: Digest) {
    (self.version, self.sha256) = (version, sha256)
  }

  func write(to object: inout ObjectWriter) {
    object.put("sha256", sha256)
    object.put("ver", version)
  }

  init(from members: inout MemberReader) throws(JSONProblem) {
    guard var object = try members.object("engine") else {
      throw members.problem("`engine` is missing")
    }
    version = try object.string("ver")
    sha256 = try object.digest("sha256")
    try object.finish()
  }
}
