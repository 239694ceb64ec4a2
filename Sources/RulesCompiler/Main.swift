import Embedding
import Glibc
import Rules

/// Puts rule files into a Swift file, as texts and compiled: `rules-compiler ROOT OUTPUT FILE...`.
/// Among the files may be the authority's manifest and its key (``Manifest``).
///
/// The command line judges by the compiled form, and looks at the texts only when somebody asks for
/// them.
@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3 else { exit(64) }
    // The plugin may end a folder with a slash. No path of this machine goes into the program: what names
    // the rules must be the same wherever it is built.
    let folder = arguments[0]
    let (root, output) = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder, arguments[1])
    var sources: [SourceText] = []
    var manifest: [String: [UInt8]] = [:]
    for path in arguments[2...].sorted() {
      guard let bytes = EmbeddedFile.read(path) else { fail("cannot read \(path)") }
      let name = path.split(separator: "/").last.map { String($0) } ?? ""
      if [Manifest.fileName, Manifest.keyName].contains(name) {
        manifest[name] = bytes
        continue
      }
      let shown = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
      sources.append(SourceText(path: shown, bytes: bytes))
    }
    let release = release(manifest, of: sources)
    guard EmbeddedFile.write(swift(sources, program(of: sources), release), to: output) else {
      fail("cannot write \(output)")
    }
  }

  /// The manifest that the rules were released by; nil: nobody signed them.
  private static func release(_ found: [String: [UInt8]], of sources: [SourceText]) -> Manifest? {
    guard !found.isEmpty else { return nil }
    guard let note = found[Manifest.fileName], let key = found[Manifest.keyName] else {
      fail("Rules/\(Manifest.fileName) and Rules/\(Manifest.keyName) belong together")
    }
    do throws(Manifest.Problem) {
      return try Manifest(
        note, key: key, of: sources.map { RulesetFile(path: $0.path, bytes: $0.bytes) })
    } catch {
      fail("Rules/\(Manifest.fileName): \(error.text)")
    }
  }

  private static func program(of sources: [SourceText]) -> ProgramFile {
    let book = RuleBook(sources, lints: false)
    guard !book.diagnostics.hasErrors else {
      fail(DiagnosticRenderer(sources: sources, language: .english).render(book.diagnostics))
    }
    let files = sources.map { RulesetFile(path: $0.path, bytes: $0.bytes).belowRules }
    let rulesets = book.program.rules.files(among: sources).mapValues { $0.digest }
    return ProgramFile(
      book.program, from: ProgramOrigin(digest: files.digest, rulesets: rulesets))
  }

  private static func swift(
    _ sources: [SourceText], _ program: ProgramFile, _ release: Manifest?
  ) -> String {
    var text = "enum EmbeddedRules {\n"
    text +=
      "  static let release: (name: StaticString, signer: StaticString, note: StaticString)? = "
    text +=
      release.map {
        "(name: \(literal(Array($0.name.utf8))), signer: \(literal(Array($0.signer.utf8))), note: \(literal($0.note)))\n"
      } ?? "nil\n"
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
