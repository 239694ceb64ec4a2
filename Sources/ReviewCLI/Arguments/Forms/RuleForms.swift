import Rules

// The commands that those who write rules work with.

extension CommandForm {
  private static let paths = Operands(
    "[PATH...]", .file, Phrase("规则文件或文件夹", "rule files or folders"))

  static let new = CommandForm(
    Phrase("另一地区的规则文件夹", "a folder for the rules of another place"),
    Operands("DIR", .folder, Phrase("还没有的文件夹，或空文件夹", "a folder that is not there yet, or empty")),
    [
      CommandOption("--name", .text, as: "NAME", "规则集的名称", "the name of the ruleset").required,
      CommandOption("--region", .text, as: "NAME", "省或市", "the province or city").required,
    ],
    notes: [
      Phrase(
        "规则集、文件、第一条规则、案例和登记，马上可以检查和运行案例",
        "a ruleset, a document, a first rule, its cases and a register, ready to check and test"),
      Phrase("已有的内容从不覆盖", "what is there already is never overwritten"),
    ],
    examples: ["review new Rules/guizhou --name 贵州 --region 贵州省"])

  static let docs = CommandForm(
    Phrase("手册、规则和审计说明的网页", "the manual, the rules and the auditors' page as a site"),
    Operands("DIR", .folder, Phrase("写入的文件夹", "the folder to write into")),
    [
      CommandOption(
        "--manual", .folder, "手册各页（*.md）的文件夹", "the folder with the pages of the manual (*.md)"),
      .rules,
    ],
    notes: [
      Phrase(
        "规则按文件和条款排列：原文短引、规则、所读的事实和由谁提供、案例、谁引用它",
        "rules by document and clause: quotation, rule, the facts it reads and who gives them, cases, who refers to it"
      ),
      Phrase("只有静态文件，不向外取任何东西", "plain files that load nothing from elsewhere"),
    ],
    examples: ["review docs site --manual Tests/Specification"])

  static let check = CommandForm(
    Phrase("检查规则文件", "find what is wrong with rule files"), paths,
    [
      CommandOption(
        "--policies", .folder, "逐条核对引文是否在政策原文的所引条款中",
        "looks each quotation up in the policy texts"),
      CommandOption(
        "--as-of", .text, as: "DATE", "列出从这一天起 90 天内到期的参数值和表行",
        "names the values of parameters and tables that end within 90 days of that day"),
      CommandOption(
        "--deep", .none, "再看成对的规则：重复、矛盾、上下级文件抵触",
        "also looks at pairs of rules: shadowed, contradicting, documents in conflict"),
      .language, CommandOption("--format", .text, as: "text", "结果的格式", "of the result"),
    ],
    notes: [
      Phrase(
        "语法、名称、类型、单位、引文、表", "grammar, names, types, units, citations, tables")
    ],
    exitStatus: "0 没有错误 no error · 3 有错误 errors · 4 不可用 unavailable · 64 用法 usage",
    examples: ["review check Rules", "review check Rules --policies policies"])

  static let format = CommandForm(
    Phrase("就地统一排版，中英互换", "canonical layout, Chinese or English, written in place"),
    Operands("PATH...", .file, Phrase("规则文件或文件夹", "rule files or folders")),
    [
      CommandOption(
        "--check", .none, "只检查，不改动；需要排版时退出 1", "changes nothing; exit 1 when something would change"
      ),
      CommandOption(
        "--language", .words(["zh", "en"]), "把文件改写成中文或英文，内容不变",
        "rewrites the files in that language, with the same meaning"
      ),
      .rules,
    ],
    examples: ["review format --check Rules", "review format --language en my-rules"])

  static let test = CommandForm(
    Phrase("运行规则的案例", "run the cases of the rules"), paths,
    [
      CommandOption(
        "--filter", .text,
        "标题、文件夹或规则编号含 TEXT 的案例；--coverage 和 --mutate 看这些案例说到的规则，以它们的全部案例为准",
        "cases whose title, folder or rule has TEXT; --coverage and --mutate look at the rules that these speak of, by all their cases"
      ),
      CommandOption(
        "--coverage", .none, "每条规则缺哪一类案例，每个条件、界限、例外、期限、表行缺哪些",
        "which kinds of case each rule lacks, and what of conditions, limits, exceptions, periods and rows no case shows"
      ),
      CommandOption(
        "--fail-under", .text, as: "N", "覆盖低于 N % 时退出 1（与 --coverage 同用）",
        "exit 1 when less than N % is covered (with --coverage)"),
      CommandOption(
        "--mutate", .none, "改动每个界限和比较，列出没有案例发现的",
        "nudges each limit and comparison and lists what no case notices"),
      .format(
        ["text", "json", "junit", "html"], "结果的格式（默认 text；html 是规则全文，按覆盖着色）",
        "of the result (default: text; html: the rules, coloured by what is covered)"),
      CommandOption(
        "--export", .file, "案例写成表格（xlsx 或 csv），一行一个案例",
        "writes the cases as a table, xlsx or csv, one a row"),
      CommandOption(
        "--import", .file, "把改过的表格写回案例文件", "writes an edited table back into the files of cases"),
      .language,
      .rules,
    ],
    notes: [
      Phrase(
        "表格里每个字段一列（设 …），写法与案例文件相同；原样写回，文件一个字节不变",
        "in the table each field has a column; what is written back as it was changes no byte")
    ],
    exitStatus: "0 全部通过 all pass · 1 有失败 one fails · 3 规则有错误 rules with errors · 64 用法 usage",
    examples: [
      "review test Rules", "review test Rules --filter NX-3.1-05",
      "review test Rules --export cases.xlsx", "review test Rules --import cases.xlsx",
    ])

  static let explain = CommandForm(
    Phrase("解释规则里的任何一个词", "explain any word of the rules"),
    Operands(
      "WORD", .text,
      Phrase("规则里的任何一个词", "any word of the rules")),
    [
      CommandOption("--dossier", .file, "这条规则对一份卷宗的详细结论", "one finding of a dossier, in depth"),
      CommandOption(
        "--set", .text, as: "NAME=VALUE", isRepeatable: true, "换一个字段或参数的值再审，列出变化",
        "judges a copy with another value of a field or a parameter and shows what moved"),
      CommandOption(
        "--as-case", .none, "把这条规则对这份卷宗的结论写成一个案例",
        "writes what the rule found in the dossier as a case"),
      .parameters, .asOf, .rules, .language,
    ],
    notes: [
      Phrase(
        "诊断、规则（可只写 3.1-05）、字段（路径或标签）、参数、表、集合、单位、选项、后果",
        "a diagnostic, a rule (3.1-05 will do), a field by path or label, a parameter, a unit …"),
      Phrase("没有叫这个的，就找名称里有它的", "what nothing is called is looked for in names and labels"),
    ],
    examples: [
      "review explain NX-3.1-05",
      "review explain 单位能耗",
      "review explain NX-3.1-05 --dossier Rules/examples/zhongwei-data-centre.json --set dataCentre.pue=1.2",
    ])

  static let lsp = CommandForm(
    Phrase("编辑器里的规则助手（语言服务器）", "rules in an editor: the language server"), .none,
    [.language],
    notes: [
      Phrase(
        "由编辑器启动，经标准输入输出对话（LSP 3.17）；VS Code、Neovim 的设置见 Editors",
        "started by an editor, speaks LSP 3.17 over standard input and output; Editors has the set-up of VS Code and Neovim"
      ),
      Phrase(
        "边写边检查（与 review check 相同）、悬停说明、补全、跳转、改名、排版、按提示修改、规则的案例",
        "as you type: what check says, explanations, completion, definitions, renaming, layout, fixes, the cases of a rule"
      ),
      Phrase(
        "检查的是打开的文件所在的整个规则文件夹，没有存盘的以编辑器里的为准",
        "the whole folder of rules is checked, with the texts as they stand in the editor"),
    ],
    exitStatus: "0 编辑器正常结束 after shutdown · 1 连接中断 otherwise",
    examples: ["review lsp"])

  static let coverage = CommandForm(
    Phrase("政策原文逐句去向", "what became of each sentence of the policy texts"), paths,
    [
      CommandOption("--policies", .folder, "政策原文的文件夹", "the folder of the policy texts"),
      CommandOption(
        "--against", .file, as: "NEW", "新版原文：逐句比较，谁引用了改动的句子",
        "a new edition: what it changes, and who cites it"),
      CommandOption(
        "--fail-under", .text, as: "N", "已说明的比例低于 N % 时退出 1",
        "exit 1 when less than N % is accounted for"),
      .format(["text", "json"], "结果的格式（默认 text）", "of the result (default: text)"), .rules,
      .language,
    ],
    notes: [
      Phrase(
        "每句：已编码（规则编号）、人工判断、不编码及理由、或未说明",
        "each sentence: encoded, judgement, left out and why, or unaccounted"),
      Phrase(
        "--against：不变、改写（逐词标出）、删去、增加的句子，增加的附登记草稿",
        "--against: sentences unchanged, reworded word by word, removed, added with a draft entry"),
    ],
    examples: [
      "review coverage --policies ../policies --fail-under 100",
      "review coverage --policies policies-2022 --against policies-2027",
    ])

  static let compile = CommandForm(
    Phrase("编译后的规则", "the rules as a compiled program"), paths, [.rules, .language],
    notes: [
      Phrase(
        "规则编译成的程序，写成文本；程序里内置的规则就是这样存放的",
        "the program that the rules come to, as text; the built-in rules are kept in this form")
    ],
    examples: ["review compile Rules > rules.program"])

  static let release = CommandForm(
    Phrase("签发正式版规则的清单", "the signed manifest of released rules"),
    Operands("DIR", .folder, Phrase("规则文件夹", "the folder of the rules")),
    [
      CommandOption("--key", .file, "政策机关的密钥", "the policy authority's key").required,
      CommandOption("--name", .text, as: "NAME", "正式版的名称", "the name of the release").required,
      .output(), .language,
    ],
    notes: [
      Phrase(
        "名称和每个文件的 SHA-256，由政策机关的密钥签署；有错误的规则不能发布（退出 3）",
        "the name and the SHA-256 of each file, signed by the policy authority; rules with errors are not released (exit 3)"
      ),
      Phrase(
        "密钥：review audit key PATH --name NAME --for release；核验：review audit verify DIR --release FILE",
        "the key: review audit key PATH --name NAME --for release; verified by review audit verify DIR --release FILE"
      ),
      Phrase(
        "清单存为 Rules/release，公钥存为 Rules/release-key，构建时即核对并编入程序；规则与清单不符则构建不成",
        "as Rules/release, with the verifier key in Rules/release-key, it is checked and built in; rules that are not those of the manifest are not built"
      ),
    ],
    examples: ["review release Rules --key policy.key --name 正式版2026-11 --output release"])
}
