import AuditLog
import Glibc

extension CommandFailure {
  /// What a person reads when the log refused, with what to do.
  ///
  /// 1: what is there is not what was signed. 3: the caller gave something wrong. 4: nothing can be
  /// read or written now.
  init(_ error: AuditLogError, keyPath: String? = nil) {
    self.init(status: error.status(keyPath: keyPath), lines: error.lines)
  }

  /// No log, no verdict: an evaluation that cannot be logged shows nothing, for whatever reason.
  static func unlogged(_ error: AuditLogError) -> CommandFailure {
    CommandFailure(
      status: .unavailable,
      lines: ["没有写入日志，因此不出结论 / not logged, so there is no verdict"] + error.lines)
  }
}

extension CommandFailure {
  /// The log takes decisions by the released rules alone, and these are others.
  static func otherRules(_ changes: RuleChanges) -> CommandFailure {
    let list = changes.texts.prefix(5).joined(separator: "; ")
    return CommandFailure(
      status: .unavailable,
      lines: [
        "没有写入日志，因此不出结论 / not logged, so there is no verdict",
        "本日志只接受正式版规则，所用规则与正式版有 \(changes.texts.count) 处不同：\(list)",
        "the log takes decisions by the released rules alone; differences: \(changes.texts.count)",
        "请去掉 `--rules` 和 `./Rules`，或由日志管理员执行 `review audit setting DIR --rules any` / "
          + "leave out other rules, or let the log's administrator allow them",
      ])
  }
}

extension CommandFailure {
  /// The log takes parameters only with their source.
  static func unsourced(_ names: [String]) -> CommandFailure {
    let list = names.prefix(8).joined(separator: "、") + (names.count > 8 ? " …" : "")
    return CommandFailure(
      status: .unavailable,
      lines: [
        "没有写入日志，因此不出结论 / not logged, so there is no verdict",
        "本日志只接受注明来源的参数；没有来源的 \(names.count) 个：\(list)",
        "the log takes parameters only with the document they come from; without one: \(names.count)",
        "写成 / write: {\"value\": 1.2, \"source\": {\"document\": \"〔2026〕12号文\", \"authority\": \"省发改委\", \"date\": \"2026-03-01\"}}",
      ])
  }
}

/// Runs a step of the log, and says its failure in the words of the program.
func withLog<Result>(
  keyPath: String? = nil, _ step: () throws(AuditLogError) -> Result
) throws(CommandFailure) -> Result {
  do throws(AuditLogError) { return try step() } catch {
    throw CommandFailure(error, keyPath: keyPath)
  }
}

extension AuditLogError {
  fileprivate var lines: [String] { [chinese] + own + [help] }

  /// What to do; a vault that is closed or not there is no fault of the disk.
  private var help: String {
    switch place {
    case .closedVault:
      "the vault is open to the writer's account alone: let it make receipts, replays and opinions"
    case .publishedCopy:
      "this is a copy of the lines alone; the log itself holds the documents and takes entries"
    case nil: advice
    }
  }

  private enum Place { case closedVault, publishedCopy }

  private var place: Place? {
    guard case .unavailable(let failure) = self, failure.path.hasSuffix("/vault") else {
      return nil
    }
    if failure.code == EACCES || failure.code == EPERM { return .closedVault }
    return failure.code == ENOENT ? .publishedCopy : nil
  }

  /// A proof has lines of its own; a path that breaks lines has not.
  private var own: [String] {
    switch self {
    case .refusedByWriter(let refusal): return refusal.lines
    case .corrupt, .rolledBack, .otherRoot: break
    default: return ["\(self)"]
    }
    var proof = "\(self)".split(separator: "\n", omittingEmptySubsequences: false)
    if proof.last == "" { proof.removeLast() }
    return proof.map(String.init)
  }

  /// `keyPath` is the caller's key file; what is wrong there is the caller's to put right.
  fileprivate func status(keyPath: String?) -> ExitStatus {
    switch self {
    case .malformed(let place, _): place == keyPath ? .rejected : .refused
    case .untrusted, .corrupt, .rolledBack, .otherRoot, .alteredObject, .missingObject,
      .notPlainFile:
      .refused
    case .alreadyExists, .unfitFile, .unsafeKey, .unfitEntry, .unfitEvidence, .noEntry: .rejected
    case .refusedByWriter(let refusal):
      switch refusal.kind {
      case .refused: .refused
      case .rejected: .rejected
      case .unavailable: .unavailable
      }
    case .noWriter, .writerExists, .unanswered: .unavailable
    case .unavailable, .outOfSpace, .stopped, .cryptography, .noLog, .readOnly, .clockWentBack,
      .clockJumpedAhead, .readBackDiffers:
      .unavailable
    }
  }

  /// What happened and what to do, in one sentence.
  private var chinese: String {
    switch self {
    case .unavailable:
      switch place {
      case .closedVault: "原文封存在 vault 中，只对写入进程的账户开放；回执、重放和意见书请由该账户出具"
      case .publishedCopy: "这是只含条目的副本：原文在原日志，写入也须写原日志"
      case nil: "文件或目录无法读写，请检查路径和权限"
      }
    case .outOfSpace: "磁盘空间或配额已满，没有写入任何内容；清理后重试"
    case .stopped: "写入时磁盘出错，日志停在上一个检查点；检查磁盘后重新打开"
    case .cryptography: "OpenSSL 出错，请检查其安装"
    case .notPlainFile: "应为普通文件的位置上是别的东西，请查明来由并从备份恢复"
    case .alreadyExists: "已经存在，不会覆盖；请换一个路径"
    case .noLog: "这里没有审计日志，请先用 `review audit init` 建立，或给出含 `checkpoint` 的目录"
    case .malformed: "文件内容不合格式；请与备份比对，不要手工修改"
    case .unfitFile: "给出的文件不合用，什么也没有做"
    case .unsafeKey: "签名密钥不安全：须放在日志目录之外，权限设为 0400"
    case .untrusted: "检查点不是由可信公钥签署的；日志更换过密钥的，请给出新公钥；公钥若无误，日志即系伪造"
    case .readOnly: "没有签名密钥，只能读取"
    case .corrupt: "日志已被改动或损坏：请保持目录原样，保存以下证据，在别处恢复备份"
    case .rolledBack:
      "日志不延续先前签署的检查点，已被改写或回退：请保存两个检查点，二者合为证据。"
        + "如系有意恢复备份，请查明缺失的条目，再移走写入一方所记的检查点（KEY.checkpoint 或 $XDG_STATE_HOME/two-high-review）"
    case .otherRoot: "日志在这个条数上不是手抄的根：抄件没有签名，请先核对抄写；抄写无误，则日志已被改写或回退"
    case .clockWentBack: "系统时钟早于上一条目；请校准时钟，或由操作员用 `review audit clock` 写明原因"
    case .clockJumpedAhead: "系统时钟远晚于上一条目；请校准时钟，或由操作员用 `review audit clock` 写明原因"
    case .readBackDiffers: "读回的内容与写入的不同，没有签署；请检查内存和磁盘"
    case .unfitEntry: "条目不能写入日志，没有写入任何内容；请缩短或改正"
    case .unfitEvidence: "外部凭据没有收入日志，没有写入任何内容"
    case .noWriter: "没有写入进程在此等候；请管理员用 `review audit serve` 启动"
    case .writerExists: "已有写入进程占用这个套接字；请先停止它，或换一个路径"
    case .unanswered: "写入进程在答复之前中断；条目可能已写入，请先用 `review audit list` 查看，再决定是否重做"
    case .refusedByWriter: "写入进程没有照办"
    case .noEntry: "没有这个序号的条目；序号从 0 起"
    case .missingObject: "日志所记的规则或参数原文已不在；请从备份恢复，文件名即其 SHA-256"
    case .alteredObject: "保存的原文与日志中的承诺值不符，已被改动；请从备份恢复"
    }
  }
}
