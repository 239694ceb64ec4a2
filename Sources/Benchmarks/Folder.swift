import Glibc
import Rules

/// The files of a folder.
enum Folder {
  /// With their contents, by their paths, sorted.
  static func files(below folder: String) -> [(path: String, bytes: [UInt8])] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [(path: String, bytes: [UInt8])] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += files(below: path)
      } else {
        found.append((path, bytes(of: path)))
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  /// The rule files and tables of some files.
  static func rules(among files: [(path: String, bytes: [UInt8])]) -> [SourceText] {
    files.filter { path, _ in path.hasSuffix(".rules") || path.hasSuffix(".csv") }
      .map { SourceText(path: $0, bytes: $1) }
  }

  static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}
