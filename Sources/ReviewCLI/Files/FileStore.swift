import Glibc

/// Where the program reads and writes files; tests hand in their own.
struct FileStore {
  /// The bytes of a file, or why there are none. `-` is standard input.
  let read: (String) throws(FileFailure) -> [UInt8]
  /// The files below a folder, in the order of their paths; nil when it is no folder.
  let list: (String) throws(FileFailure) -> [String]?
  let write: (String, [UInt8]) throws(FileFailure) -> Void
  /// Makes a folder, unless it is there.
  let makeFolder: (String) throws(FileFailure) -> Void
  /// Hands over the lines of a file one after another, in bounded memory; false ends the reading.
  let readLines: (String, (ArraySlice<UInt8>) -> Bool) throws(FileFailure) -> Void

  static var disk: FileStore {
    FileStore(
      read: readFile, list: listFiles, write: writeFile, makeFolder: makeFolder,
      readLines: readFileLines)
  }

  // MARK: - Glibc

  private static func readFile(_ path: String) throws(FileFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, error: errno) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var size = 1 << 16
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size > 0 { size = Int(status.st_size) + 1 }
    var buffer = [UInt8](repeating: 0, count: size)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(path: path, error: errno) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  private static let bufferSize = 1 << 20

  private static func readFileLines(
    _ path: String, _ handle: (ArraySlice<UInt8>) -> Bool
  ) throws(FileFailure) {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path: path, error: errno) }
    defer { if path != "-" { close(descriptor) } }
    var buffer = [UInt8](repeating: 0, count: bufferSize)
    var pending: [UInt8] = []
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(path: path, error: errno) }
      guard count > 0 else { break }
      pending.append(contentsOf: buffer[..<count])
      var start = 0
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        guard handle(pending[start..<end]) else { return }
        start = end + 1
      }
      pending.removeFirst(start)
    }
    if !pending.isEmpty { _ = handle(pending[...]) }
  }

  private static func listFiles(_ path: String) throws(FileFailure) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, error: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return nil }
    var files: [String] = []
    try collect(path, into: &files)
    return files
  }

  private static func collect(_ folder: String, into files: inout [String]) throws(FileFailure) {
    guard let directory = opendir(folder) else {
      throw FileFailure(path: folder, error: errno)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        try collect(path, into: &files)
      } else {
        files.append(path)
      }
    }
  }

  private static func makeFolder(_ path: String) throws(FileFailure) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileFailure(path: path, error: errno)
    }
  }

  /// Writes beside the file and renames, so that a reader sees the old text or the new one.
  private static func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileFailure) {
    let temporary = path + ".new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path: path, error: errno) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = errno
        close(descriptor)
        unlink(temporary)
        throw FileFailure(path: path, error: error)
      }
      written += count
    }
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      throw FileFailure(path: path, error: errno)
    }
  }
}

/// A file that cannot be read or written, and the system's reason.
struct FileFailure: Error {
  let path: String
  let error: Int32

  var message: String { "\(path): \(String(cString: strerror(error)))" }
}
