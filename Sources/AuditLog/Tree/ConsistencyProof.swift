extension MerkleTree {
  /// The proof that the first `oldSize` leaves are unchanged, RFC 6962 section 2.1.2.
  ///
  /// Empty for an old size of zero or of all leaves, `nil` when there were never so many.
  public static func proveConsistency(from oldSize: Int, in leaves: [Digest]) -> [Digest]? {
    guard (0...leaves.count).contains(oldSize) else { return nil }
    guard oldSize > 0, oldSize < leaves.count else { return [] }
    return subproof(oldSize, leaves[...], isWholeTree: true)
  }

  private static func subproof(
    _ oldEnd: Int, _ leaves: ArraySlice<Digest>, isWholeTree: Bool
  ) -> [Digest] {
    guard oldEnd < leaves.endIndex else { return isWholeTree ? [] : [root(of: leaves)] }
    let middle = leaves.startIndex + splitPoint(leaves.count)
    return oldEnd <= middle
      ? subproof(oldEnd, leaves[..<middle], isWholeTree: isWholeTree) + [
        root(of: leaves[middle...])
      ]
      : subproof(oldEnd, leaves[middle...], isWholeTree: false) + [root(of: leaves[..<middle])]
  }

  /// Whether `proof` shows that the tree of `newSize` leaves begins with the one of `oldSize`.
  ///
  /// The algorithm of RFC 9162 section 2.1.4.2. It shares no code with the prover.
  /// <https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2>
  public static func checkConsistency(
    from oldSize: Int, oldRoot: Digest, to newSize: Int, newRoot: Digest, proof: [Digest]
  ) -> Bool {
    guard oldSize >= 0, oldSize <= newSize else { return false }
    if oldSize == newSize { return proof.isEmpty && oldRoot == newRoot }
    if oldSize == 0 { return proof.isEmpty && oldRoot == emptyRoot }

    var node = oldSize - 1
    var last = newSize - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    // An old tree that is one full subtree is its own first hash.
    var rest = proof[...]
    guard let seed = oldSize & (oldSize - 1) == 0 ? oldRoot : rest.popFirst() else { return false }
    var old = seed
    var new = seed
    for sibling in rest {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        old = nodeHash(sibling, old)
        new = nodeHash(sibling, new)
        while node & 1 == 0, node > 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        new = nodeHash(new, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && old == oldRoot && new == newRoot
  }
}
