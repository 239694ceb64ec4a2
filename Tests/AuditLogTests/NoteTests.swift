import Testing

@testable import AuditLog

@Suite("Keys, checkpoints and proofs")
struct NoteTests {
  /// The key pair and the signature in the documentation of golang.org/x/mod/sumdb/note.
  static let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let skey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let text =
    "If you think cryptography is the answer to your problem,\n"
    + "then you don't know what your problem is.\n"
  static let signature =
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

  @Test("the example of Go's note package is signed and verified as there")
  func published() throws {
    let verifier = try #require(VerifierKey(NoteTests.vkey))
    #expect(verifier.text == NoteTests.vkey)
    let key = try SigningKey(NoteTests.skey, place: "test")
    #expect(key.verifier == verifier)
    let signature = try key.sign(Array(NoteTests.text.utf8))
    #expect(Base64.encode(verifier.identifier + signature) == NoteTests.signature)
  }

  @Test("a verifier key has one spelling")
  func vkeySpelling() {
    let bytes = Array(NoteTests.vkey.utf8)
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        let text = String(validating: changed, as: UTF8.self)
        #expect(text.flatMap { VerifierKey($0) } == nil)
      }
    }
  }

  private func checkpoint() throws -> (Checkpoint, VerifierKey) {
    let key = try SigningKey(name: "two-high.local/lz01", seed: [UInt8](repeating: 3, count: 32))
    let checkpoint = try Checkpoint(size: 1000, root: MerkleTree.emptyRoot, signedWith: key)
    return (checkpoint, key.verifier)
  }

  @Test("a checkpoint has five lines and fits a printed letter")
  func form() throws {
    let (checkpoint, key) = try checkpoint()
    #expect(checkpoint.text.utf8.count < 200)
    #expect(checkpoint.text.hasPrefix("two-high.local/lz01\n1000\n47DEQpj8HBSa+"))
    #expect(try Checkpoint(Array(checkpoint.text.utf8), place: "test") == checkpoint)
    #expect(checkpoint.isSigned(by: [key]))
    #expect(!checkpoint.isSigned(by: []))
  }

  @Test("no change of a bit, no cut and no addition leaves a checkpoint valid")
  func strict() throws {
    let (checkpoint, key) = try checkpoint()
    let bytes = Array(checkpoint.text.utf8)
    var changes = bytes.indices.map { Array(bytes[..<$0]) }
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << UInt8(bit)
        changes.append(changed)
      }
    }
    for addition in ["\n", " ", "x", "— other AAAA\n", "extension\n"] {
      changes += [bytes + addition.utf8, Array(addition.utf8) + bytes]
    }
    let replacements = [("1000", "01000"), ("1000", "+1000"), ("\n\n", "\nx\n\n"), ("\n", "\r\n")]
    for (old, new) in replacements {
      changes.append(Array(replacing(checkpoint.text, old, new).utf8))
    }
    for changed in changes {
      let isValid = (try? Checkpoint(changed, place: "test"))?.isSigned(by: [key]) ?? false
      #expect(!isValid, "\(String(decoding: changed, as: UTF8.self))")
    }
    print("checkpoint: \(changes.count) changes refused")
  }

  @Test("checkpoints are found in any text, the same one as often as it stands there")
  func kept() throws {
    let key = try SigningKey(name: "two-high.local/lz01", seed: [UInt8](repeating: 3, count: 32))
    let checkpoint = try Checkpoint(size: 7, root: MerkleTree.emptyRoot, signedWith: key)
    let (whole, copied) = (HeldHead(checkpoint, place: "mail"), "7:\(MerkleTree.emptyRoot.base64)")
    for (text, heads) in [
      (checkpoint.text, 1), (replacing(checkpoint.text, "\n\n", "\n"), 1),
      (replacing(checkpoint.text, "\n7\n", "\n\n\n7\n"), 1),
      (String(repeating: checkpoint.text, count: 20_000), 20_000),
      (replacing(checkpoint.text, "7\n", ""), 0),
    ] {
      let found = HeldHead.all(in: Array(text.utf8), place: "mail")
      #expect(found.count == heads && found.allSatisfy { $0 == whole })
    }
    let line = try #require(HeldHead.all(in: Array("no. 4, \(copied), kept".utf8), place: "").first)
    #expect(line.text == copied && line.checkpoint == nil)
  }

  @Test("a proof reads back, and proves its line and no other")
  func proof() throws {
    let key = try SigningKey(name: "two-high.local/lz01", seed: [UInt8](repeating: 3, count: 32))
    let lines = (0..<7).map { Array("line \($0)".utf8) }
    let leaves = lines.map { MerkleTree.leafHash(of: $0) }
    let checkpoint = try Checkpoint(
      size: 7, root: MerkleTree.root(of: leaves[...]), signedWith: key)
    let path = try #require(MerkleTree.proveInclusion(of: 4, in: leaves))
    let proof = TlogProof(index: 4, path: path, checkpoint: checkpoint)
    #expect(try TlogProof(proof.text, place: "test") == proof)
    let withExtra = replacing(proof.text, "index", "extra QUJD\nindex")
    #expect(try TlogProof(withExtra, place: "test") == proof)
    for (index, line) in lines.enumerated() {
      #expect(proof.proves(line, keys: [key.verifier]) == (index == 4))
    }
    #expect(!proof.proves(lines[4], keys: []))
    for wrong in ["", "index 4\n", replacing(proof.text, "index 4", "index 04")] {
      #expect(throws: AuditLogError.self) { try TlogProof(wrong, place: "test") }
    }
  }
}

/// `text` with the first occurrence of `old` replaced, compared by bytes.
func replacing(_ text: String, _ old: String, _ new: String) -> String {
  let (bytes, pattern) = (Array(text.utf8), Array(old.utf8))
  guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: pattern) }) else {
    return text
  }
  return String(
    decoding: bytes[..<place] + new.utf8 + bytes[(place + pattern.count)...], as: UTF8.self)
}
