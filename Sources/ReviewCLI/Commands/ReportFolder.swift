import Reports
import Rules

/// A folder of reports, one a review; before pages stands an index.
struct ReportFolder {
  /// What the reports are.
  enum Kind {
    case pages, documents

    /// Of a `--format`; nil for one that needs no folder.
    init?(_ format: String?) {
      switch format {
      case "html": self = .pages
      case "docx": self = .documents
      default: return nil
      }
    }

    /// Whether a file was written as such a report, so that a later one may take its place.
    func isReport(_ bytes: [UInt8]) -> Bool {
      switch self {
      case .pages:
        let head = String(decoding: bytes.prefix(400), as: UTF8.self)
        return head.contains(Report.pageMark)
      case .documents: return Report.isDocument(bytes)
      }
    }

    fileprivate var ending: String {
      switch self {
      case .pages: ".html"
      case .documents: ".docx"
      }
    }
  }

  let path: String
  let files: FileStore
  let place: OutputGuard
  let language: Language
  let kind: Kind
  private var entries: [HTMLIndex.Entry] = []
  private var rejections: [HTMLIndex.Rejection] = []

  /// The number of the next dossier, from 1: those that were rejected have theirs, too.
  private var number: Int { entries.count + rejections.count + 1 }

  init(path: String, files: FileStore, place: OutputGuard, language: Language, kind: Kind) {
    (self.path, self.files, self.place) = (path, files, place)
    (self.language, self.kind) = (language, kind)
  }

  mutating func add(_ report: [UInt8], of reported: ReportedReview) throws(CommandFailure) {
    let name = name(of: reported.review)
    try save(report, name)
    entries.append(
      HTMLIndex.Entry(
        reported.review, advice: reported.advice ?? advise(reported.review), language: language,
        number: number, page: name))
  }

  mutating func add(_ rejected: RejectedDossier) {
    rejections.append(HTMLIndex.Rejection(rejected, language: language, number: number))
  }

  /// The name of the index in a folder of pages.
  static let index = "index.html"

  /// - Parameter notes: What the index says before its table.
  func finish(notes: [String]) throws(CommandFailure) {
    guard !entries.isEmpty || !rejections.isEmpty else { return }
    switch kind {
    case .pages:
      let index = HTMLIndex(entries, rejections, notes: notes, language: language)
      try save(Array(index.text.utf8), Self.index)
    case .documents: break
    }
  }

  private func save(_ bytes: [UInt8], _ name: String) throws(CommandFailure) {
    let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
    try place.check(page: file, kind.isReport)
    try files.save(bytes, to: file)
  }

  /// `0001-zhongwei-data-centre.html`: in the order of the dossiers, named after their files.
  private func name(of review: Review) -> String {
    let path = review.binding.dossier.source.path
    let file = path.split(separator: "/").last.map(String.init) ?? "dossier"
    let stem = file.split(separator: ".").first.map(String.init) ?? "dossier"
    let number = "\(number)"
    let zeros = String(repeating: "0", count: max(0, 4 - number.count))
    // A browser takes a backslash for the end of a folder.
    return "\(zeros)\(number)-\(stem.replacing("\\", with: "_"))\(kind.ending)"
  }
}
