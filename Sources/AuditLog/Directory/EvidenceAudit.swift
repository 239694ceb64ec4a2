/// Looks for everything that the lines commit to: each body of the vault, each object of the rules.
struct EvidenceAudit {
  private struct Lost {
    let fault: EvidenceTally.Fault
    let commitment: Digest
  }

  private let directory: LogDirectory
  private let isPublishedCopy: Bool
  private var evidence = VerifiedEvidence()
  /// Bodies that are gone; a later `redact` entry may say why.
  private var lost: [Lost] = []
  private var redactions: [Digest: Int] = [:]
  private var anchors: [(sequence: Int, anchor: Anchor)] = []
  /// The objects that were looked at.
  private var seen: Set<Digest> = []

  init(_ directory: LogDirectory) throws(AuditLogError) {
    self.directory = directory
    isPublishedCopy = try directory.isPublishedCopy()
  }

  /// Takes an entry in; `objects` are those that the caller's own members name.
  ///
  /// - Returns: The bodies of its documents, in their order; nil for one that is not there and right.
  mutating func take(
    _ entry: LogEntry, objects: [Digest]
  ) throws(AuditLogError) -> [[UInt8]?] {
    var bodies: [[UInt8]?] = []
    for case .sealed(let reference) in entry.record.documents {
      bodies.append(try look(for: reference, of: entry.sequence))
    }
    if case .anchor(let anchor) = entry.record { anchors.append((entry.sequence, anchor)) }
    if case .redact(let record) = entry.record {
      for commitment in record.commitments { redactions[commitment] = record.entry }
    }
    if case .evaluate(let record) = entry.record {
      try look(forRules: record.rules, of: entry.sequence)
      if let parameters = record.parameters {
        _ = try look(forObject: parameters, of: entry.sequence)
      }
    }
    for digest in objects { _ = try look(forObject: digest, of: entry.sequence) }
    return bodies
  }

  /// What was found, once all entries were taken in.
  ///
  /// - Parameter keys: Those that may have signed a checkpoint that was stamped.
  func finish(
    at checkpoint: Checkpoint, keys: [VerifierKey], trust: AnchorTrust
  ) throws(AuditLogError) -> VerifiedEvidence {
    var evidence = evidence
    let outside = try AnchorAudit(
      anchors, in: directory, at: checkpoint, keys: keys, trust: trust)
    (evidence.anchors, evidence.anchoredCount) = (outside.anchors, outside.coveredCount)
    for body in lost {
      if redactions[body.commitment] == body.fault.entry {
        evidence.bodies.redacted += 1
      } else {
        evidence.bodies.missing.append(body.fault)
      }
    }
    return evidence
  }

  private mutating func look(
    for reference: VaultReference, of entry: Int
  ) throws(AuditLogError) -> [UInt8]? {
    let place = "\(directory.root.path)/vault/\(reference.pack), byte \(reference.offset)"
    let fault = EvidenceTally.Fault(entry: entry, place: place)
    let lost = Lost(fault: fault, commitment: reference.commitment)
    switch directory.vault {
    case .absent where isPublishedCopy:
      evidence.bodies.unchecked += 1
      evidence.obstacle = .publishedCopy
    case .absent: self.lost.append(lost)
    case .closed(let failure):
      evidence.bodies.unchecked += 1
      evidence.obstacle = .noPermission(place: failure.path)
    case .open(let folder):
      do throws(AuditLogError) {
        switch try Vault(folder: folder).body(of: reference) {
        case .present(let bytes):
          evidence.bodies.present += 1
          return bytes
        case .destroyed, .missing: self.lost.append(lost)
        }
      } catch .alteredObject, .notPlainFile {
        evidence.bodies.altered.append(fault)
      } catch .unavailable(let failure) where ErrorNumber.isLackOfPermission(failure.code) {
        evidence.bodies.unchecked += 1
        evidence.obstacle = .noPermission(place: failure.path)
      }
    }
    return nil
  }

  private mutating func look(
    forRules manifest: Digest, of entry: Int
  ) throws(AuditLogError) {
    guard try look(forObject: manifest, of: entry), case .open(let folder) = directory.rules
    else { return }
    for (_, digest) in try RuleStore(folder: folder).list(manifest) {
      _ = try look(forObject: digest, of: entry)
    }
  }

  /// Whether the object is there and right, and was not seen before.
  private mutating func look(
    forObject digest: Digest, of entry: Int
  ) throws(AuditLogError) -> Bool {
    guard seen.insert(digest).inserted else { return false }
    let place = "\(directory.root.path)/rules/\(digest.hexadecimal)"
    let fault = EvidenceTally.Fault(entry: entry, place: place)
    switch directory.rules {
    case .absent where isPublishedCopy:
      evidence.objects.unchecked += 1
      evidence.obstacle = .publishedCopy
    case .absent: evidence.objects.missing.append(fault)
    case .closed(let failure):
      evidence.objects.unchecked += 1
      evidence.obstacle = .noPermission(place: failure.path)
    case .open(let folder):
      do throws(AuditLogError) {
        _ = try RuleStore(folder: folder).object(digest)
        evidence.objects.present += 1
        return true
      } catch .missingObject {
        evidence.objects.missing.append(fault)
      } catch .alteredObject, .notPlainFile {
        evidence.objects.altered.append(fault)
      } catch .unavailable(let failure) where ErrorNumber.isLackOfPermission(failure.code) {
        evidence.objects.unchecked += 1
        evidence.obstacle = .noPermission(place: failure.path)
      }
    }
    return false
  }
}
