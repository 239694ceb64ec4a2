import Rules

/// The words behind `review audit VERB`: the log, perhaps an entry, and the options.
struct AuditArguments {
  let verb: AuditVerb
  let directory: String
  /// The number of an entry, from 0; nil where none was given.
  let sequence: Int?
  /// The word behind the directory, for verbs that take one.
  let word: String?
  let language: Language
  private let arguments: Arguments

  init(_ words: [String], for verb: AuditVerb) throws(CommandFailure) {
    self.verb = verb
    arguments = try Arguments(words, verb.form)
    language =
      try arguments.choice("--language").flatMap(Language.init) ?? .chinese
    let operands = arguments.operands
    guard let directory = operands.first else {
      throw Self.usage(verb, "请给出日志目录", "name the directory of the log")
    }
    self.directory = directory
    guard operands.count <= (verb.sequence == .absent ? 1 : 2) else {
      throw Self.usage(verb, "多余的 `\(operands[operands.count - 1])`", "too many operands")
    }
    if verb.sequence == .word {
      guard operands.count == 2 else {
        throw Self.usage(verb, "请给出项目代码", "give the project's code")
      }
      (sequence, word) = (nil, operands[1])
      return
    }
    word = nil
    guard operands.count == 2 else {
      sequence = nil
      if verb.sequence == .required {
        throw Self.usage(verb, "请给出条目序号", "give the number of an entry")
      }
      return
    }
    guard let number = Int(operands[1]), number >= 0, String(number) == operands[1] else {
      throw Self.usage(
        verb, "`\(operands[1])` 不是条目序号", "`\(operands[1])` is no number of an entry")
    }
    sequence = number
  }

  subscript(_ option: String) -> String? { arguments[option] }
  func all(_ option: String) -> [String] { arguments.all(option) }
  func has(_ flag: String) -> Bool { arguments.has(flag) }

  func choice(_ option: String) throws(CommandFailure) -> String? {
    try arguments.choice(option)
  }

  /// The value of an option that the verb cannot do without.
  func required(_ option: String) throws(CommandFailure) -> String {
    guard let value = arguments[option], !value.isEmpty else {
      throw Self.usage(verb, "请给出 `\(option)`", "`\(option)` is missing")
    }
    return value
  }

  /// The number of the entry, for verbs that cannot do without.
  func requiredSequence() throws(CommandFailure) -> Int {
    guard let sequence else {
      throw Self.usage(verb, "请给出条目序号", "give the number of an entry")
    }
    return sequence
  }

  func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english)[language]
  }

  private static func usage(
    _ verb: AuditVerb, _ chinese: String, _ english: String
  ) -> CommandFailure {
    .usage(
      "\(chinese) / \(english)", "  " + Help.usage(of: verb.form, named: "audit \(verb.rawValue)"))
  }
}
