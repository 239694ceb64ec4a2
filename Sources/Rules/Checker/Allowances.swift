// Warnings that a writer has seen and wants: `# 允许 number-differs 国家标准已改为1.25`.

/// A comment that allows one kind of warning in the declaration that it stands in or above.
struct Allowance {
  let comment: SourceRange
  let code: String
  let reason: String
  /// The declaration; nil: none follows.
  let scope: SourceRange?

  /// The allowances among the comments of a text.
  static func all(in tree: SyntaxTree) -> [Allowance] {
    tree.comments.compactMap { comment in
      let words = comment.text.dropFirst().split(separator: " ", omittingEmptySubsequences: true)
      guard let first = words.first, first == "允许" || first == "allow", words.count > 1 else {
        return nil
      }
      return Allowance(
        comment: comment.range, code: String(words[1]),
        reason: words.dropFirst(2).joined(separator: " "),
        scope: declaration(of: comment, in: tree)?.range)
    }
  }

  private static func declaration(
    of comment: CommentSyntax, in tree: SyntaxTree
  ) -> DeclarationSyntax? {
    comment.standsAlone
      ? tree.declarations.first { $0.range.end > comment.range.start }
      : tree.declarations.last { $0.range.start < comment.range.start }
  }

  func covers(_ range: SourceRange) -> Bool {
    guard let scope, scope.source == range.source else { return false }
    return range.start >= scope.start && range.end <= scope.end
  }

  /// What is wrong with it; nil: nothing.
  func problem(isUsed: Bool) -> Diagnostic? {
    func warning(_ message: Phrase, _ hint: Phrase) -> Diagnostic {
      Diagnostic(.idleAllowance, at: comment, message, hint: hint, severity: .warning)
    }
    if reason.isEmpty {
      return warning(
        Phrase("没有写允许的理由", "no reason is given"),
        Phrase("写成 `# 允许 \(code) 理由`", "write `# allow \(code) REASON`"))
    }
    guard !isUsed else { return nil }
    return warning(
      Phrase("这里没有 `\(code)` 这种警告", "there is no warning `\(code)` here"),
      Phrase(
        "删去这一行；它只管所在的或紧接着的一条声明",
        "delete the line; it speaks of the declaration that it stands in or above"))
  }

  /// Whether only an analysis of the rules can tell whether it allows anything.
  var isOfAnalysis: Bool { Self.codesOfAnalysis.contains(code) }

  static let codesOfAnalysis: Set<String> = [
    "never-applies", "never-met", "never-violated", "idle-condition", "unreached-limit",
    "idle-exception", "idle-consequence", "shadowed-rule", "contradicting-rules",
    "conflicting-documents",
  ]
}

extension Checker {
  /// The diagnostics without the warnings that comments allow, and with a warning for each
  /// allowance that allows nothing.
  func withoutAllowed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard lints, !allowances.isEmpty else { return diagnostics }
    var used: Set<Int> = []
    let kept = diagnostics.filter { diagnostic in
      guard diagnostic.severity == .warning else { return true }
      // What is wrong with a data file is allowed by the declaration that names the file.
      let place = dataNames[Int(diagnostic.range.source)] ?? diagnostic.range
      let allowing = allowances.indices.filter {
        allowances[$0].code == diagnostic.code.name && allowances[$0].covers(place)
      }
      used.formUnion(allowing)
      return allowing.isEmpty
    }
    return kept
      + allowances.indices.compactMap {
        allowances[$0].problem(isUsed: used.contains($0) || allowances[$0].isOfAnalysis)
      }
  }
}

extension Diagnostic.Code {
  static let idleAllowance = Self(
    name: "idle-allowance",
    explanation: Phrase(
      """
      有意为之的写法，用注释说明理由，警告就不再出现。注释写在声明里或紧接着的声明前，要有理由；不起作用的也会指出。

          # 允许 number-differs 国家标准2025年改为1.25
          规则 NX-3.1-05 新建大型、超大型数据中心的PUE
      """,
      """
      A warning of what is meant so goes away by a comment with the reason, in the declaration or right
      above it. One without a reason, or without such a warning, is reported.

          # allow number-differs the national standard has been 1.25 since 2025
          rule NX-3.1-05 PUE of new data centres
      """))
}
