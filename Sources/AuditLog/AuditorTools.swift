/// The files with which an outsider checks the log, as they come with the program.
public enum AuditorTools {
  /// Each with the name that the pages call it by.
  public static var all: [(name: String, text: String)] {
    [
      ("verify-audit-log.py", text(Assets.verifyAuditLogPY)),
      ("check-receipt.py", text(Assets.checkReceiptPY)),
      ("check-signatures.py", text(Assets.checkSignaturesPY)),
      ("auditors.md", text(Assets.auditorsMD)), ("审计人员.md", text(Assets.auditorsZhMD)),
      ("keeping.md", text(Assets.keepingMD)), ("日志保管.md", text(Assets.keepingZhMD)),
    ]
  }

  private static func text(_ content: StaticString) -> String {
    content.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
  }
}
