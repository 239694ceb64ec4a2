import CCrypto
import Rules

// The audit log hashes files too, but has files of its own embedded: the package builds no target
// with a plugin for a program that another plugin runs.

extension Collection<UInt8> {
  /// Two digits a byte.
  var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}

extension RulesetFile {
  /// The 64 digits of a SHA-256.
  static func hash(_ bytes: [UInt8]) -> String {
    var hash = [UInt8](repeating: 0, count: 32)
    CCrypto.SHA256(bytes, bytes.count, &hash)
    return hash.hexadecimal
  }
}

extension [RulesetFile] {
  /// What names files: `sha256:` and the SHA-256 of what `sha256sum` prints for them, sorted by
  /// path.
  var digest: String {
    let sorted = sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let lines = sorted.map { "\(RulesetFile.hash($0.bytes))  \($0.path)\n" }
    return "sha256:" + RulesetFile.hash([UInt8](lines.joined().utf8))
  }
}
