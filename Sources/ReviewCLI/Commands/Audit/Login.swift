import Glibc

/// The account of this process, and the computer that it runs on: the word of the system, not of an
/// environment variable.
enum Login {
  /// `li (uid 1001)`.
  static var account: String { account(of: user) }

  static var user: UInt32 { getuid() }

  static func account(of user: UInt32) -> String {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "uid \(user)" }
    return "\(String(cString: name)) (uid \(user))"
  }

  /// Whether a note of an account is of this user.
  static func isAccount(_ text: String, of user: UInt32) -> Bool {
    text == "uid \(user)" || text.hasSuffix(" (uid \(user))")
  }

  static var host: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return nil }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(validating: bytes, as: UTF8.self)
  }
}
