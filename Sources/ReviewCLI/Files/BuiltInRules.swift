import Rules

/// The rules that were compiled into the program.
enum BuiltInRules {
  /// The program that the texts were compiled to when this program was built.
  static func file() throws(ProgramFileError) -> ProgramFile {
    let text = EmbeddedRules.program
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return try ProgramFile(reading: bytes)
  }

  /// Rule files and tables; cases are not built in.
  static var sources: [SourceText] {
    EmbeddedRules.files.map { file in
      let path = file.path.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
      return SourceText(path: path, bytes: file.text.withUTF8Buffer { Array($0) })
    }
  }
}
