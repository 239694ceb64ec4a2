import Rules

/// What `--help` prints, drawn from the forms of the commands.
enum Help {
  static let overview: String = {
    var text = """
      review — 按政策规则审查“两高”项目 / reviews energy-intensive, high-emission projects


      """
    for command in Command.allCases {
      let form = command.form
      text += row("review \(command.rawValue) \(form.operands.shown)", form.summary, at: 32)
    }
    return text + """

      头几步 / first steps:
      \(steps)
      review COMMAND --help 给出选项 / gives the options of a command

      """
  }()

  /// From nothing to a paper, with what each step gives; the program alone is enough for them.
  static let firstSteps: [(line: String, meaning: Phrase)] = [
    (
      "review template --city 中卫市 --industry 电石 --output form.xlsx",
      Phrase("填报表，填好保存", "a form; fill it in and save it")
    ),
    (
      "review evaluate form.xlsx",
      Phrase("决定、理由、还缺什么", "the decision, why, and what is missing")
    ),
    (
      "review evaluate form.xlsx --format docx --output opinion.docx",
      Phrase("意见书或补正通知书", "the paper to sign")
    ),
    ("review explain 3.1-05", Phrase("这条规则说什么", "what this rule says")),
  ]

  private static let steps = firstSteps.map { step in
    "  \(step.line)\n" + lines(step.meaning, indent: 6)
  }.joined()

  /// The help of a command, or of a verb behind it; the overview where there is none.
  static func text(for words: [String]) -> String {
    guard let command = words.first.flatMap(Command.init) else { return overview }
    guard command == .audit else { return text(of: command.form, named: command.rawValue) }
    if let verb = words.dropFirst().lazy.compactMap(AuditVerb.init).first {
      return text(of: verb.form, named: "audit \(verb.rawValue)")
    }
    return verbs
  }

  /// The words behind a command, on one line.
  static func usage(of form: CommandForm, named name: String) -> String {
    let words = ["review", name, form.operands.shown] + form.options.map { $0.usage }
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The verbs of the audit trail.
  private static let verbs: String = {
    let form = CommandForm.audit
    var text = "review audit \(form.operands.shown) [options]\n  \(inline(form.summary))\n\n"
    for verb in AuditVerb.allCases {
      text += row("\(verb.rawValue) \(verb.form.operands.shown)", verb.form.summary)
    }
    return text + "\nreview audit VERB --help 给出选项 / gives the options of a verb\n" + examples(form)
  }()

  private static func text(of form: CommandForm, named name: String) -> String {
    let required = form.options.filter { $0.isRequired }.map { " \($0.shown)" }.joined()
    let others = form.options.contains { !$0.isRequired } ? " [options]" : ""
    let operands = form.operands.shown.isEmpty ? "" : " " + form.operands.shown
    var text = indented("review \(name)\(operands)\(required)\(others)", by: 0)
    for phrase in [form.summary] + form.notes { text += lines(phrase, indent: 2) }
    if form.operands.meaning != nil || !form.options.isEmpty { text += "\n" }
    if let meaning = form.operands.meaning { text += row(form.operands.shown, meaning) }
    for option in form.options {
      text += row(option.shown + (option.isRepeatable ? " ..." : ""), option.meaning)
    }
    if let status = form.exitStatus {
      text += "\n退出状态 / exit status:\n" + indented(status, by: 2)
    }
    return text + examples(form)
  }

  private static func examples(_ form: CommandForm) -> String {
    guard !form.examples.isEmpty else { return "" }
    let head = form.examples.count == 1 ? "例 / example:" : "例 / examples:"
    return "\n\(head)\n" + indented(form.examples.joined(separator: "\n"), by: 2)
  }
}

// MARK: - Layout

extension Help {
  /// Where meanings begin, in cells of a terminal.
  private static let column = 24
  /// A line that would be longer is broken between the languages.
  private static let width = 110

  /// A word, and what it means beside it; below it when it is long.
  private static func row(_ word: String, _ meaning: Phrase, at column: Int = column) -> String {
    let gap = column - 2 - TextWidth.cells(of: word)
    let text = lines(meaning, indent: column)
    return gap > 1
      ? "  \(word)" + spaces(gap) + text.dropFirst(column) : "  \(word)\n" + text
  }

  /// Both languages on one line, or on two.
  private static func lines(_ phrase: Phrase, indent: Int) -> String {
    let both = inline(phrase)
    guard indent + TextWidth.cells(of: both) > width else { return indented(both, by: indent) }
    return indented(phrase.chinese, by: indent) + indented(phrase.english, by: indent)
  }

  private static func inline(_ phrase: Phrase) -> String { "\(phrase.chinese) / \(phrase.english)" }

  private static func indented(_ text: String, by indent: Int) -> String {
    text.split(separator: "\n").flatMap { wrapped($0, to: width - indent) }
      .map { spaces(indent) + $0 + "\n" }.joined()
  }

  /// A line broken behind blanks and Chinese marks where it is too long.
  private static func wrapped(_ line: Substring, to width: Int) -> [String] {
    var lines = [""]
    var piece = ""
    for (index, character) in zip(line.indices, line) {
      piece.append(character)
      guard breaks.contains(character) || line.index(after: index) == line.endIndex else {
        continue
      }
      let last = lines[lines.count - 1]
      if !last.isEmpty, TextWidth.cells(of: last) + TextWidth.cells(of: piece) > width {
        lines[lines.count - 1] = last.last == " " ? String(last.dropLast()) : last
        lines.append(piece)
      } else {
        lines[lines.count - 1] = last + piece
      }
      piece = ""
    }
    return lines
  }

  private static let breaks: Set<Character> = [" ", "，", "；", "。", "、", "："]

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
