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

  static let desk = CommandForm(
    Phrase("这台电脑上的审查台", "the desk on this computer"), .none,
    [
      CommandOption("--port", .text, as: "N", "端口（默认任选）", "the port (default: any)"),
      CommandOption("--audit", .folder, "审计日志，打开“留痕”", "the audit log, for the trail"),
      .rules,
      CommandOption(
        "--user-header", .text, as: "NAME", "反向代理写入登录人的请求头，作为审查人",
        "the header in which the reverse proxy names who has logged in, who becomes the reviewer"),
      CommandOption(
        "--page", .file, "网页（默认 review-desk 旁的 desk.html）",
        "the page (default: desk.html beside review-desk)"),
      CommandOption(
        "--engine", .none, "由 review-desk 启动：从标准输入读网页的调用，审查台账的一部分",
        "started by review-desk: takes the page's calls from standard input, to judge a part of a stock"
      ),
    ],
    notes: [
      Phrase(
        "打印网址，只有这台电脑能打开，启动一次换一次口令",
        "prints an address that only this computer can open, with a token of its own at each start"),
      Phrase(
        "台账由这台电脑的所有处理器审查，用网页上的规则，与网页自己审查的结果相同",
        "a stock is judged by all processors of this computer, by the rules that the page has, with the results of the page itself"
      ),
      Phrase(
        "留痕由 review 自己写入，密钥为 $REVIEW_AUDIT_KEY",
        "review itself writes the trail; its key is $REVIEW_AUDIT_KEY"),
      Phrase(
        "几个人用：放在单位的反向代理和登录之后，同时只让代理能访问这台电脑上的端口",
        "for several people: behind the office's reverse proxy with its own login, on a computer where nobody but the proxy reaches the port"
      ),
    ],
    examples: [
      "review desk", "review desk --audit log --rules Rules",
      "review desk --port 8080 --audit log --user-header X-Remote-User",
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
