extension MerkleTree {
  /// The audit path of the leaf at `index`, RFC 6962 section 2.1.1, from the leaf upwards.
  ///
  /// `nil` when there is no such leaf.
  public static func proveInclusion(of index: Int, in leaves: [Digest]) -> [Digest]? {
    guard leaves.indices.contains(index) else { return nil }
    return path(of: index, in: leaves[...])
  }

  private static func path(of index: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
    guard leaves.count > 1 else { return [] }
    let middle = leaves.startIndex + splitPoint(leaves.count)
    return index < middle
      ? path(of: index, in: leaves[..<middle]) + [root(of: leaves[middle...])]
      : path(of: index, in: leaves[middle...]) + [root(of: leaves[..<middle])]
  }

  /// Whether `proof` shows that `leaf` stands at `index` in the tree of `size` leaves.
  ///
  /// The algorithm of RFC 9162 section 2.1.3.2. It shares no code with the prover.
  /// <https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2>
  public static func checkInclusion(
    of leaf: Digest, at index: Int, size: Int, proof: [Digest], root: Digest
  ) -> Bool {
    guard index >= 0, index < size else { return false }
    var node = index
    var last = size - 1
    var hash = leaf
    for sibling in proof {
      guard last > 0 else { return false }
      if node & 1 == 1 || node == last {
        hash = nodeHash(sibling, hash)
        while node & 1 == 0, node > 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = nodeHash(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }
}
