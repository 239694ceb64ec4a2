/// A folder that a copy of the log may lack, and that not every reader may open.
enum OptionalFolder: Sendable {
  case open(Folder)
  /// Not there, as in a published copy.
  case absent(SystemCallFailure)
  /// The system does not let this reader in.
  case closed(SystemCallFailure)

  init(
    _ name: String, in parent: Folder, calls: any FileSystemCalls
  ) throws(AuditLogError) {
    do throws(AuditLogError) {
      self = .open(try Folder(name, in: parent, calls: calls))
    } catch .unavailable(let failure) where failure.code == ErrorNumber.doesNotExist {
      self = .absent(failure)
    } catch .unavailable(let failure) where ErrorNumber.isLackOfPermission(failure.code) {
      self = .closed(failure)
    }
  }

  var isAbsent: Bool { if case .absent = self { true } else { false } }

  /// The folder, for those who cannot do without.
  func required() throws(AuditLogError) -> Folder {
    switch self {
    case .open(let folder): folder
    case .absent(let failure), .closed(let failure): throw .unavailable(failure)
    }
  }
}
