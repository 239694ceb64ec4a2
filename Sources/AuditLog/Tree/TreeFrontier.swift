/// The roots of the full subtrees along the right edge of a growing tree.
///
/// A tree of 13 leaves keeps three hashes, for 8, 4 and 1 leaves. They are all that is needed to
/// append a leaf, which costs one node hash on average, and to find the root of the tree.
/// Other logs call it a compact range.
struct TreeFrontier: Sendable, Equatable {
  let algorithm: TreeAlgorithm
  /// How many leaves the tree has.
  private(set) var size = 0
  // INVARIANT: one root for each bit of `size`, the largest subtree first.
  private var roots: [Digest] = []

  init(_ algorithm: TreeAlgorithm = .sha256) { self.algorithm = algorithm }

  /// Adds a leaf by its hash.
  mutating func append(_ leaf: Digest) {
    append(subtree: leaf, size: 1)
  }

  /// Adds a full subtree, whose size is a power of two that divides the tree's size.
  mutating func append(subtree root: Digest, size subtreeSize: Int) {
    var root = root
    var bit = subtreeSize
    while size & bit != 0 {
      root = algorithm.nodeHash(roots.removeLast(), root)
      bit <<= 1
    }
    roots.append(root)
    size += subtreeSize
  }

  /// The root of the tree as it is now.
  var root: Digest {
    guard let last = roots.last else { return algorithm.emptyRoot }
    return roots.dropLast().reversed().reduce(last) { algorithm.nodeHash($1, $0) }
  }
}
