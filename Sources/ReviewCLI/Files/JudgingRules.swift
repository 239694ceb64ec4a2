import Reports
import Rules

/// What projects are judged by: a program, and the texts that it was made of.
struct JudgingRules {
  let program: Program
  /// Where the texts come from; the built-in ones are not looked at before somebody asks.
  private let origin: Origin

  private enum Origin {
    case book(RuleBook)
    /// With what names the texts.
    case builtIn(digest: String)
  }

  init(_ book: RuleBook) {
    program = book.program
    origin = .book(book)
  }

  private init(builtIn file: ProgramFile) {
    program = file.program
    origin = .builtIn(digest: file.digest)
  }

  /// The rules of this program, compiled when it was built.
  static func builtIn() throws(CommandFailure) -> JudgingRules {
    do throws(ProgramFileError) {
      return JudgingRules(builtIn: try BuiltInRules.file())
    } catch {
      throw .unavailable(
        "内置规则读不出来（第 \(error.offset) 字节：\(error.message)）；请重新构建程序 / the built-in rules cannot be read (byte \(error.offset): \(error.message)): build the program again"
      )
    }
  }

  var diagnostics: [Diagnostic] {
    switch origin {
    case .book(let book): book.diagnostics
    case .builtIn: []
    }
  }

  /// The texts that bring the rules themselves.
  var ownSources: ArraySlice<SourceText> {
    switch origin {
    case .book(let book): book.sources.prefix(book.ownCount)
    case .builtIn: BuiltInRules.sources[...]
    }
  }

  /// The texts that only lend their words.
  var context: ArraySlice<SourceText> {
    switch origin {
    case .book(let book): book.sources.dropFirst(book.ownCount)
    case .builtIn: []
    }
  }

  var sources: [SourceText] { Array(ownSources + context) }

  /// How they differ from the released ones.
  var release: Release {
    switch origin {
    case .book: ReleasedRules.comparison(with: sources)
    case .builtIn(let digest): Release(name: digest, differs: [])
    }
  }

  /// The digest of each ruleset's files, by ruleset.
  var digests: [Int: String] { RulesetDigests(program, of: ownSources).texts }
}
