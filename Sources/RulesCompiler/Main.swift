import Embedding
import Glibc
import Rules

/// Puts rule files into a Swift file, as texts and compiled: `rules-compiler ROOT OUTPUT FILE...`.
///
/// The command line judges by the compiled form, and looks at the texts only when somebody asks for
/// them.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3 else { exit(64) }
    let (root, output) = (arguments[0], arguments[1])
    var sources: [SourceText] = []
    for path in arguments[2...].sorted() {
      guard let bytes = EmbeddedFile.read(path) else { fail("cannot read \(path)") }
      let shown = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      sources.append(SourceText(path: shown, bytes: bytes))
    }
    guard EmbeddedFile.write(swift(sources, program(of: sources)), to: output) else {
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
    guard let literal = EmbeddedFile.literal(bytes) else { fail("a rule file is not UTF-8") }
    return literal
  }

  private static func fail(_ problem: String) -> Never {
    print("rules-compiler: \(problem)")
    exit(1)
  }
}
