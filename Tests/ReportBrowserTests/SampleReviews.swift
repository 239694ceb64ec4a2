import Rules
import Testing

/// Reviews of the sample dossiers by the rules of the repository.
enum SampleReviews {
  /// The repository, found from this file.
  private static let root = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Read once for all tests.
  private static let reviews = Result { try read() }

  static func all() throws -> [Review] { try reviews.get() }

  private static func read() throws -> [Review] {
    let files = try DiskFile.files(below: "\(root)/Rules")
    let rules = files.filter { $0.hasSuffix(".rules") || $0.hasSuffix(".csv") }
    let book = RuleBook(
      try rules.map { SourceText(path: $0, bytes: try DiskFile.bytes(of: $0)) })
    let today = try #require(CalendarDate(year: 2024, month: 3, day: 1))
    let folder = "\(root)/Rules/examples/"
    return try files.filter { $0.hasPrefix(folder) && $0.hasSuffix(".json") }
      .map { ($0, String($0.dropFirst(folder.count))) }
      .filter { !$0.1.contains("/") }
      .map { path, name in
        let source = SourceText(path: name, bytes: try DiskFile.bytes(of: path))
        let judged = judgeDossier(source, by: book.program, in: ReviewSetting(today: today))
        return try #require(judged.review, "\(name)")
      }
  }
}
