/// What may stand behind a command: the one table that its parsing, its shell completions and the
/// check of its help go by.
struct CommandForm {
  let options: [CommandOption]
  /// What the words without dashes are.
  let operands: OptionValue

  init(_ operands: OptionValue, _ options: [CommandOption]) {
    (self.operands, self.options) = (operands, options)
  }

  func option(named name: String) -> CommandOption? { options.first { $0.name == name } }
}

/// A word that begins with two dashes.
struct CommandOption {
  /// `--rules`
  let name: String
  let value: OptionValue
  /// Whether it may stand several times. Of any other the last would win in silence.
  let isRepeatable: Bool

  init(_ name: String, _ value: OptionValue, isRepeatable: Bool = false) {
    (self.name, self.value, self.isRepeatable) = (name, value, isRepeatable)
  }

  /// `[--rules FILE]...`
  var usage: String {
    let word =
      switch value {
      case .none: ""
      case .file: " FILE"
      case .folder: " DIR"
      case .text: " TEXT"
      case .words(let words): " " + words.joined(separator: "|")
      }
    return "[\(name)\(word)]" + (isRepeatable ? "..." : "")
  }
}

/// What a word is, so that a shell can offer some.
enum OptionValue: Equatable {
  /// The option stands alone.
  case none
  case file, folder
  /// One of these.
  case words([String])
  /// What only its writer knows.
  case text

  static let languages = OptionValue.words(["zh", "en"])
}

extension Command {
  var form: CommandForm {
    switch self {
    case .evaluate:
      CommandForm(
        .file,
        [
          CommandOption("--rules", .file, isRepeatable: true), CommandOption("--as-of", .text),
          CommandOption("--parameters", .file),
          CommandOption("--format", .words(["text", "json", "jsonl", "html", "csv", "docx"])),
          CommandOption("--explain", .words(["none", "failed", "all"])),
          CommandOption("--report", .words(["opinion", "full"])), CommandOption("--office", .file),
          CommandOption("--language", .languages), CommandOption("--output", .file),
          CommandOption("--summary", .file), CommandOption("--jobs", .text),
          CommandOption("--audit", .folder),
          CommandOption("--audit-key", .file),
          CommandOption("--reviewer", .text), CommandOption("--reviewer-key", .file),
          CommandOption("--trial", .none), CommandOption("--timing", .none),
        ])
    case .check:
      CommandForm(
        .file,
        [
          CommandOption("--policies", .folder), CommandOption("--language", .languages),
          CommandOption("--format", .text),
        ])
    case .format:
      CommandForm(
        .file,
        [
          CommandOption("--check", .none), CommandOption("--language", .languages),
          CommandOption("--rules", .file, isRepeatable: true),
        ])
    case .test:
      CommandForm(
        .file,
        [
          CommandOption("--filter", .text), CommandOption("--coverage", .none),
          CommandOption("--mutate", .none),
          CommandOption("--format", .words(["text", "json", "junit"])),
          CommandOption("--language", .languages),
          CommandOption("--rules", .file, isRepeatable: true),
        ])
    case .explain:
      CommandForm(
        .text,
        [
          CommandOption("--dossier", .file), CommandOption("--set", .text, isRepeatable: true),
          CommandOption("--parameters", .file), CommandOption("--as-of", .text),
          CommandOption("--rules", .file, isRepeatable: true),
          CommandOption("--language", .languages),
        ])
    case .coverage:
      CommandForm(
        .file,
        [
          CommandOption("--policies", .folder), CommandOption("--fail-under", .text),
          CommandOption("--format", .words(["text", "json"])),
          CommandOption("--rules", .file, isRepeatable: true),
          CommandOption("--language", .languages),
        ])
    case .schema:
      CommandForm(
        .file,
        [
          CommandOption("--rules", .file, isRepeatable: true),
          CommandOption("--language", .languages),
        ])
    case .compile:
      CommandForm(
        .file,
        [
          CommandOption("--rules", .file, isRepeatable: true),
          CommandOption("--language", .languages),
        ])
    case .template:
      CommandForm(
        .none,
        [
          CommandOption("--province", .text), CommandOption("--city", .text),
          CommandOption("--county", .text), CommandOption("--industry", .text),
          CommandOption("--facility", .text),
          CommandOption("--parameters", .none),
          CommandOption("--format", .words(["xlsx", "csv", "json"])),
          CommandOption("--as-of", .text), CommandOption("--output", .file),
          CommandOption("--language", .languages),
          CommandOption("--rules", .file, isRepeatable: true),
        ])
    case .release:
      CommandForm(
        .folder,
        [
          CommandOption("--key", .file), CommandOption("--name", .text),
          CommandOption("--output", .file), CommandOption("--language", .languages),
        ])
    case .ledger:
      CommandForm(
        .file,
        [
          CommandOption("--rules", .file, isRepeatable: true), CommandOption("--audit", .folder),
          CommandOption("--format", .words(["text", "json"])),
          CommandOption("--language", .languages), CommandOption("--clashes", .none),
          CommandOption("--rebuild", .none),
        ])
    case .summary:
      CommandForm(
        .file,
        [
          CommandOption("--rules", .file, isRepeatable: true),
          CommandOption("--format", .words(["text", "json", "html"])),
          CommandOption("--output", .file), CommandOption("--language", .languages),
        ])
    // Its verbs have forms of their own.
    case .audit: CommandForm(.words([]), [])
    case .completions: CommandForm(.words(Shell.allCases.map { $0.rawValue }), [])
    case .man: CommandForm(.none, [])
    }
  }
}
