import Reports
import Rules

/// A folder of pages, one a review, and the index before them.
struct HTMLFolder {
  let path: String
  let files: FileStore
  let place: OutputGuard
  let language: Language
  private var entries: [HTMLIndex.Entry] = []

  init(path: String, files: FileStore, place: OutputGuard, language: Language) {
    (self.path, self.files, self.place, self.language) = (path, files, place, language)
  }

  mutating func add(_ page: String, of reported: ReportedReview) throws(CommandFailure) {
    let name = name(of: reported.review)
    try save(page, name)
    entries.append(
      HTMLIndex.Entry(reported.review, advice: reported.advice, language: language, page: name))
  }

  /// Whether a file was written as a page, so that a later page may take its place.
  static func isPage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(400), as: UTF8.self)
    return head.contains(Report.pageMark)
  }

  /// The name of the index in the folder.
  static let index = "index.html"

  /// - Parameter notes: What the index says before its table.
  func finish(notes: [String]) throws(CommandFailure) {
    try save(HTMLIndex(entries, notes: notes, language: language).text, Self.index)
  }

  private func save(_ text: String, _ name: String) throws(CommandFailure) {
    let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    try place.check(page: file, Self.isPage)
    try files.save(text, to: file)
  }

  /// `0001-zhongwei-data-centre.html`: in the order of the dossiers, named after their files.
  private func name(of review: Review) -> String {
    let path = review.binding.dossier.source.path
    let file = path.split(separator: "/").last.map(String.init) ?? "dossier"
    let stem = file.split(separator: ".").first.map(String.init) ?? "dossier"
    let number = "\(entries.count + 1)"
    let zeros = String(repeating: "0", count: max(0, 4 - number.count))
    // A browser takes a backslash for the end of a folder.
    return "\(zeros)\(number)-\(stem.replacing("\\", with: "_")).html"
  }
}
