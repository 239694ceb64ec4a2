import Glibc
import LanguageServer
import Rules

extension ReviewTool {
  /// `review lsp`: serves an editor over standard input and output until it leaves.
  mutating func serveEditor(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.lsp.form)
    let language =
      try arguments.choice("--language").flatMap(Language.init) ?? environment.language
    guard isatty(STDIN_FILENO) == 0 else {
      throw .usage(
        "review lsp 由编辑器启动，设置见 Editors / review lsp is started by an editor, see Editors")
    }
    let files = ruleFiles(language)
    let server = LanguageServer(
      .standard(),
      folders: RuleFolders(
        root: { files.root(ofEdited: $0) }, texts: { files.textsToEdit(in: $0) },
        bytes: { try? files.files.bytes(of: $0) }, defaults: { files.textsAroundEdited }),
      today: environment.currentDate, language: language)
    return server.run() == 0 ? .success : .refused
  }
}
