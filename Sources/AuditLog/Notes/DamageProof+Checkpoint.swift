extension DamageProof {
  init(place: String, problem: String, checkpoint: Checkpoint, foundRoot: Digest?) {
    self.init(
      place: place, problem: problem, checkpoint: checkpoint.text,
      signedRoot: checkpoint.root.base64, foundRoot: foundRoot?.base64)
  }
}

extension AuditLogError {
  /// Inside a checkpoint's size a malformed text is damage, for it was well-formed when signed.
  func contradicting(_ checkpoint: Checkpoint) -> AuditLogError {
    guard case .malformed(let place, let problem) = self else { return self }
    return .corrupt(
      DamageProof(place: place, problem: problem, checkpoint: checkpoint, foundRoot: nil))
  }
}
