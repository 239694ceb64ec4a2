import Rules

/// A command as a value: what stands behind it, what each word means, and how it is called.
///
/// Parsing, help, shell completions and the manual page are drawn from it.
struct CommandForm {
  /// One line of the overview.
  let summary: Phrase
  let operands: Operands
  let options: [CommandOption]
  /// What the options do not say by themselves.
  let notes: [Phrase]
  /// What scripts go by; nil: 0, or the status of what went wrong.
  let exitStatus: String?
  /// Command lines that work as they stand, once the files are there.
  let examples: [String]

  init(
    _ summary: Phrase, _ operands: Operands, _ options: [CommandOption], notes: [Phrase] = [],
    exitStatus: String? = nil, examples: [String]
  ) {
    self.summary = summary
    self.operands = operands
    self.options = options
    self.notes = notes
    self.exitStatus = exitStatus
    self.examples = examples
  }

  func option(named name: String) -> CommandOption? { options.first { $0.name == name } }
}

/// The words of a command without dashes.
struct Operands {
  /// As help shows them: `[PATH...]`; empty: there are none.
  let shown: String
  let value: OptionValue
  let meaning: Phrase?

  init(_ shown: String, _ value: OptionValue, _ meaning: Phrase? = nil) {
    (self.shown, self.value, self.meaning) = (shown, value, meaning)
  }

  static let none = Operands("", .none)
}

/// A word that begins with two dashes.
struct CommandOption {
  /// `--rules`
  let name: String
  let value: OptionValue
  /// What stands for the value in help, as `DATE`; nil: the name of its kind.
  let placeholder: String?
  /// Whether it may stand several times. Of any other the last would win in silence.
  let isRepeatable: Bool
  /// Whether the command does nothing without it.
  let isRequired: Bool
  let meaning: Phrase

  init(
    _ name: String, _ value: OptionValue, as placeholder: String? = nil,
    isRepeatable: Bool = false, isRequired: Bool = false, _ chinese: String, _ english: String
  ) {
    (self.name, self.value, self.placeholder) = (name, value, placeholder)
    (self.isRepeatable, self.isRequired) = (isRepeatable, isRequired)
    meaning = Phrase(chinese, english)
  }

  /// The option that the command cannot do without.
  var required: Self {
    Self(
      name, value, as: placeholder, isRepeatable: isRepeatable, isRequired: true, meaning.chinese,
      meaning.english)
  }

  /// `--rules PATH`
  var shown: String {
    guard let word = placeholder ?? value.placeholder else { return name }
    return "\(name) \(word)"
  }

  /// `[--rules PATH]...`
  var usage: String { (isRequired ? shown : "[\(shown)]") + (isRepeatable ? "..." : "") }
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

  /// What stands for it in help.
  fileprivate var placeholder: String? {
    switch self {
    case .none: nil
    case .file: "FILE"
    case .folder: "DIR"
    case .text: "TEXT"
    case .words(let words): words.joined(separator: "|")
    }
  }
}
