import Rules

extension CommandForm {
  static let compare = CommandForm(
    Phrase(
      "改了规则会怎样：逐条按含义比较，哪些决定会变",
      "what a change of rules does: rule by rule by meaning, and which decisions change"),
    Operands(
      "OLD NEW", .file,
      Phrase(
        "规则的文件夹或文件，git:版本[:路径]，或 built-in（程序内置的）",
        "a folder or file of rules, git:REVISION[:PATH], or built-in")),
    [
      CommandOption(
        "--dossiers", .file, as: "PATH", isRepeatable: true, "这些卷宗的决定是否会变，可重复",
        "dossiers whose decisions may change, repeatable"),
      CommandOption(
        "--audit", .folder, as: "DIR", "审计日志里的卷宗，决定是否会变",
        "the dossiers of an audit log, whose decisions may change"),
      CommandOption(
        "--as-of", .text, as: "DATE", "审查日（默认卷宗的审查日期，没有则今天）",
        "the date of the review (default: project.reviewDate, else today)"),
      .format(["text", "json", "html"], "结果的格式（默认 text）", "of the result (default: text)"),
      .language,
    ],
    notes: [
      Phrase(
        "等价：证明没有卷宗使一版不符合而另一版不是；更严、更宽、互有宽严：各有一份见证卷宗，由两版实际判过",
        "equivalent: proved that no dossier is violated by one version alone; stricter, looser, mixed: each with a witness that both versions judged"
      ),
      Phrase(
        "范围是差别的全部；写“例如 … 之内”的，别处还有；写“每次只变一项”的，只在见证的其他事实不变时成立",
        "a region is all of the difference; “for example within” says that there is more elsewhere, “one at a time” that it holds as long as the other facts stay those of the witness"
      ),
      Phrase(
        "合计、参数等算不准的写明未判定和原因", "where exactness ends it says undecided, and why"),
    ],
    exitStatus:
      "0 没有见到决定会变，已证明还是未判定见正文 none was seen to change; the text says whether that is proved\n"
      + "1 有决定会变 some do · 3 规则或卷宗有错误 errors\n"
      + "4 不可用 unavailable · 64 用法 usage",
    examples: [
      "review compare git:HEAD:Rules Rules --dossiers Rules/examples",
      "review compare built-in Rules --format json",
    ])
}
