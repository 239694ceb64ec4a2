import Glibc

@testable import AuditLog

/// A disk in memory that remembers what a power loss would leave.
///
/// It is stricter than most file systems: bytes survive only after a sync of their file, names only
/// after a sync of their directory, and a failed sync drops what it should have written.
/// One thread uses it at a time.
final class SimulatedDisk: FileSystemCalls, @unchecked Sendable {
  struct Node {
    var isDirectory: Bool
    var bytes: [UInt8] = []
    var durableBytes: [UInt8] = []
    /// Whether the next sync has something to write.
    var isDirty = false
    var names: [String: Int] = [:]
    var durableNames: [String: Int] = [:]
    /// The changes of names since the last sync. `nil` removes a name; a rename is one change.
    var pendingNames: [[String: Int?]] = []
  }

  private(set) var nodes: [Node] = [Node(isDirectory: true)]
  private var descriptors: [Int32: Int] = [:]
  private var nextDescriptor: Int32 = 3

  init() {}

  /// A copy that shares nothing, with no file open.
  init(copying other: SimulatedDisk) { nodes = other.nodes }

  private init(nodes: [Node]) { self.nodes = nodes }

  // MARK: The calls

  func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 {
    let parent = try node(directory, .open)
    if name == "." { return descriptor(of: parent) }
    let existing = nodes[parent].names[name]
    switch access {
    case .directory, .readOnly, .readWrite:
      guard let existing else { throw SystemCallFailure(.open, ENOENT) }
      return descriptor(of: existing)
    case .createNew:
      guard existing == nil else { throw SystemCallFailure(.open, EEXIST) }
      return descriptor(of: add(Node(isDirectory: false), name, to: parent))
    case .createIfMissing:
      return descriptor(of: existing ?? add(Node(isDirectory: false), name, to: parent))
    }
  }

  func close(_ file: Int32) { descriptors[file] = nil }

  func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure) {
    let parent = try node(directory, .makeDirectory)
    guard nodes[parent].names[name] == nil else { throw SystemCallFailure(.makeDirectory, EEXIST) }
    _ = add(Node(isDirectory: true), name, to: parent)
  }

  func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let bytes = nodes[try node(file, .read)].bytes
    let part = bytes[min(offset, bytes.count)..<min(offset + buffer.count, bytes.count)]
    buffer.copyBytes(from: part)
    return part.count
  }

  func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let id = try node(file, .write)
    let gap = offset + bytes.count - nodes[id].bytes.count
    if gap > 0 { nodes[id].bytes += [UInt8](repeating: 0, count: gap) }
    nodes[id].bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    nodes[id].isDirty = true
    return bytes.count
  }

  func synchronizeData(_ file: Int32) throws(SystemCallFailure) { try synchronize(file) }

  func synchronize(_ file: Int32) throws(SystemCallFailure) {
    let id = try node(file, .synchronize)
    if nodes[id].isDirty { nodes[id].durableBytes = nodes[id].bytes }
    nodes[id].isDirty = false
    nodes[id].durableNames = nodes[id].names
    nodes[id].pendingNames = []
  }

  /// What Linux does after a sync that failed: the bytes count as clean, and are lost.
  func forgetUnsynced(_ file: Int32) {
    if let id = descriptors[file] { nodes[id].isDirty = false }
  }

  func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure) {
    let id = try node(file, .truncate)
    nodes[id].bytes.removeSubrange(min(byteCount, nodes[id].bytes.count)...)
    nodes[id].isDirty = true
  }

  func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus {
    status(of: try node(file, .status))
  }

  func status(_ name: String, in directory: Int32?) throws(SystemCallFailure) -> FileStatus {
    guard let id = nodes[try node(directory, .status)].names[name] else {
      throw SystemCallFailure(.status, ENOENT)
    }
    return status(of: id)
  }

  func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    let (from, to) = (try node(directory, .rename), try node(newDirectory, .rename))
    guard let id = nodes[from].names[name] else { throw SystemCallFailure(.rename, ENOENT) }
    if from == to {
      set([name: nil, newName: id], in: from)
    } else {
      set([name: nil], in: from)
      set([newName: id], in: to)
    }
  }

  func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure) {
    let parent = try node(directory, .unlink)
    guard nodes[parent].names[name] != nil else { throw SystemCallFailure(.unlink, ENOENT) }
    set([name: nil], in: parent)
  }

  func names(in directory: Int32) throws(SystemCallFailure) -> [String] {
    Array(nodes[try node(directory, .list)].names.keys)
  }

  func lock(_ file: Int32) throws(SystemCallFailure) {}
  func unlock(_ file: Int32) throws(SystemCallFailure) {}

  // MARK: Nodes

  private func node(_ file: Int32?, _ call: SystemCall) throws(SystemCallFailure) -> Int {
    guard let file else { return 0 }
    guard let id = descriptors[file] else { throw SystemCallFailure(call, EBADF) }
    return id
  }

  private func descriptor(of node: Int) -> Int32 {
    nextDescriptor += 1
    descriptors[nextDescriptor] = node
    return nextDescriptor
  }

  private func add(_ node: Node, _ name: String, to parent: Int) -> Int {
    nodes.append(node)
    set([name: nodes.count - 1], in: parent)
    return nodes.count - 1
  }

  private func set(_ change: [String: Int?], in parent: Int) {
    for (name, node) in change { nodes[parent].names[name] = node }
    nodes[parent].pendingNames.append(change)
  }

  private func status(of id: Int) -> FileStatus {
    FileStatus(
      kind: nodes[id].isDirectory ? .directory : .plainFile, byteCount: nodes[id].bytes.count,
      linkCount: 1, mode: 0o600, identity: [0, UInt64(id)])
  }
}

// What the tests look at and change behind the log's back.
extension SimulatedDisk {
  private func find(_ path: String) -> Int? {
    path.split(separator: "/").reduce(Optional(0)) { node, name in
      node.flatMap { nodes[$0].names[String(name)] }
    }
  }

  /// The names in a directory, sorted.
  func list(_ path: String) -> [String] {
    find(path).map { nodes[$0].names.keys.sorted() } ?? []
  }

  subscript(_ path: String) -> [UInt8] {
    get { find(path).map { nodes[$0].bytes } ?? [] }
    set {
      guard let id = find(path) else { return }
      (nodes[id].bytes, nodes[id].durableBytes) = (newValue, newValue)
    }
  }

  func remove(_ path: String) {
    let (parent, name) = FilePath.split(path)
    if let id = find(parent) { nodes[id].names[name] = nil }
  }
}

// The disk after the power came back.
extension SimulatedDisk {
  /// What becomes of everything that was not synced.
  enum Loss: Equatable {
    case everything, nothing, bytesOnly, namesOnly
    /// Names survive; new bytes are there but hold zeros, as after delayed allocation.
    case garbled
    /// Each file and each directory keeps a part of its own.
    case chance(UInt64)

    static let named: [Loss] = [.everything, .nothing, .bytesOnly, .namesOnly, .garbled]
  }

  func afterPowerLoss(_ loss: Loss) -> SimulatedDisk {
    var random = SplitMix(seed: 0)
    if case .chance(let seed) = loss { random = SplitMix(seed: seed) }
    let survivors = nodes.map { node in
      var survivor = node
      switch loss {
      case .everything, .namesOnly: survivor.bytes = node.durableBytes
      case .nothing, .bytesOnly: survivor.bytes = node.isDirty ? node.bytes : node.durableBytes
      case .garbled: survivor.bytes = SimulatedDisk.garbled(node)
      case .chance: survivor.bytes = SimulatedDisk.mixed(node, &random)
      }
      switch loss {
      case .everything, .bytesOnly: survivor.names = node.durableNames
      case .nothing, .namesOnly, .garbled: break
      case .chance:
        survivor.names = node.durableNames
        let count = Int.random(in: 0...node.pendingNames.count, using: &random)
        for change in node.pendingNames.prefix(count) {
          for (name, target) in change { survivor.names[name] = target }
        }
      }
      survivor.durableBytes = survivor.bytes
      survivor.durableNames = survivor.names
      (survivor.isDirty, survivor.pendingNames) = (false, [])
      return survivor
    }
    return SimulatedDisk(nodes: survivors)
  }

  private static func garbled(_ node: Node) -> [UInt8] {
    guard node.isDirty else { return node.durableBytes }
    return node.bytes.indices.map { index in
      let old = index < node.durableBytes.count ? node.durableBytes[index] : nil
      return old == node.bytes[index] ? node.bytes[index] : 0
    }
  }

  private static func mixed(_ node: Node, _ random: inout SplitMix) -> [UInt8] {
    guard node.isDirty, !node.bytes.isEmpty else { return node.durableBytes }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return node.durableBytes
    case 1: return node.bytes
    case 2: return garbled(node)
    default:
      let shared = zip(node.bytes, node.durableBytes).prefix { $0 == $1 }.count
      return Array(node.bytes.prefix(Int.random(in: shared...node.bytes.count, using: &random)))
    }
  }
}

/// The generator SplitMix64, so that a failure can be repeated from its seed.
struct SplitMix: RandomNumberGenerator {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var mixed = seed
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
