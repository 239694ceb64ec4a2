import AuditLog
import Reports
import Rules

/// What projects are judged by: a program, and the texts that it was made of.
struct JudgingRules {
  let program: Program
  /// Where the texts come from; the built-in ones are not looked at before somebody asks.
  private let texts: Texts

  private enum Texts {
    case book(RuleBook)
    /// nil: no others than those in the program.
    case builtIn(ProgramOrigin, texts: [SourceText]?)
  }

  init(_ book: RuleBook) {
    program = book.program
    texts = .book(book)
  }

  private init(builtIn file: ProgramFile, _ texts: [SourceText]?) {
    program = file.program
    self.texts = .builtIn(file.origin, texts: texts)
  }

  /// The rules of this program, compiled when it was built.
  ///
  /// - Parameter texts: The same texts as they were read elsewhere.
  static func builtIn(as texts: [SourceText]? = nil) throws(CommandFailure) -> JudgingRules {
    do throws(ProgramFileError) {
      let file = try BuiltInRules.file()
      // Thousands of objects, which the end of the process frees at once.
      _ = Unmanaged.passRetained(file.program)
      return JudgingRules(builtIn: file, texts)
    } catch {
      throw .unavailable(
        "内置规则读不出来（第 \(error.offset) 字节：\(error.message)）；请重新构建程序 / the built-in rules cannot be read (byte \(error.offset): \(error.message)): build the program again"
      )
    }
  }

  var diagnostics: [Diagnostic] {
    switch texts {
    case .book(let book): book.diagnostics
    case .builtIn: []
    }
  }

  /// The texts that bring the rules themselves.
  var ownSources: ArraySlice<SourceText> {
    switch texts {
    case .book(let book): book.sources.prefix(book.ownCount)
    case .builtIn(_, let texts): (texts ?? BuiltInRules.sources)[...]
    }
  }

  /// The texts that only lend their words.
  var context: ArraySlice<SourceText> {
    switch texts {
    case .book(let book): book.sources.dropFirst(book.ownCount)
    case .builtIn: []
    }
  }

  var sources: [SourceText] { Array(ownSources + context) }

  /// How they differ from the released ones.
  var release: Release {
    switch texts {
    case .book: ReleasedRules.comparison(with: sources)
    case .builtIn: Release(name: BuiltInRules.name, signer: BuiltInRules.signer, differs: [])
    }
  }

  /// What names the texts, and those of each ruleset.
  var origin: ProgramOrigin {
    switch texts {
    case .book:
      ProgramOrigin(
        digest: RulesetDigests.text(ofAll: sources), rulesets: digests)
    case .builtIn(let origin, _): origin
    }
  }

  /// The digest of each ruleset's files, by ruleset.
  var digests: [Int: String] {
    switch texts {
    case .book: RulesetDigests(program, of: ownSources).texts
    case .builtIn(let origin, _): origin.rulesets
    }
  }
}
