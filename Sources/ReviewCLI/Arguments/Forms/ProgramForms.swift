import Rules

// The commands about the program itself.

extension CommandForm {
  static let completions = CommandForm(
    Phrase("Shell 补全", "completions for bash, zsh, fish"),
    Operands("SHELL", .words(Shell.allCases.map { $0.rawValue })), [],
    notes: [
      Phrase("按 Tab 补全命令、选项和取值", "commands, options and values by the Tab key"),
      Phrase(
        "zsh：文件夹须在 fpath 里，或用 source 读入", "zsh: into a folder of fpath, or read by source"),
    ],
    examples: [
      "review completions bash > ~/.local/share/bash-completion/completions/review",
      "review completions zsh > ~/.zfunc/_review",
      "review completions fish > ~/.config/fish/completions/review.fish",
    ])

  static let man = CommandForm(
    Phrase("手册页（groff）", "the manual page"), .none, [], examples: ["review man | man -l -"])

  /// Its verbs have forms of their own.
  static let audit = CommandForm(
    Phrase("审计日志", "the audit trail"),
    Operands("VERB DIR", .words(AuditVerb.allCases.map { $0.rawValue })), [],
    examples: [
      "review audit init log --origin two-high.local/lz01 --key ../lz01.key",
      "review evaluate d.json --audit log --reviewer 张三 --audit-key ../lz01.key",
      "review audit verify log",
    ])
}
