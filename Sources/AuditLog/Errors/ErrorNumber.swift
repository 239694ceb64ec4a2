import Glibc

/// The `errno` values that the log treats apart.
enum ErrorNumber {
  static let doesNotExist = ENOENT
  static let exists = EEXIST
  static let isLink = ELOOP
  static let isNoDirectory = ENOTDIR
  static let isDirectory = EISDIR
  /// A FIFO or a socket without a peer.
  static let noPeer = ENXIO

  /// Whether the system keeps this user out.
  static func isLackOfPermission(_ code: Int32) -> Bool { code == EACCES || code == EPERM }

  /// Whether the disk, a quota or a file-size limit is full.
  static func isLackOfSpace(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EFBIG
  }

  static func message(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
