import CCrypto
import Rules

/// The authority's manifest of the rules that are compiled in: `Rules/release`, as `review release`
/// wrote it, and beside it `Rules/release-key`, the key that it must be signed with.
///
/// It is checked once, when the program is built, so that a program which says that it has the released
/// rules has them. Nothing is built from rules that are not those of their manifest.
struct Manifest {
  static let fileName = "release"
  static let keyName = "release-key"

  let name: String
  /// The name of the authority's key.
  let signer: String
  let note: [UInt8]

  struct Problem: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// - Parameters:
  ///   - note: The text, an empty line and one line of signature.
  ///   - key: The authority's verifier key: name, `+`, its id, `+`, base64.
  ///   - files: What is compiled in, with paths from the folder that holds `Rules`.
  init(_ note: [UInt8], key: [UInt8], of files: [RulesetFile]) throws(Problem) {
    let lines = note.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.count > 5, lines[0] == "two-high-review/rules", lines[lines.count - 1].isEmpty,
      lines[lines.count - 3].isEmpty
    else { throw Problem("no manifest: make one with `review release`") }
    let authority = try Authority(String(decoding: key, as: UTF8.self))
    let body = lines.dropLast(3)
    guard authority.signed(body.map { $0 + "\n" }.joined(), by: lines[lines.count - 2]) else {
      throw Problem("the manifest is not signed with the key of \(Self.keyName)")
    }
    let listed = Set(body.dropFirst(2))
    let present = Set(files.map { "\(RulesetFile.hash($0.bytes))  \($0.belowRules.path)" })
    guard listed == present else {
      let changed = listed.symmetricDifference(present).map { $0.dropFirst(66) }
      throw Problem(
        "the rules are not those of the manifest: \(Set(changed).sorted().joined(separator: ", "))\n"
          + "let the authority sign them, or take \(Self.fileName) and \(Self.keyName) away")
    }
    (name, signer, self.note) = (lines[1], authority.name, note)
  }
}

extension RulesetFile {
  /// The file as somebody names it who stands in `Rules`.
  var belowRules: RulesetFile {
    path.hasPrefix("Rules/") ? RulesetFile(path: String(path.dropFirst(6)), bytes: bytes) : self
  }
}

/// An Ed25519 key of a signed note, <https://c2sp.org/signed-note>.
private struct Authority {
  let name: String
  private let id: [UInt8]
  private let key: [UInt8]

  init(_ text: String) throws(Manifest.Problem) {
    let parts =
      text.split(whereSeparator: { $0.isNewline }).first?
      .split(separator: "+", maxSplits: 2) ?? []
    guard parts.count == 3, let bytes = base64(String(parts[2])), bytes.count == 33, bytes[0] == 1
    else { throw Manifest.Problem("\(Manifest.keyName) holds no verifier key") }
    name = String(parts[0])
    let named = RulesetFile.hash(Array("\(name)\n".utf8) + bytes).prefix(8)
    guard named == parts[1] else {
      throw Manifest.Problem("the key of \(Manifest.keyName) does not fit its id")
    }
    id = Array(named.utf8)
    key = Array(bytes.dropFirst())
  }

  func signed(_ text: String, by line: String) -> Bool {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[0] == "—", words[1] == name,
      let mark = base64(String(words[2])), mark.count == 68,
      id == Array(mark.prefix(4).hexadecimal.utf8),
      let publicKey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key, key.count)
    else { return false }
    defer { EVP_PKEY_free(publicKey) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    let (message, signature) = (Array(text.utf8), Array(mark.dropFirst(4)))
    return EVP_DigestVerifyInit(context, nil, nil, nil, publicKey) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}

/// nil: the text is no base64.
private func base64(_ text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  var bytes = [UInt8](repeating: 0, count: digits.count)
  let count = EVP_DecodeBlock(&bytes, digits, Int32(digits.count))
  guard count >= 0 else { return nil }
  // It counts the bytes that the padding stands for, too.
  return Array(bytes.prefix(Int(count) - digits.suffix(2).count { $0 == UInt8(ascii: "=") }))
}
