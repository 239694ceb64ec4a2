@testable import Rules

/// The rules of this repository, read once for all tests.
enum CommittedRules {
  static let sources: [SourceText] = Repository.files(
    below: "Rules", endingIn: [".rules", ".cases", ".csv"]
  ).map { SourceText(path: $0, bytes: Repository.bytes(of: $0) ?? []) }

  static let book = RuleBook(sources, keepsSpellings: true)

  /// The words everybody shares, for pages that have no vocabulary of their own; without the place,
  /// since a page has neither rulesets nor a province.
  static let vocabulary: [SourceText] = {
    let names = ["units", "consequences", "vocabulary", "parameters"]
    return sources.filter { names.map { "Rules/\($0).rules" }.contains($0.path) }.map(withoutPlace)
  }()

  private static func withoutPlace(_ source: SourceText) -> SourceText {
    let text = String(decoding: source.bytes, as: UTF8.self)
    guard let start = text.firstRange(of: "\n辖区字段 "), let end = text.firstRange(of: "\n编号字段 ")
    else {
      return source
    }
    return SourceText(
      path: source.path, text: String(text[..<start.lowerBound]) + String(text[end.lowerBound...]))
  }

  /// The dossiers beside the rules.
  static let examples: [SourceText] = Repository.files(below: "Rules/examples", endingIn: [".json"])
    .filter { !$0.contains("/parameters/") }
    .map { SourceText(path: $0, bytes: Repository.bytes(of: $0) ?? []) }
}
