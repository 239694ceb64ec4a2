/// The hash that a tree is built with: always that of RFC 6962, and a second one where an office asks for
/// it.
enum TreeAlgorithm: Sendable {
  /// What every checkpoint signs.
  case sha256
  /// GB/T 32905-2016, in place of SHA-256 everywhere in RFC 6962 section 2.1.
  case sm3

  var emptyRoot: Digest {
    switch self {
    case .sha256: MerkleTree.emptyRoot
    case .sm3: SM3.hash([])
    }
  }

  func leafHash(of line: UnsafeRawBufferPointer) -> Digest {
    switch self {
    case .sha256: MerkleTree.leafHash(of: line)
    case .sm3: SM3.hash([0] + Array(line))
    }
  }

  func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    switch self {
    case .sha256: MerkleTree.nodeHash(left, right)
    case .sm3: SM3.hash([1] + left.bytes + right.bytes)
    }
  }
}
