/// An outsider's word that the log holds, and what it is worth.
public struct VerifiedAnchor: Sendable, Equatable {
  public enum State: Sendable, Equatable {
    /// The outsider's signature is right: who, and when, in seconds since 1970.
    case valid(by: String, time: Int)
    /// Nothing contradicts it, and nothing that was given checks it.
    case unchecked
    /// It is not about a state that the log had, or its signature is wrong; why.
    case wrong(Problem)
  }

  /// What is wrong, in the two languages of every message.
  public enum Problem: Sendable, Equatable {
    /// The log never had the size and the root that the entry names.
    case noSuchState
    case noToken
    case noCosignature
    /// The token is over other bytes, or the signature over another state.
    case otherBytes
    /// No authority that was given signed the token.
    case untrustedAuthority

    public var chinese: String {
      switch self {
      case .noSuchState: "日志从未有过所记的条数和根"
      case .noToken: "不是时间戳令牌"
      case .noCosignature: "没有共签行"
      case .otherBytes: "所签的不是这个检查点"
      case .untrustedAuthority: "不是由所给的时间戳机构签署，或签名不对"
      }
    }

    public var english: String {
      switch self {
      case .noSuchState: "the log never had the size and root that the entry names"
      case .noToken: "no time-stamp token"
      case .noCosignature: "no cosignature line"
      case .otherBytes: "it is not over this checkpoint"
      case .untrustedAuthority: "no authority that was given signed it, or the signature is wrong"
      }
    }
  }

  /// The sequence number of its entry.
  public let entry: Int
  public let kind: Anchor.Kind
  /// The size of the tree that it is about.
  public let size: Int
  public let state: State
}

/// What outsiders' words are checked with.
public struct AnchorTrust: Sendable {
  /// A PEM file with the certificates of time-stamp authorities; `nil` for none.
  public var authorities: String?
  public var policy: WitnessPolicy?
  /// What was kept outside: old tokens may be over the text of one of these.
  public var held: [HeldHead]

  public init(authorities: String? = nil, policy: WitnessPolicy? = nil, held: [HeldHead] = []) {
    (self.authorities, self.policy, self.held) = (authorities, policy, held)
  }
}

/// Checks each anchor entry against the tree and against what the auditor trusts.
struct AnchorAudit {
  let directory: LogDirectory
  let checkpoint: Checkpoint
  let keys: [VerifierKey]
  let trust: AnchorTrust
  /// The roots of the trees that anchors are about, by size.
  private let roots: [Int: Digest]
  private(set) var anchors: [VerifiedAnchor] = []
  /// The witnesses who signed each size.
  private var witnesses: [Int: [VerifierKey]] = [:]

  init(
    _ entries: [(sequence: Int, anchor: Anchor)], in directory: LogDirectory,
    at checkpoint: Checkpoint, keys: [VerifierKey], trust: AnchorTrust
  ) throws(AuditLogError) {
    (self.directory, self.checkpoint) = (directory, checkpoint)
    (self.keys, self.trust) = (keys, trust)
    let sizes = Set(entries.map { $0.anchor.size })
    roots =
      entries.isEmpty ? [:] : try RootSearch(directory, size: checkpoint.size).roots(of: sizes)
    for (sequence, anchor) in entries {
      let state = try state(of: anchor, sequence)
      anchors.append(
        VerifiedAnchor(entry: sequence, kind: anchor.kind, size: anchor.size, state: state))
    }
  }

  /// The largest size that a time-stamp authority or enough witnesses vouch for; 0 for none.
  var coveredCount: Int {
    let stamped = anchors.compactMap { anchor in
      if case .valid = anchor.state, anchor.kind == .timestamp { anchor.size } else { nil }
    }
    let witnessed = witnesses.compactMap { size, keys in
      trust.policy?.isMet(by: keys) == true ? size : nil
    }
    return (stamped + witnessed).max() ?? 0
  }

  private mutating func state(
    of anchor: Anchor, _ sequence: Int
  ) throws(AuditLogError) -> VerifiedAnchor.State {
    guard anchor.size <= sequence, roots[anchor.size] == anchor.root else {
      return .wrong(.noSuchState)
    }
    guard let evidence = try evidence(of: anchor) else { return .unchecked }
    let head = LogHead(origin: checkpoint.origin, size: anchor.size, root: anchor.root)
    switch anchor.kind {
    case .timestamp: return try state(ofToken: evidence, for: head)
    case .cosignature: return state(ofCosignatures: evidence, for: head)
    case .copy: return .unchecked
    }
  }

  /// The bytes of the evidence; `nil` when this reader does not have them.
  private func evidence(of anchor: Anchor) throws(AuditLogError) -> [UInt8]? {
    guard case .open(let folder) = directory.vault, case .sealed(let reference) = anchor.evidence
    else { return nil }
    do throws(AuditLogError) {
      guard case .present(let bytes) = try Vault(folder: folder).body(of: reference) else {
        return nil
      }
      return bytes
    } catch {
      // The audit of the bodies says what is wrong with it.
      return nil
    }
  }

  private func state(
    ofToken evidence: [UInt8], for head: LogHead
  ) throws(AuditLogError) -> VerifiedAnchor.State {
    guard let token = TimestampToken(evidence) else { return .wrong(.noToken) }
    let held = trust.held.compactMap { $0.checkpoint?.text }
    let kept = StampedText(behind: token, in: evidence).text
    guard
      token.stamps(head.signedLines)
        || (held + [kept].compactMap { $0 }).contains(where: { stamps(token, $0, head) })
    else { return .wrong(.otherBytes) }
    guard let authorities = trust.authorities else { return .unchecked }
    return try token.isSigned(byAuthorityIn: authorities)
      ? .valid(by: "RFC 3161", time: token.time)
      : .wrong(.untrustedAuthority)
  }

  /// Whether a token is over the text of a checkpoint of this head.
  private func stamps(_ token: TimestampToken, _ text: String, _ head: LogHead) -> Bool {
    guard let checkpoint = try? Checkpoint(Array(text.utf8), place: ""), checkpoint.head == head,
      checkpoint.isSigned(by: keys)
    else { return false }
    return token.stamps(Array(text.utf8))
  }

  private mutating func state(
    ofCosignatures evidence: [UInt8], for head: LogHead
  ) -> VerifiedAnchor.State {
    let lines = Cosignature.all(in: evidence)
    guard !lines.isEmpty else { return .wrong(.noCosignature) }
    guard let policy = trust.policy else { return .unchecked }
    var names: [String] = []
    for line in lines {
      guard let key = policy.witnesses.first(where: { line.names($0) }) else { continue }
      guard line.isValid(for: head, key: key) else {
        return .wrong(.otherBytes)
      }
      names.append(key.name)
      witnesses[head.size, default: []].append(key)
    }
    guard let time = lines.map({ $0.time }).max(), !names.isEmpty else { return .unchecked }
    return .valid(by: names.joined(separator: ", "), time: time)
  }
}

/// The checkpoint that a token is over, kept behind the token where the token is over its whole
/// text: nobody but the key's holder could write the signature again.
struct StampedText {
  let text: String?

  init(behind token: TimestampToken, in evidence: [UInt8]) {
    let rest = evidence.dropFirst(token.byteCount)
    text = rest.isEmpty ? nil : String(validating: rest, as: UTF8.self)
  }
}
