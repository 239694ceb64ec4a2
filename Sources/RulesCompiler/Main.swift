import Glibc
import Rules

/// Puts rule files into a Swift file, as texts and compiled: `rules-compiler ROOT OUTPUT FILE...`.
///
/// A static string compiles in a fraction of a second where a byte array takes minutes, and needs
/// no resource bundle beside the program. The command line judges by the compiled form, and looks
/// at the texts only when somebody asks for them.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3 else { exit(64) }
    let (root, output) = (arguments[0], arguments[1])
    var sources: [SourceText] = []
    for path in arguments[2...].sorted() {
      guard let bytes = read(path) else { fail("cannot read \(path)") }
      let shown = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      sources.append(SourceText(path: shown, bytes: bytes))
    }
    guard write(swift(sources, program(of: sources)), to: output) else {
      fail("cannot write \(output)")
    }
  }

  private static func program(of sources: [SourceText]) -> ProgramFile {
    let book = RuleBook(sources, lints: false)
    guard !book.diagnostics.hasErrors else {
      fail(DiagnosticRenderer(sources: sources, language: .english).render(book.diagnostics))
    }
    let files = sources.map { RulesetFile(path: $0.path, bytes: $0.bytes) }
    let rulesets = book.program.rules.files(among: sources).mapValues { $0.digest }
    return ProgramFile(
      book.program, from: ProgramOrigin(digest: files.digest, rulesets: rulesets))
  }

  private static func swift(_ sources: [SourceText], _ program: ProgramFile) -> String {
    var text = "enum EmbeddedRules {\n"
    text += "  static let digest: StaticString = \"\(program.origin.digest)\"\n"
    text += "  static let program: StaticString = \(literal(program.bytes))\n"
    text += "  static let files: [(path: StaticString, text: StaticString)] = [\n"
    for source in sources {
      text += "    (path: \"\(source.path)\", text: \(literal(source.bytes))),\n"
    }
    return text + "  ]\n}\n"
  }

  private static func literal(_ bytes: [UInt8]) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      fail("a rule file is not UTF-8")
    }
    return "###\"\"\"\n\(text)\n\"\"\"###"
  }

  private static func fail(_ problem: String) -> Never {
    print("rules-compiler: \(problem)")
    exit(1)
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
