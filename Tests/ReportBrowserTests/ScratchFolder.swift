import Glibc

/// A folder that is there while a test needs it.
struct ScratchFolder {
  let path: String

  /// Makes a folder, hands it over, and removes it with all that was put there.
  static func use<Result>(
    _ body: (ScratchFolder) async throws -> Result
  ) async throws -> Result {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/report-browser-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw BrowserFailure(step: "mkdtemp", status: errno)
    }
    let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let folder = ScratchFolder(path: String(decoding: bytes, as: UTF8.self))
    defer {
      _ = try? ChildProgram.run(["rm", "-rf", folder.path], home: base)
    }
    return try await body(folder)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    guard let stream = fopen(file(name), "w") else {
      throw BrowserFailure(step: name, status: errno)
    }
    defer { fclose(stream) }
    let bytes = Array(text.utf8)
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
      throw BrowserFailure(step: name, status: errno)
    }
  }
}
