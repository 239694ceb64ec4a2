import Rules

/// What a review was made from and by: the bytes of the dossier, and the program.
public struct ReportOrigin: Sendable {
  /// `sha256:…` of the dossier as it was handed in.
  public let dossierDigest: String
  public let engineVersion: String

  public init(dossierDigest: String, engineVersion: String) {
    self.dossierDigest = dossierDigest
    self.engineVersion = engineVersion
  }
}
