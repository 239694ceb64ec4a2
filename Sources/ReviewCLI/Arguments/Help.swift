/// What `--help` prints: short, complete, with an example.
enum Help {
  static let usage = "usage: review COMMAND …    (review --help)\n"

  /// The help of a command, or the overview.
  static func text(for command: String?) -> String {
    guard let command = command.flatMap(Command.init) else { return overview }
    return text(of: command) + allOptions(of: command)
  }

  /// Every option there is, from the form; the text above tells of those that need words.
  private static func allOptions(of command: Command) -> String {
    let options = command.form.options.map { $0.usage }
    guard !options.isEmpty else { return "" }
    return "全部选项 / all options:\n  \(options.joined(separator: "\n  "))\n\n"
  }

  private static func text(of command: Command) -> String {
    switch command {
    case .evaluate: evaluate
    case .check: check
    case .format: format
    case .test: test
    case .explain: explain
    case .coverage: coverage
    case .schema: schema
    case .compile: compile
    case .template: template
    case .audit: audit
    case .release: release
    case .ledger: ledger
    case .summary: summary
    case .completions: completions
    case .man: man
    }
  }

  static let overview = """
    review — 按政策规则审查“两高”项目 / reviews energy-intensive, high-emission projects

      review evaluate DOSSIER...        审查卷宗，给出决定与理由 / judge dossiers, with reasons
      review check [PATH...]            检查规则文件 / find what is wrong with rule files
      review format PATH...             统一排版，中英互换 / canonical layout, Chinese or English
      review test [PATH...]             运行规则的案例 / run the cases of the rules
      review ledger DOSSIER...          来源台账：谁用了多少，重复使用 / who uses which source
      review summary PART.json...       几次批量审查的汇总相加 / adds up summaries of parts of a stock
      review explain CODE|RULE          解释诊断或规则 / explain a diagnostic or a rule
      review coverage                   政策原文逐句去向 / what became of each sentence of the texts
      review audit …                    审计日志 / the audit trail
      review release DIR                签发正式版规则的清单 / the signed manifest of released rules
      review completions SHELL          Shell 补全 / completions for bash, zsh, fish
      review man                        手册页 / the manual page
      review schema                     卷宗的 JSON Schema / the dossier's JSON Schema
      review compile                    编译后的规则 / the rules as a compiled program
      review template                   某地某行业的填报表 / a form for one place and trade

    例 / example:
      review evaluate Rules/examples/zhongwei-data-centre.json

    review COMMAND --help 给出选项 / gives the options of a command

    """

  private static let evaluate = """
    review evaluate DOSSIER... [options]

      DOSSIER             JSON、CSV、NDJSON 文件，文件夹（不含子文件夹），或 -
                          a file, a folder (not those in it), or - for standard input
      --rules PATH        规则文件或文件夹，可重复 / rule files or folders, repeatable
                          (默认/default: $REVIEW_RULES, ./Rules, built in)
      --as-of DATE        审查日 / the date of the review (default: project.reviewDate, else today)
      --parameters FILE   其他文件和主管部门给出的值 / values given by the authority, as JSON
      --format FORMAT     text | json | jsonl 每卷宗一行 / a line a dossier | html | csv 每卷宗一行的表 / a row a dossier | docx
      --explain LEVEL     jsonl 每行写多少 / how much a line of jsonl tells: none 决定和规则编号 / the decision and
                          rule ids · failed 加不符合的理由 / the failed findings besides · all 全部 / everything
      --report FORM       opinion 意见书或补正通知书，两页加附件 / the paper an office signs · full 全部 / everything
                          (默认/default: text full, docx opinion, html 屏幕 full、打印 opinion)
      --office FILE       单位名称、发文代字、地址、补正期限（JSON）/ name, number, address, deadline of the
                          office, as JSON (默认/default: 规则文件夹的 office.json / office.json beside the rules)
      --language zh|en
      --output PATH       写入文件；html、docx 多份时或已有文件夹时为文件夹 / a file; a folder for several
                          html or docx reports, or when it is one. 不覆盖输入、规则和日志 / never an input, rules, the log
      --summary FILE      全部卷宗的汇总写入 .json 或 .html：决定、地区和行业、不符合、缺少、年合计、重复来源
                          the summary of all dossiers: decisions, places, trades, causes, gaps, totals, sources
      --jobs N            同时判几份，默认每个处理器一份；结果一样 / how many are judged at once
                          (默认/default: one a processor); the results are the same
      --audit DIR --reviewer NAME [--audit-key PATH]
                          先写入审计日志再显示 / commit to the audit log before showing anything
      --reviewer-key PATH 审查人员本人的密钥，为决定签名 / the reviewer's own key, which signs the decision
      --trial             在日志里标为试算 / marks the entries as trial runs
      --timing            各步用时写到标准错误 / time of each step, on standard error

    退出状态 / exit status: 0 通过或有条件通过 approve, conditional · 1 不予通过 refuse
      2 补正、缓批限批 supplement, suspend · 3 输入被拒 rejected · 4 不可用 unavailable · 64 用法 usage

    例 / examples:
      review evaluate Rules/examples/zhongwei-data-centre.json
      review evaluate stock.csv --format jsonl --as-of 2024-06-30 > results.jsonl
      review evaluate Rules/examples --format html --output reports
      review evaluate dossier.json --format docx --office office.json --output opinion.docx

    """

  private static let ledger = """
    review ledger [DOSSIER...] [--audit DIR] [options]

      每个来源（退出产能、煤炭替代、区域削减）的账：总量、谁用了多少、涉及哪个决定、还余多少，哪里重复或超量使用
      the account of each source of capacity, coal and pollutants: who uses how much, what is left
      DOSSIER             同 evaluate；有 --audit 时可以不写 / as for evaluate; none is needed with --audit
      --audit DIR         连同审计日志里的决定 / with the decisions of an audit log
      --rebuild           从日志重建台账索引 / make the index of the log anew
      --rules PATH        规则文件或文件夹，可重复 / rule files or folders, repeatable
      --format FORMAT     text | json
      --language zh|en
      --clashes           只列有问题的来源 / only what is wrong

    同一来源：编号相同；没有编号的，名称和日期都相同。名称相近的列为待查（question）
    one source: the same number, or without numbers the same names and date; names nearly alike are asked
    总量没有写明的来源视为全部使用，不能再用 / a source whose whole is not given is used whole

    退出状态 / exit status: 0 没有问题 nothing is wrong · 1 重复、超量、待查或说法不一 used twice, or in question
      3 输入被拒 rejected · 4 不可用 unavailable · 64 用法 usage

    例 / examples:
      review ledger a.json b.json
      review ledger stock.csv --audit log --format json

    """

  private static let summary = """
    review summary PART.json... [options]

      把 `review evaluate` 写的几份汇总（.json）加成一份；不同部分里重复使用的来源在这里才看得出来
      adds up the summaries (.json) that `review evaluate` wrote of the parts of a stock; only here are sources
      found that dossiers of different parts use twice
      --format FORMAT     text | json | html（默认按 --output 的结尾 / default: by the end of --output）
      --output FILE       写入文件 / into a file
      --rules PATH        规则文件或文件夹，可重复 / rule files or folders, repeatable
      --language zh|en

    例 / example:
      review summary part-1.json part-2.json --output province.html

    """

  private static let check = """
    review check [PATH...] [--policies DIR] [--language zh|en]

      检查语法、名称、类型、单位、引文、表；没有错误退出 0，否则 3
      grammar, names, types, units, citations, tables; exit 0 or 3
      --policies DIR      逐条核对引文是否在政策原文的所引条款中 / look each quote up in the policy texts

    例 / example:  review check Rules

    """

  private static let format = """
    review format [--check] [--language zh|en] PATH...

      --check             只检查，不改动；需要排版时退出 1 / change nothing; exit 1 when needed
      --language zh|en    写成中文或英文，内容不变 / write the same rules in that language

    例 / example:  review format --language en Rules/ningxia/3-key-tasks.rules

    """

  private static let test = """
    review test [PATH...] [--filter TEXT] [--format text|json|junit] [--language zh|en]
                [--coverage] [--mutate]

      运行 *.cases 中的案例；有失败退出 1 / run the cases; exit 1 when one fails
      --filter TEXT       标题、文件夹或规则编号含 TEXT 的案例 / title, folder or rule id
      --coverage          每条规则缺哪一类案例 / which kinds of case each rule lacks
      --mutate            改动每个界限和比较，列出没有案例发现的 / nudge each threshold and comparison
                          and list what no case notices

    例 / example:  review test Rules --filter NX-3.1-05

    """

  private static let explain = """
    review explain CODE|RULE [--language zh|en]
    review explain RULE --dossier FILE [--set FIELD=VALUE]...

      诊断代码的含义；规则的条款、逻辑、关系、案例；或一条规则对一份卷宗的详细结论
      what a diagnostic means; a rule's clause, logic, relations, cases; or one finding in depth
      --set FIELD=VALUE   换一个值再审，列出变化 / judge a changed copy and show what moved

    例 / examples:
      review explain NX-3.1-05
      review explain NX-3.1-05 --dossier Rules/examples/zhongwei-data-centre.json --set dataCentre.pue=1.2

    """

  private static let coverage = """
    review coverage [--policies DIR] [--fail-under N] [--format text|json] [--language zh|en]

      政策原文每句：已编码（规则编号）、人工判断、不编码及理由、或未说明
      each sentence of the policy texts: encoded, judgement, left out and why, or unaccounted
      --fail-under N      已说明的比例低于 N % 时退出 1 / exit 1 when less than N % is accounted for

    例 / example:  review coverage --policies ../policies --fail-under 100

    """

  private static let schema = """
    review schema [--language zh|en] [--rules PATH]

      由词汇生成的卷宗 JSON Schema / the dossier's JSON Schema, from the vocabulary

    例 / example:  review schema > dossier.schema.json

    """

  private static let compile = """
    review compile [PATH...] [--rules PATH]

      规则编译成的程序，写成文本；程序里内置的规则就是这样存放的
      the program that the rules come to, as text; the built-in rules are kept in this form

    例 / example:  review compile Rules > rules.program

    """

  private static let template = """
    review template [--province NAME] [--city NAME] [--county NAME] [--industry NAME] [--facility NAME]
                    [--parameters] [--format xlsx|csv|json] [--output FILE] [--language zh|en] [--rules PATH]...

      只含该地该行业要问的事实的空白填报表：标签、单位、下拉选项、范围、由谁填写、说明、出处；填好后直接 review evaluate
      a form with the facts that projects of the place and trade are asked for: labels, units, drop-downs, ranges,
      guidance, evidence; review evaluate reads it when it is filled in
      --format            xlsx 一个项目一个工作簿 · csv 一行一个项目 · json（默认 json，或按 --output 的扩展名）
                          xlsx: a workbook a project, csv: a row a project; default json, or as --output ends
      --parameters        改为主管部门给定的参数的模板，供 evaluate --parameters
                          the parameters that the authority gives instead, for evaluate --parameters
      --as-of DATE        按哪一天有效的条款（默认今天） / as the clauses are in force on a day (default: today)

    例 / examples:
      review template --city 吕梁市 --industry 焦化 --output 填报表.xlsx
      review template --city 中卫市 --industry 数据中心 --format json > dossier.json

    """

  private static let release = """
    review release DIR --key PATH --name NAME [--output FILE]

      规则目录的发布清单：名称和每个文件的 SHA-256，由政策机关的密钥签署；有错误的规则不能发布（退出 3）
      the manifest of a rules folder: its name and the SHA-256 of each file, signed by the policy authority
      密钥 / the key:  review audit key PATH --name NAME --for release
      核验 / verified by:  review audit verify DIR --release FILE --release-key VKEY

    例 / example:  review release Rules --key policy.key --name "正式版 2026-11" --output release

    """

  private static let completions = """
    review completions bash|zsh|fish

      让 Shell 按 Tab 补全命令、选项和取值 / commands, options and values by the Tab key

    例 / example:
      review completions bash > ~/.local/share/bash-completion/completions/review

    """

  private static let man = """
    review man

      手册页（groff） / the manual page

    例 / example:  review man | man -l -

    """

  private static let audit = """
    review audit init DIR --origin NAME --key PATH
                          建立日志和签名密钥（密钥放在日志之外） / make the log and its key, outside it
                          --rules released 只接受正式版规则 / takes decisions by the released rules alone
    review audit verify DIR [--pinned VKEY] [--held FILE|SIZE:ROOT]... [--against FOLDER]
                          [--tsa CA.pem] [--policy FILE] [--release FILE [--release-key VKEY]] [--reviewers FILE]
                          [--lines-only] [--format text|json]
                          说明证明了什么、没有证明什么；原文缺失而无 redact 条目，退出 1
                          says what was proved and what was not; exit 1 when evidence is gone
    review audit list DIR [--project T] [--since D] [--until D] [--decision D] [--rule R]
                          [--reviewer N] [--op OP] [--limit N] [--sample N --seed TEXT] [--format text|json]
    review audit export DIR [同上 / as above] [--output FILE]    评审的表格（CSV） / a table for a spreadsheet
    review audit history DIR PROJECT-CODE 一个项目的历次评审和变动的事实 / a project's evaluations
    review audit show DIR SEQ             一条记录与卷宗 / one entry
                          [--format html|docx [--office FILE] [--output FILE]]
                          意见书，含改判及其依据 / the opinion on it, with the override that holds
    review audit prove DIR SEQ            证明一条记录（C2SP tlog-proof） / a proof of one entry
    review audit receipt DIR SEQ [--output FILE]   给企业的回执 / what an applicant can check
    review audit tools DIR                写出核验程序和说明 / the programs and pages for auditors
    review audit checkpoint DIR           当前检查点 / the checkpoint now
    review audit monitor DIR --state FILE 上次以来新增了什么，和台账一行 / what is new, and a line to keep
    review audit replay DIR SEQ|--all     用当时的规则重放，逐字节比较 / replay, byte for byte
    review audit override DIR SEQ --finding RULE --decision D --authority A --reason R --reviewer N
    review audit redact DIR SEQ --reason R --reviewer N
    review audit hold DIR SEQ [--release] --reason R --reviewer N   保全原文，不得销毁 / a legal hold
    review audit anchor DIR --request FILE          时间戳请求（RFC 3161） / asks for a time-stamp
    review audit anchor DIR --evidence FILE [--kind rfc3161|cosignature|copy] [--policy FILE] --reviewer N
    review audit witness DIR --request FILE [--old SIZE]            请邻近机构共签 / asks a witness
    review audit witness FILE --key PATH --log VKEY --state FILE    核对后共签 / answers as a witness
    review audit key PATH --name NAME --for witness|release|reviewer  新密钥 / a key of its own
    review audit key DIR --new PATH --reason R                      日志更换密钥 / a new key for the log
    review audit setting DIR --rules released|any --reason R        是否只接受正式版规则 / which rules it takes
    review audit clock DIR --reason R --reviewer N

      密钥：--key PATH 或 $REVIEW_AUDIT_KEY / the key: --key PATH or $REVIEW_AUDIT_KEY

    例 / example:
      review audit init log --origin two-high.local/lz01 --key ../lz01.key
      review evaluate d.json --audit log --reviewer 张三 --audit-key ../lz01.key
      review audit verify log

    """
}
