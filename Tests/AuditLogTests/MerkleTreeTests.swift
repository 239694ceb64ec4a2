import Testing

@testable import AuditLog

@Suite("Merkle tree")
struct MerkleTreeTests {
  /// The leaves and roots of transparency-dev/merkle `testonly/reference.go`, first used by
  /// google/certificate-transparency `merkletree_test.cc`.
  static let inputs: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    [
      0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e,
      0x6f,
    ],
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]
  static let leaves = (0..<100).map { MerkleTree.leafHash(of: Array("line \($0)".utf8)) }
  /// `roots[n]` is the root of the first n leaves.
  static let prefixRoots = (0...100).map { MerkleTree.root(of: leaves[..<$0]) }

  @Test("the published roots come out")
  func publishedRoots() {
    let leaves = MerkleTreeTests.inputs.map { MerkleTree.leafHash(of: $0) }
    for (size, root) in MerkleTreeTests.roots.enumerated() {
      #expect(MerkleTree.root(of: leaves[..<size]).hexadecimal == root)
    }
  }

  @Test("a frontier has the root of the definition, leaf by leaf and subtree by subtree")
  func frontier() {
    var frontier = TreeFrontier()
    for size in 0...100 {
      #expect(frontier.root == MerkleTreeTests.prefixRoots[size])
      if size < 100 { frontier.append(MerkleTreeTests.leaves[size]) }
    }
    var coarse = TreeFrontier()
    for start in stride(from: 0, to: 96, by: 16) {
      coarse.append(
        subtree: MerkleTree.root(of: MerkleTreeTests.leaves[start..<start + 16]), size: 16)
    }
    #expect(coarse.root == MerkleTreeTests.prefixRoots[96])
  }

  @Test("every inclusion proof up to 100 leaves is accepted, and none with a hash changed")
  func inclusion() throws {
    var refused = 0
    for size in 1...100 {
      let leaves = Array(MerkleTreeTests.leaves.prefix(size))
      let root = MerkleTreeTests.prefixRoots[size]
      // The short form takes each index at some sizes, and some indices at each size.
      for index in 0..<size where isLongRun || size < 18 || (index * 7 + size) % 23 == 0 {
        let proof = try #require(MerkleTree.proveInclusion(of: index, in: leaves))
        func accepts(_ proof: [Digest], _ index: Int, _ root: Digest) -> Bool {
          MerkleTree.checkInclusion(
            of: leaves[index % size], at: index, size: size, proof: proof, root: root)
        }
        #expect(accepts(proof, index, root))
        var wrong = corruptions(of: proof).map { accepts($0, index, root) }
        wrong.append(accepts(proof, index, MerkleTreeTests.prefixRoots[size - 1]))
        wrong.append(accepts(proof, index + size, root))
        if size > 1 {
          wrong.append(
            MerkleTree.checkInclusion(
              of: leaves[index], at: (index + 1) % size, size: size, proof: proof, root: root))
        }
        #expect(!wrong.contains(true))
        refused += wrong.count
      }
    }
    print("inclusion: \(refused) corrupted proofs refused")
  }

  @Test("every consistency proof up to 100 leaves is accepted, and none with a hash changed")
  func consistency() throws {
    var refused = 0
    for new in 0...100 {
      let leaves = Array(MerkleTreeTests.leaves.prefix(new))
      for old in 0...new where isLongRun || new < 18 || (old * 7 + new) % 23 == 0 {
        let proof = try #require(MerkleTree.proveConsistency(from: old, in: leaves))
        func accepts(_ proof: [Digest], _ oldRoot: Digest, _ newRoot: Digest) -> Bool {
          MerkleTree.checkConsistency(
            from: old, oldRoot: oldRoot, to: new, newRoot: newRoot, proof: proof)
        }
        let (oldRoot, newRoot) = (
          MerkleTreeTests.prefixRoots[old], MerkleTreeTests.prefixRoots[new]
        )
        #expect(accepts(proof, oldRoot, newRoot))
        var wrong = corruptions(of: proof).map { accepts($0, oldRoot, newRoot) }
        wrong.append(accepts(proof, flipped(oldRoot), newRoot))
        if old > 0 { wrong.append(accepts(proof, oldRoot, flipped(newRoot))) }
        #expect(!wrong.contains(true))
        refused += wrong.count
      }
    }
    print("consistency: \(refused) corrupted proofs refused")
  }

  @Test("no proof is made for what is not there")
  func impossible() {
    let leaves = Array(MerkleTreeTests.leaves.prefix(5))
    #expect(MerkleTree.proveInclusion(of: 5, in: leaves) == nil)
    #expect(MerkleTree.proveInclusion(of: -1, in: leaves) == nil)
    #expect(MerkleTree.proveConsistency(from: 6, in: leaves) == nil)
  }

  /// Each hash changed in turn, each left out, and one too many.
  private func corruptions(of proof: [Digest]) -> [[Digest]] {
    var wrong: [[Digest]] = [proof + [MerkleTree.emptyRoot]]
    for index in proof.indices {
      var changed = proof
      changed[index] = flipped(proof[index])
      wrong.append(changed)
      changed.remove(at: index)
      wrong.append(changed)
    }
    return wrong
  }

  private func flipped(_ digest: Digest) -> Digest {
    var bytes = digest.bytes
    bytes[31] ^= 1
    return Digest(bytes) ?? digest
  }
}
