/// The manual page of the program: its helps behind one another, in the language of `man`.
enum ManualPage {
  static func text(version: String) -> String {
    var text = ".TH REVIEW 1 \"\" \"review \(version)\"\n"
    text +=
      ".SH NAME\nreview \\- 按政策规则审查“两高”项目 / reviews energy\\-intensive, high\\-emission projects\n"
    text += ".SH SYNOPSIS\n" + verbatim(Help.overview)
    for command in Command.allCases { text += section([command.rawValue]) }
    for verb in AuditVerb.allCases { text += section([Command.audit.rawValue, verb.rawValue]) }
    return text
  }

  private static func section(_ words: [String]) -> String {
    ".SH \"review \(words.joined(separator: " "))\"\n" + verbatim(Help.text(for: words))
  }

  /// Lines as they stand: nothing in them is read as a request.
  private static func verbatim(_ help: String) -> String {
    var text = ".nf\n"
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "\\&" + line.replacing("\\", with: "\\e") + "\n"
    }
    return text + ".fi\n"
  }
}
