/// Why the log refused, where, and what to do.
public enum AuditLogError: Error, Equatable, Sendable {
  /// A system call failed; nothing was acknowledged.
  case unavailable(SystemCallFailure)
  /// The disk, a quota or a file-size limit is full; what was written was taken back.
  case outOfSpace(SystemCallFailure)
  /// A write failed where it cannot be known what the disk holds; this handle writes no more.
  case stopped(SystemCallFailure)
  /// libcrypto failed.
  case cryptography(String)
  /// Something other than a plain file with one name stands at the path.
  case notPlainFile(path: String, found: String)
  /// There is something at the path already.
  case alreadyExists(path: String)
  /// The directory holds no log, or its creation was never finished.
  case noLog(path: String)
  /// A text has not the form it must have.
  case malformed(place: String, problem: String)
  /// A file that somebody outside the log wrote is not what it should be; why, in two languages.
  case unfitFile(place: String, problem: String)
  /// The key file may be read by others, or lies inside the log.
  case unsafeKey(path: String, problem: String)
  /// The checkpoint is not signed by a key we trust.
  case untrusted(place: String)
  /// The log was opened without a key, so it can only be read.
  case readOnly
  /// Lines that were signed for are gone or changed. Nothing was touched.
  case corrupt(DamageProof)
  /// The log is smaller than, or different from, a checkpoint that was signed before; both in full.
  case rolledBack(held: String, found: String)
  /// The log has another root than one that was copied by hand, unsigned; both in full.
  case otherRoot(held: String, found: String)
  /// The clock reads far less than the last entry's time.
  case clockWentBack(last: String, now: String)
  /// The clock reads far more than the last entry's time.
  case clockJumpedAhead(last: String, now: String)
  /// The bytes read back are not those written. Nothing was signed.
  case readBackDiffers(place: String)
  /// The entry cannot be a line of the log.
  case unfitEntry(position: Int, problem: String)
  /// An outsider's word was not taken into the log, and why.
  case unfitEvidence(String)
  /// No writer listens at the socket.
  case noWriter(path: String)
  /// A writer listens at the socket already.
  case writerExists(path: String)
  /// The writer went away before it answered: what was asked may be done, or not.
  case unanswered(path: String)
  /// The writer refused, and why.
  case refusedByWriter(ServiceRefusal)
  /// There is no entry of this number.
  case noEntry(sequence: Int, size: Int)
  /// The bytes in the vault or in the rule store are not those that were committed to.
  case alteredObject(place: String)
  /// The rule store does not hold an object that a line names.
  case missingObject(place: String)
}

extension AuditLogError: CustomStringConvertible {
  /// A fragment for one line, except for proofs, which show what was signed.
  public var description: String {
    switch self {
    case .unavailable(let failure): "\(failure)"
    case .outOfSpace(let failure): "no space: \(failure)"
    case .stopped(let failure): "the log stopped: \(failure)"
    case .cryptography(let operation): "libcrypto failed at \(operation)"
    case .notPlainFile(let path, let found): "\(path) must be a plain file, but is \(found)"
    case .alreadyExists(let path): "\(path) exists already"
    case .noLog(let path): "no log in \(path)"
    case .malformed(let place, let problem): "\(place): \(problem)"
    case .unfitFile(let place, let problem): "\(place): \(problem)"
    case .unsafeKey(let path, let problem): "the key file \(path) \(problem)"
    case .untrusted(let place): "\(place) is not signed by a trusted key"
    case .readOnly: "the log was opened without its signing key"
    case .corrupt(let proof): "the log is damaged\n\(proof)"
    case .rolledBack(let held, let found):
      "the log does not continue a checkpoint signed before\nheld:\n\(held)found:\n\(found)"
    case .otherRoot(let held, let found):
      "the log does not have this root at this size\nheld:\n\(held)found:\n\(found)"
    case .clockWentBack(let last, let now): "the clock reads \(now), before the last entry, \(last)"
    case .clockJumpedAhead(let last, let now):
      "the clock reads \(now), long after the last entry, \(last)"
    case .readBackDiffers(let place): "\(place) does not read as it was written"
    case .unfitEntry(let position, let problem): "entry \(position) of the batch: \(problem)"
    case .unfitEvidence(let problem): "the evidence was not taken in: \(problem)"
    case .noWriter(let path): "no writer listens at \(path)"
    case .writerExists(let path): "a writer listens at \(path) already"
    case .unanswered(let path): "the writer at \(path) went away before it answered"
    case .refusedByWriter(let refusal): refusal.lines.joined(separator: "\n")
    case .noEntry(let sequence, let size): "no entry \(sequence); the log has \(size)"
    case .alteredObject(let place): "\(place) is not what was committed to"
    case .missingObject(let place): "\(place) is missing"
    }
  }

  /// What the reader can do about it.
  public var advice: String {
    switch self {
    case .unavailable: "check that the path exists and that you may read and write it"
    case .outOfSpace: "free space and run again; nothing was acknowledged"
    case .stopped: "check the disk, then open the log again; it continues from the last checkpoint"
    case .cryptography: "check the installation of OpenSSL"
    case .notPlainFile: "find out who put it there; restore the file from a backup"
    case .alreadyExists: "choose another path; nothing is overwritten"
    case .noLog: "create the log first, or give the directory that holds `checkpoint`"
    case .malformed: "compare with a backup; do not edit the file"
    case .unfitFile: "give the right file; nothing was done"
    case .unsafeKey: "move the key outside the log and set its mode to 0400"
    case .untrusted:
      "give the right verifier key: after a change of keys that is the new one; if it is right, treat the log as forged"
    case .readOnly: "open the log with its key file"
    case .corrupt: "keep the directory as it is, keep this proof, restore a backup elsewhere"
    case .rolledBack:
      "keep both checkpoints: together they prove that the log was rewritten or set back. After a "
        + "backup was restored on purpose, find out what is lost, then move away what the writers "
        + "remember (KEY.checkpoint, or in $XDG_STATE_HOME/two-high-review)"
    case .otherRoot:
      "nobody signed the copy: look for slips in it first; if it is right, the log was rewritten or set back"
    case .clockWentBack, .clockJumpedAhead:
      "set the clock right, or let an operator write a `clock` entry"
    case .readBackDiffers: "check memory and disk; nothing was signed"
    case .unfitEntry: "shorten or correct the entry; nothing was written"
    case .unfitEvidence:
      "give the token or cosignature that was made for a checkpoint of this log; nothing was written"
    case .noWriter: "start it with `review audit serve`"
    case .writerExists: "stop it first, or give another socket"
    case .unanswered:
      "look with `review audit list` whether the entry stands in the log before you run again"
    case .refusedByWriter: "nothing was written"
    case .noEntry: "entries are counted from 0"
    case .missingObject: "restore the object from a backup; its name is its SHA-256"
    case .alteredObject: "restore the object from a backup; the log itself still holds its hash"
    }
  }
}
