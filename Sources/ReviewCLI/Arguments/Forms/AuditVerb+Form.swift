import AuditLog
import Rules

extension AuditVerb {
  /// What may stand behind the verb, the options that every verb takes included: who vouches for the
  /// log, and the language of the answer.
  var form: CommandForm {
    CommandForm(
      summary, Operands(operands, self == .witness ? .file : .folder),
      options + [.against, .held, .language, .pinned], examples: [])
  }

  private var operands: String {
    switch self {
    case .history: "DIR PROJECT-CODE"
    case .witness: "DIR|FILE"
    case .key: "PATH|DIR"
    default:
      switch sequence {
      case .absent: "DIR"
      case .required: "DIR SEQ"
      case .optional: "DIR [SEQ]"
      case .word: "DIR WORD"
      }
    }
  }

  private var summary: Phrase {
    switch self {
    case .initialize:
      Phrase("建立日志和签名密钥（密钥放在日志之外）", "makes the log and its key, outside it")
    case .verify:
      Phrase(
        "说明证明了什么、没有证明什么；原文缺失而无 redact 条目，退出 1",
        "says what was proved and what was not; exit 1 when evidence is gone")
    case .list: Phrase("各条记录", "the entries")
    case .export: Phrase("评审的表格（CSV、XLSX）", "a table for a spreadsheet")
    case .history: Phrase("一个项目的历次评审和变动的事实", "a project's evaluations, and what changed")
    case .match:
      Phrase(
        "受理登记与决定逐一核对：漏办、重办、未受理", "the register of accepted projects beside the decisions")
    case .show:
      Phrase(
        "一条记录与卷宗；html、docx 为意见书，含改判及其依据",
        "one entry; as html or docx the opinion, with the override that holds")
    case .prove: Phrase("证明一条记录（C2SP tlog-proof）", "a proof of one entry")
    case .receipt: Phrase("给企业的回执", "what an applicant can check")
    case .checkpoint: Phrase("当前检查点", "the checkpoint now")
    case .monitor: Phrase("上次以来新增了什么，和台账一行", "what is new, and a line to keep")
    case .replay: Phrase("用当时的规则重放，逐字节比较", "replay by the rules of the day, byte for byte")
    case .override: Phrase("改判一条结论", "rules otherwise on a finding")
    case .redact: Phrase("销毁一条的原文，留下承诺值", "destroys the text of an entry, not its commitment")
    case .hold: Phrase("保全原文，不得销毁", "a legal hold")
    case .anchor:
      Phrase(
        "时间戳（RFC 3161）或共签：--request 写请求，--evidence 收回复",
        "a time-stamp or a cosignature: --request asks, --evidence takes the answer")
    case .witness:
      Phrase(
        "共签：DIR --request 请邻近机构，FILE --key --log --state 核对后共签",
        "DIR --request asks a witness; FILE --key --log --state answers as one")
    case .clock: Phrase("为时钟倒退作证", "vouches for a clock that went back")
    case .key:
      Phrase(
        "新密钥（PATH --name --for），或日志更换密钥（DIR --new）",
        "a key of its own (PATH --name --for), or a new one for the log (DIR --new)")
    case .serve:
      Phrase(
        "写入进程：独自持有日志密钥，审查人员以它的套接字代替密钥",
        "the writer: it alone has the key, and reviewers give its socket instead")
    case .sm2:
      Phrase(
        "国密副签：SM3 根和 SM2 签名，日志本身不变",
        "a second root and signature, SM3 and SM2; the log stays as it is")
    case .set:
      Phrase(
        "只接受正式版规则、有来源的参数、审查人员本人的签名",
        "what the log takes: released rules, sourced parameters, reviewers' signatures")
    case .tools: Phrase("写出核验程序和说明", "writes the programs and pages for auditors")
    }
  }

  /// Its own options.
  private var options: [CommandOption] {
    switch self {
    case .initialize:
      [
        .origin.required, .key.required, .demandedRules, .demandedParameters, .registered,
        .reviewer,
      ]
    case .prove, .checkpoint, .tools, .history: []
    case .receipt: [.output()]
    case .match: [.register.required]
    case .sm2: [.sm2Key.required, .output()]
    case .monitor: [.state.required]
    case .witness: [.request, .old, .key, .log, .state]
    case .key: [.name, .purpose, .new, .reason, .key, .reviewer]
    case .verify:
      [
        .authority, .policy, .release, .releaseKey, .reviewers, .sm2, .sm2Key,
        .linesOnly, .listing,
      ]
    case .list: CommandOption.filters + [.operation, .listing]
    case .export:
      CommandOption.filters + [
        .format(["csv", "xlsx"], "表格的格式（默认 csv）", "of the table (default: csv)"), .output(),
      ]
    case .show:
      [
        .format(
          ["text", "json", "html", "docx"], "结果的格式（默认 text）", "of the result (default: text)"),
        .office, .output(),
      ]
    case .anchor:
      [.request, .evidence, .kind, .checkpoint, .witness, .policy, .key, .reviewer]
    case .redact:
      [.document.required, .reason.required, .reviewer.required, .reviewerKey, .key]
    case .hold: [.reason.required, .unhold, .document, .reviewer, .reviewerKey, .key]
    case .clock: [.reason.required, .key, .reviewer]
    case .serve: [.socket.required, .key, .judgingRules, .judgesAgain]
    case .set:
      [
        .demandedRules, .demandedParameters, .registered, .reason.required, .key, .reviewer,
      ]
    case .override:
      [
        .finding.required, .decision.required, .document.required, .reason.required,
        .reviewer.required, .reviewerKey, .key,
      ]
    case .replay: [.all, .whatIf, .record, .key, .reviewer]
    }
  }
}

// MARK: - Options that several verbs share

extension CommandOption {
  // Every verb takes these.
  fileprivate static let held = Self(
    "--held", .file, as: "FILE|SIZE:ROOT", isRepeatable: true, "从日志外得到的检查点，与它比对",
    "a checkpoint that left the office, compared with the log")
  fileprivate static let against = Self(
    "--against", .folder, as: "DIR", "存有历次检查点的文件夹，逐一比对", "a folder of checkpoints, each compared")
  fileprivate static let pinned = Self(
    "--pinned", .text, as: "VKEY", isRepeatable: true, "认可的日志公钥", "a key of the log that is trusted"
  )

  fileprivate static let key = Self(
    "--key", .file, as: "PATH", "密钥，或写入进程的套接字（默认 $REVIEW_AUDIT_KEY）",
    "the key, or the writer's socket (default: $REVIEW_AUDIT_KEY)")
  fileprivate static let reviewerKey = Self(
    "--reviewer-key", .file, as: "PATH", "经办人自己的密钥，用来签署", "their own key, which signs the entry")
  fileprivate static let reviewer = Self("--reviewer", .text, as: "NAME", "经办人", "who does it")
  fileprivate static let reason = Self(
    "--reason", .text, "理由和文号", "why, with the document's number")
  fileprivate static let policy = Self(
    "--policy", .file, "C2SP tlog-policy：哪些见证人，要几个",
    "C2SP tlog-policy: which witnesses, and how many")
  fileprivate static let request = Self(
    "--request", .file, "请求写入的文件", "the file that the request goes to")
  fileprivate static let state = Self(
    "--state", .file, "记住上次所见的文件", "the file that remembers what was seen last")

  fileprivate static let demandedRules = Self(
    "--rules", .words(["released", "any"]), "released 只接受正式版规则",
    "released: takes decisions by the released rules alone")
  fileprivate static let demandedParameters = Self(
    "--parameters", .words(["sourced", "any"]), "sourced 只接受注明来源的参数",
    "sourced: takes parameters only with their documents")
  fileprivate static let registered = Self(
    "--reviewers", .file, as: "FILE|any", "登记的审查人员公钥：此后须由本人签署",
    "the reviewers' keys: from now on they sign themselves")

  fileprivate static let listing = Self.format(
    ["text", "json"], "结果的格式（默认 text）", "of the result (default: text)")

  /// Which entries are wanted.
  fileprivate static let filters = [
    Self("--project", .text, "名称或代码含 TEXT 的项目", "projects whose name or code has TEXT"),
    Self("--since", .text, as: "TIME", "从何时起", "from when on"),
    Self("--until", .text, as: "TIME", "到何时止", "until when"),
    Self("--decision", .text, as: "WORD", "有这个决定的", "with this decision"),
    Self("--rule", .text, as: "ID", "不符合这条规则的", "that do not meet this rule"),
    Self("--reviewer", .text, as: "NAME", "这位审查人员的", "of this reviewer"),
    Self("--limit", .text, as: "N", "至多 N 条", "at most N"),
    Self("--sample", .text, as: "N", "随机抽取 N 条，与 --seed 同用", "N at random, with --seed"),
    Self("--seed", .text, "公开的随机种子", "the public seed of the sample"),
  ]

  // The options of one verb.
  fileprivate static let origin = Self(
    "--origin", .text, as: "NAME", "日志的名称", "the name of the log")
  fileprivate static let operation = Self(
    "--op", .words(LogOperation.allCases.map { $0.rawValue }), "这一类记录", "entries of this kind")
  fileprivate static let authority = Self(
    "--tsa", .file, as: "CA.pem", "时间戳机构的证书", "the certificate of the time-stamping authority")
  fileprivate static let release = Self(
    "--release", .file, as: "FILE|built-in", isRepeatable: true, "正式版清单：多少决定用了别的规则",
    "a manifest: how many decisions were by other rules")
  fileprivate static let releaseKey = Self(
    "--release-key", .text, as: "VKEY", isRepeatable: true, "政策机关的公钥",
    "the policy authority's key")
  fileprivate static let reviewers = Self(
    "--reviewers", .file, "审查人员的公钥，每行一个", "the reviewers' keys, one a line")
  fileprivate static let register = Self(
    "--register", .file, "受理登记表（CSV、XLSX）", "the register of accepted projects (CSV, XLSX)")
  fileprivate static let sm2 = Self(
    "--sm2", .file, "国密副签，与 --sm2-key 同用", "a note with SM2 and SM3, with --sm2-key")
  fileprivate static let sm2Key = Self(
    "--sm2-key", .file, as: "KEY.pem", "SM2 密钥（签署用私钥，核验用公钥）",
    "the SM2 key: private to sign, public to verify")
  fileprivate static let linesOnly = Self(
    "--lines-only", .none, "只核对记录行，不看原文", "checks the lines alone, not what they commit to")
  fileprivate static let evidence = Self("--evidence", .file, "收到的证据", "the answer that came")
  fileprivate static let kind = Self(
    "--kind", .words(Anchor.Kind.allCases.map { $0.rawValue }), "证据的种类", "of the answer")
  fileprivate static let checkpoint = Self(
    "--checkpoint", .file, "证据所指的检查点", "the checkpoint that it is about")
  fileprivate static let witness = Self(
    "--witness", .text, as: "VKEY", isRepeatable: true, "见证人的公钥", "a witness's key")
  fileprivate static let old = Self(
    "--old", .text, as: "SIZE", "见证人上次所见的大小", "the size that the witness saw last")
  fileprivate static let log = Self("--log", .text, as: "VKEY", "日志的公钥", "the key of the log")
  fileprivate static let name = Self("--name", .text, as: "NAME", "密钥的名称", "the name of the key")
  fileprivate static let purpose = Self(
    "--for", .words(["witness", "release", "reviewer"]), "密钥给谁用", "whose key it is")
  fileprivate static let new = Self("--new", .file, as: "PATH", "新密钥写到哪里", "where the new key goes")
  fileprivate static let finding = Self(
    "--finding", .text, as: "RULE", "改判哪一条规则的结论", "the rule whose finding it is")
  fileprivate static let decision = Self(
    "--decision", .text, as: "WORD", "改为什么决定", "the decision instead")
  fileprivate static let document = Self(
    "--authority", .text, "依据的文件及其编号", "the document that it rests on, with its number")
  fileprivate static let socket = Self(
    "--socket", .file, as: "PATH", "在哪里等候审查人员的程序", "where reviewers' programs reach it")
  fileprivate static let judgingRules = Self(
    "--rules", .folder, as: "PATH", isRepeatable: true, "来源台账所依的规则（默认内置）",
    "the rules of the ledger (default: built in)")
  fileprivate static let judgesAgain = Self(
    "--replay", .none, "写入前重放每份卷宗，结果不同则拒绝", "judges each dossier again before it is written")
  fileprivate static let unhold = Self(
    "--release", .none, "解除保全，须由另一人（--reviewer）依文件（--authority）",
    "ends the hold, by a second person (--reviewer) and a document (--authority)")
  fileprivate static let all = Self("--all", .none, "全部记录", "every entry")
  fileprivate static let whatIf = Self("--what-if", .none, "改用现在的规则", "by the rules of now")
  fileprivate static let record = Self(
    "--record", .none, "把重放的结果记入日志", "commits what came out to the log")
}
