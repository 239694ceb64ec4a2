/// The version of the program, as the audit log names it beside the digest of its file.
enum ProgramVersion {
  static let current = "1.0.0"
}
