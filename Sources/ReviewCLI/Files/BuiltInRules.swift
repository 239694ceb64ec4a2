import Glibc
import Rules

/// The rules that were compiled into the program.
enum BuiltInRules {
  /// The program that the texts were compiled to when this program was built.
  static func file() throws(ProgramFileError) -> ProgramFile {
    try ProgramFile(trusting: bytes(EmbeddedRules.program))
  }

  /// What names the texts.
  static var digest: String { "\(EmbeddedRules.digest)" }

  /// The name that the authority released them by, else ``digest``.
  static var name: String { EmbeddedRules.release.map { "\($0.name)" } ?? digest }

  /// The name of the authority's key; nil: no authority signed these rules.
  static var signer: String? { EmbeddedRules.release.map { "\($0.signer)" } }

  /// The authority's signed manifest, checked when this program was built; nil: there is none.
  static var manifest: [UInt8]? { EmbeddedRules.release.map { Array(bytes($0.note)) } }

  private static func bytes(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Whether texts are the built-in ones, in their order and wherever they lie.
  static func are(_ texts: [SourceText]) -> Bool {
    texts.count == EmbeddedRules.files.count
      && zip(texts, EmbeddedRules.files).allSatisfy { text, file in
        text.bytes.count == file.text.utf8CodeUnitCount
          && memcmp(text.bytes, file.text.utf8Start, text.bytes.count) == 0
      }
  }

  /// Rule files and tables; cases are not built in.
  static var sources: [SourceText] {
    EmbeddedRules.files.map { file in
      let path = file.path.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
      return SourceText(path: path, bytes: file.text.withUTF8Buffer { Array($0) })
    }
  }
}
