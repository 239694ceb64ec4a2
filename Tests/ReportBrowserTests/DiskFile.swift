import Glibc

/// Files of the repository and of scratch folders.
enum DiskFile {
  static func bytes(of path: String) throws -> [UInt8] {
    guard let stream = fopen(path, "r") else { throw BrowserFailure(step: path, status: errno) }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// The files below a folder in the order of their paths.
  static func files(below folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      throw BrowserFailure(step: folder, status: errno)
    }
    defer { closedir(directory) }
    var files: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      files += entry.pointee.d_type == UInt8(DT_DIR) ? try self.files(below: path) : [path]
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
