import Glibc
import Rules

/// The rule files and tables of a folder.
enum Folder {
  static func program(_ folder: String) -> Program {
    RuleBook(sources(below: folder).sorted { $0.path < $1.path }, lints: false).program
  }

  private static func sources(below folder: String) -> [SourceText] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [SourceText] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += sources(below: path)
      } else if name.hasSuffix(".rules") || name.hasSuffix(".csv") {
        found.append(SourceText(path: path, bytes: bytes(of: path)))
      }
    }
    return found
  }

  private static func bytes(of path: String) -> [UInt8] {
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
