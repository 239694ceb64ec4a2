@testable import Rules

/// The rules of this repository, read once for all tests.
enum CommittedRules {
  static let sources: [SourceText] = Repository.files(
    below: "Rules", endingIn: [".rules", ".cases", ".csv"]
  ).map { SourceText(path: $0, bytes: Repository.bytes(of: $0) ?? []) }

  static let book = RuleBook(sources, keepsSpellings: true)

  /// The words everybody shares, for pages that have no vocabulary of their own.
  static let vocabulary: [SourceText] = {
    let names = ["units", "consequences", "vocabulary", "parameters"]
    return sources.filter { names.map { "Rules/\($0).rules" }.contains($0.path) }
  }()
}
