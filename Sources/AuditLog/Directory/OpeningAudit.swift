/// How much of a log is read again when it is opened for writing.
public enum OpeningAudit: Sendable {
  /// Every line is hashed: damage anywhere is found. Half a second for 500,000 lines.
  case everyLine
  /// The newest segment is hashed, at most 16,384 lines; older ones are taken from their kept
  /// roots, which must lead to the signed root. Damage there is found by ``AuditLog/verify(held:progress:)``.
  case newestLines
}
