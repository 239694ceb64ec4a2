/// The rule files that decisions used: plain files, each named by its SHA-256.
///
/// `sha256sum rules/*` checks the store: both columns must agree. A set of files is a manifest, an
/// object like any other, and its digest is what an evaluation names:
/// ```
/// {"files":[{"bytes":811,"path":"national/energy.rules","sha256":"<64 hex>"}],"v":1}
/// ```
struct RuleStore {
  let folder: Folder

  /// Makes an object durable and returns its name.
  func store(_ bytes: [UInt8]) throws(AuditLogError) -> Digest {
    let digest = try storeUnsynced(bytes)
    try folder.synchronize()
    return digest
  }

  /// Makes files and their manifest durable and returns the manifest's name.
  func store(_ files: [RuleFile]) throws(AuditLogError) -> Digest {
    for file in files { _ = try storeUnsynced(file.bytes) }
    return try store(RuleStore.manifest(of: files))
  }

  /// The object that names files by their paths and digests.
  static func manifest(of files: [RuleFile]) -> [UInt8] {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let list = sorted.map { file in
      CanonicalJSON.object([
        .init("bytes", .integer(file.bytes.count)), .init("path", .string(file.path)),
        .init("sha256", .string(SHA256.hash(file.bytes).hexadecimal)),
      ])
    }
    return CanonicalJSON.object([.init("files", .array(list)), .init("v", .integer(1))]).bytes
  }

  /// Whether an object is there and right.
  func holds(_ bytes: [UInt8]) -> Bool {
    let name = SHA256.hash(bytes).hexadecimal
    return (try? folder.contents(of: name)) == bytes
  }

  private func storeUnsynced(_ bytes: [UInt8]) throws(AuditLogError) -> Digest {
    let digest = SHA256.hash(bytes)
    if try folder.contents(of: digest.hexadecimal) == bytes { return digest }
    // Writers store rules before they lock, so two may store the same object at once.
    let mark = Hexadecimal.encode(try RandomBytes.make(8))
    let temporary = "\(digest.hexadecimal).\(String(decoding: mark, as: UTF8.self)).tmp"
    try folder.replace(digest.hexadecimal, with: bytes, mode: 0o444, temporary: temporary)
    return digest
  }

  /// The object of this name, checked against it.
  func object(_ digest: Digest) throws(AuditLogError) -> [UInt8] {
    let place = "\(folder.path)/\(digest.hexadecimal)"
    guard let bytes = try folder.contents(of: digest.hexadecimal) else {
      throw .missingObject(place: place)
    }
    guard SHA256.hash(bytes) == digest else { throw .alteredObject(place: place) }
    return bytes
  }

  /// The files of a manifest, sorted by path.
  func files(_ manifest: Digest) throws(AuditLogError) -> [RuleFile] {
    var files: [RuleFile] = []
    for (path, digest) in try list(manifest) {
      files.append(RuleFile(path: path, bytes: try object(digest)))
    }
    return files
  }

  func list(_ manifest: Digest) throws(AuditLogError) -> [(path: String, digest: Digest)] {
    let bytes = try object(manifest)
    do throws(JSONProblem) {
      guard case .array(let items)? = try CanonicalJSONReader.read(bytes)["files"] else {
        throw JSONProblem(offset: 0, message: "`files` is missing")
      }
      return try items.map { item throws(JSONProblem) in
        var members = MemberReader(item)
        return (try members.string("path"), try members.digest("sha256"))
      }
    } catch {
      throw .malformed(place: "\(folder.path)/\(manifest.hexadecimal)", problem: error.message)
    }
  }
}

/// One rule file: its path as the caller wrote it, and its bytes.
public struct RuleFile: Sendable, Equatable {
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    (self.path, self.bytes) = (path, bytes)
  }

  /// One digest of several files: SHA-256 of what `sha256sum` prints for them, sorted by path.
  public static func digest(of files: [RuleFile]) -> Digest {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let lines = sorted.map { "\(SHA256.hash($0.bytes).hexadecimal)  \($0.path)\n" }
    return SHA256.hash(Array(lines.joined().utf8))
  }
}
