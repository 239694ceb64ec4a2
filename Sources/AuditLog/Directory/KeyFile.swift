/// The file of a signing key: one line, mode 0400, outside the log.
struct KeyFile {
  let path: String
  let calls: any FileSystemCalls

  /// Writes a new key durably. An existing file is never replaced.
  ///
  /// - Parameter log: The log that the key must lie outside of; `nil` for a key of no log.
  func create(_ key: SigningKey, outside log: Folder? = nil) throws(AuditLogError) {
    let (parent, name) = FilePath.split(path)
    let folder = try Folder(parent, calls: calls)
    if let log { try refuse(folder, inside: log) }
    do throws(AuditLogError) {
      try folder.withFile(name, .createNew(mode: 0o400)) { file throws(AuditLogError) in
        try file.write(Array("\(key.text)\n".utf8), at: 0)
        try file.synchronize()
      }
    } catch .unavailable(let failure) where failure.code == ErrorNumber.exists {
      throw .alreadyExists(path: path)
    }
    try folder.synchronize()
  }

  /// Whether something has the path already.
  func exists() throws(AuditLogError) -> Bool {
    let (parent, name) = FilePath.split(path)
    return try Folder(parent, calls: calls).status(of: name) != nil
  }

  /// Reads the key, unless others may read the file or it lies inside the log.
  func read(outside log: Folder? = nil) throws(AuditLogError) -> SigningKey {
    let (parent, name) = FilePath.split(path)
    let folder = try Folder(parent, calls: calls)
    if let log { try refuse(folder, inside: log) }
    return try folder.withFile(name, .readOnly) { file throws(AuditLogError) in
      let status = try file.status()
      guard status.mode & 0o077 == 0 else {
        throw .unsafeKey(path: path, problem: "can be read or written by others")
      }
      let bytes = try file.read(min(status.byteCount, 4096), at: 0)
      guard bytes.last == 0x0A, let text = String(validating: bytes.dropLast(), as: UTF8.self)
      else { throw .malformed(place: path, problem: "no signing key") }
      return try SigningKey(text, place: path)
    }
  }

  /// Climbs from the key's folder to the root of the file system, looking for the log.
  private func refuse(_ folder: Folder, inside log: Folder) throws(AuditLogError) {
    let forbidden = try log.identity()
    var current = folder
    while true {
      let identity = try current.identity()
      guard identity != forbidden else {
        throw .unsafeKey(path: path, problem: "lies inside the log \(log.path)")
      }
      let parent = try Folder("..", in: current, calls: calls)
      if try parent.identity() == identity { return }
      current = parent
    }
  }
}
