/// The Merkle tree of RFC 6962 section 2.1, and the proofs over it.
///
/// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1>
public enum MerkleTree {
  /// The root of the tree without leaves, SHA-256("").
  public static let emptyRoot = SHA256.hash([])

  /// The hash of a leaf, SHA-256(0x00 || line), where the line has no line feed.
  public static func leafHash(of line: [UInt8]) -> Digest {
    line.withUnsafeBytes { leafHash(of: $0) }
  }

  static func leafHash(of line: UnsafeRawBufferPointer) -> Digest {
    var hash = SHA256()
    withUnsafeBytes(of: UInt8(0)) { hash.update($0) }
    hash.update(line)
    return hash.finish()
  }

  /// The hash of an inner node, SHA-256(0x01 || left || right).
  public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    var hash = SHA256()
    withUnsafeBytes(of: UInt8(1)) { hash.update($0) }
    left.withUnsafeBytes { hash.update($0) }
    right.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// The root over leaf hashes, written as the definition is: MTH(D[n]).
  public static func root(of leaves: ArraySlice<Digest>) -> Digest {
    guard let only = leaves.first else { return emptyRoot }
    guard leaves.count > 1 else { return only }
    let middle = leaves.startIndex + splitPoint(leaves.count)
    return nodeHash(root(of: leaves[..<middle]), root(of: leaves[middle...]))
  }

  /// The largest power of two smaller than `count`, RFC 6962's k.
  static func splitPoint(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}
