import Rules

// The commands that a reviewer works with.

extension CommandForm {
  static let evaluate = CommandForm(
    Phrase("审查卷宗，给出决定与理由", "judge dossiers, with reasons"),
    Operands(
      "DOSSIER...", .file,
      Phrase(
        "JSON、CSV、XLSX、NDJSON 文件，文件夹（不含子文件夹），或 -",
        "a JSON, CSV, XLSX or NDJSON file, a folder (not those in it), or - for standard input")),
    [
      .rules, .asOf, .parameters,
      .format(
        ["text", "json", "jsonl", "html", "csv", "docx"],
        "结果的格式（默认 text）；jsonl 每卷宗一行，csv 每卷宗一行的表",
        "of the result (default: text); jsonl is a line a dossier, csv a row"),
      CommandOption(
        "--explain", .words(["none", "failed", "all"]),
        "jsonl 每行写多少：none 决定、规则编号和规则以外的原因，failed 加不符合的理由，all 全部",
        "how much a line of jsonl tells: none the decision, rule ids and what else decides, failed the failed findings besides, all everything"
      ),
      CommandOption(
        "--report", .words(["opinion", "full"]),
        "opinion 意见书或补正通知书，full 全部（默认 text 为 full，docx 为 opinion，html 屏幕 full、打印 opinion）",
        "opinion: the paper an office signs, full: everything (default: text full, docx opinion, html both)"
      ),
      .office, .language,
      .output(
        "写入文件；html、docx 多份时为文件夹。不覆盖输入、规则和日志",
        "a file, a folder for several html or docx reports; never an input, rules or the log"),
      CommandOption(
        "--summary", .file, "全部卷宗的汇总写入 .json 或 .html：决定、地区、行业、不符合、缺少、年合计、重复来源",
        "the summary of all dossiers, as .json or .html: decisions, places, trades, causes, gaps, totals, sources"
      ),
      CommandOption(
        "--first-line", .text, as: "N", "输入是一个大文件的一部分：它的第一行是第几行（默认 1）",
        "the number of its first line, where the input is a part of a longer file (default: 1)"),
      CommandOption(
        "--beside", .file, isRepeatable: true, "前面各部分的汇总（.json）：它们用过的来源算在前",
        "summaries (.json) of the parts before this one, whose sources are taken first"),
      CommandOption(
        "--jobs", .text, as: "N", "同时判几份，结果一样（默认每个处理器一份）",
        "how many are judged at once, with the same results (default: one a processor)"),
      CommandOption(
        "--audit", .folder, "先写入这个审计日志再显示，同时要 --reviewer",
        "commits to this audit log before showing anything; needs --reviewer"),
      CommandOption("--reviewer", .text, as: "NAME", "审查人员", "who reviews"),
      CommandOption(
        "--audit-key", .file, "日志的密钥，或写入进程的套接字（默认 $REVIEW_AUDIT_KEY）",
        "the key of the log, or the writer's socket (default: $REVIEW_AUDIT_KEY)"),
      CommandOption(
        "--reviewer-key", .file, "审查人员本人的密钥，为决定签名",
        "the reviewer's own key, which signs the decision"),
      CommandOption(
        "--acceptance", .text, as: "NUMBER", "受理编号，记入日志", "the acceptance number, noted in the log"),
      CommandOption("--trial", .none, "在日志里标为试算", "marks the entries as trial runs"),
      CommandOption("--timing", .none, "各步用时写到标准错误", "time of each step, on standard error"),
    ],
    exitStatus: "0 通过或有条件通过 approve, conditional · 1 不予通过 refuse\n"
      + "2 补正、缓批限批 supplement, suspend · 3 输入被拒 rejected · 4 不可用 unavailable · 64 用法 usage\n"
      + "几份卷宗取最大的：4 > 3 > 2 > 1 > 0，有一份补正就不是 1\n"
      + "several dossiers: the highest, 4 > 3 > 2 > 1 > 0, so that one supplement outranks refusals",
    examples: [
      "review evaluate Rules/examples/zhongwei-data-centre.json",
      "review evaluate stock.csv --format jsonl --as-of 2024-06-30 > results.jsonl",
      "review evaluate Rules/examples --format html --output reports",
      "review evaluate dossier.json --format docx --office office.json --output opinion.docx",
    ])

  static let ledger = CommandForm(
    Phrase(
      "来源台账：谁用了多少，重复使用", "the account of each source: who uses how much, what is offered twice"),
    Operands(
      "[DOSSIER...]", .file,
      Phrase("同 evaluate；有 --audit 时可以不写", "as for evaluate; none is needed with --audit")),
    [
      .rules,
      CommandOption("--audit", .folder, "连同审计日志里的决定", "with the decisions of an audit log"),
      .format(["text", "json"], "结果的格式（默认 text）", "of the result (default: text)"), .language,
      CommandOption("--clashes", .none, "只列有问题的来源", "only what is wrong"),
      CommandOption("--rebuild", .none, "从日志重建台账索引", "makes the index of the log anew"),
    ],
    notes: [
      Phrase(
        "同一来源：编号相同；没有编号的，名称和日期都相同。名称相近的列为待查（question）",
        "one source: the same number, or without numbers the same names and date; names nearly alike are asked"
      ),
      Phrase(
        "总量没有写明的来源视为全部使用，不能再用", "a source whose whole is not given is used whole"),
    ],
    exitStatus: "0 没有问题 nothing is wrong · 1 重复、超量、待查或说法不一 used twice, or in question\n"
      + "3 输入被拒 rejected · 4 不可用 unavailable · 64 用法 usage",
    examples: ["review ledger a.json b.json", "review ledger stock.csv --audit log --format json"])

  static let summary = CommandForm(
    Phrase("几次批量审查的汇总相加", "adds up the summaries of the parts of a stock"),
    Operands(
      "PART.json...", .file,
      Phrase("review evaluate 写的汇总", "summaries that review evaluate wrote")),
    [
      .rules,
      .format(
        ["text", "json", "html"], "结果的格式（默认看 --output 的结尾，没有则 text）",
        "of the result (default: by the end of --output, else text)"),
      .output(), .language,
    ],
    notes: [
      Phrase(
        "不同部分里重复使用的来源在这里才看得出来",
        "only here are sources found that dossiers of different parts use twice")
    ],
    exitStatus: "0 各部分合得拢 the parts fit together\n"
      + "1 同一部分或项目算了两次，或决定要用 evaluate --beside 重审 counted twice, or to be judged again\n"
      + "3 不是汇总 no summary · 4 不可用 unavailable · 64 用法 usage",
    examples: ["review summary part-1.json part-2.json --output province.html"])

  static let interview = CommandForm(
    Phrase("逐个提问，直到决定不再改变", "asks, until nothing can change the decision any more"),
    Operands(
      "[DOSSIER]", .file,
      Phrase("从这份卷宗接着问（默认从头）", "goes on with this dossier (default: from the start)")),
    [
      .output(
        "每答一次就存入这个卷宗（默认最后写到标准输出）",
        "the dossier, saved after each answer (default: standard output, at the end)"),
      .asOf, .parameters, .language, .rules,
    ],
    notes: [
      Phrase(
        "照平常的写法回答：`是`、`108 kgce/t`、`2024年3月`、`无法提供：原因`；空行暂不答，`<` 退回上一问，`?` 看是谁、为什么问，`.` 结束",
        "answer as you write: `yes`, `108 kgce/t`, `2024-03`; an empty line leaves it open, `<` goes back, `?` tells who asks and why, `.` ends"
      )
    ],
    exitStatus: "决定的，同 evaluate / that of the decision, as evaluate",
    examples: [
      "review interview --output 项目.json", "review interview 项目.json --output 项目2.json",
    ])

  static let template = CommandForm(
    Phrase("某地某行业的填报表", "a form for one place and trade"), .none,
    [
      CommandOption("--province", .text, as: "NAME", "省（区、市）", "the province"),
      CommandOption("--city", .text, as: "NAME", "市（盟）", "the city"),
      CommandOption("--county", .text, as: "NAME", "县（区、旗）", "the county"),
      CommandOption("--industry", .text, as: "NAME", "行业", "the trade"),
      CommandOption("--facility", .text, as: "NAME", "设施类型", "the kind of facility"),
      CommandOption(
        "--parameters", .none, "改为主管部门给定的参数的模板，供 evaluate --parameters",
        "the parameters that the authority gives instead, for evaluate --parameters"),
      .format(
        ["xlsx", "csv", "json"], "xlsx 一个项目一个工作簿，csv 一行一个项目（默认按 --output 的扩展名，否则 json）",
        "xlsx: a workbook a project, csv: a row a project (default: as --output ends, else json)"),
      CommandOption(
        "--as-of", .text, as: "DATE", "按哪一天有效的条款（默认今天）",
        "the day whose clauses hold (default: today)"),
      .output(), .language, .rules,
    ],
    notes: [
      Phrase(
        "只含该地该行业要问的事实：标签、单位、下拉选项、范围、由谁填写、说明、出处；填好后直接 review evaluate",
        "the facts that projects of the place and trade are asked for: labels, units, drop-downs, ranges, who answers, guidance, evidence; review evaluate reads it when it is filled in"
      )
    ],
    examples: [
      "review template --city 吕梁市 --industry 焦化 --output 填报表.xlsx",
      "review template --city 中卫市 --industry 数据中心 --format json > dossier.json",
    ])

  static let schema = CommandForm(
    Phrase("卷宗的 JSON Schema", "the dossier's JSON Schema"), .none, [.language, .rules],
    notes: [
      Phrase("由词汇生成，每个字段都有说明", "from the vocabulary, with a description of every field")
    ],
    examples: ["review schema > dossier.schema.json"])
}
