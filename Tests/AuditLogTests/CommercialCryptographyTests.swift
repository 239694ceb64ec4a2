import Testing

@testable import AuditLog

@Suite("SM3 and the tree over it")
struct CommercialCryptographyTests {
  @Test("the vectors of GB/T 32905-2016, annex A")
  func vectors() {
    #expect(
      SM3.hash(Array("abc".utf8)).hexadecimal
        == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    let long = String(repeating: "abcd", count: 16)
    #expect(
      SM3.hash(Array(long.utf8)).hexadecimal
        == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
  }

  @Test("a tree that grows has the root of the definition, by either hash", arguments: 1...20)
  func growth(_ count: Int) {
    for algorithm in [TreeAlgorithm.sha256, .sm3] {
      let leaves = (0..<count).map { number in
        Array("\(number)".utf8).withUnsafeBytes { algorithm.leafHash(of: $0) }
      }
      var frontier = TreeFrontier(algorithm)
      for leaf in leaves { frontier.append(leaf) }
      func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves[leaves.startIndex] }
        let middle = leaves.startIndex + MerkleTree.splitPoint(leaves.count)
        return algorithm.nodeHash(root(leaves[..<middle]), root(leaves[middle...]))
      }
      #expect(frontier.root == root(leaves[...]))
    }
  }
}
