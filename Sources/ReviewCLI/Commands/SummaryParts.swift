import Reports
import Rules

/// The summaries of the parts of a stock, and what shows only where they are added: what was counted
/// twice, and what each part decided without knowing the others.
struct SummaryParts {
  private(set) var whole: StockSummary
  private var book: LedgerBook
  private var paths: [FileIdentity: String] = [:]
  private var texts: [[UInt8]: String] = [:]
  /// The part that has a project, by what it is found by again.
  private var partOfProject: [[String]: Int] = [:]
  private var partCount = 0
  private var repeatedParts: [Phrase] = []
  private var likelyRepeatedParts: [Phrase] = []
  private var repeatedProjects: [ClaimingProject] = []
  /// Those that would not be approved beside the parts before theirs.
  private var unheldProjects: [ClaimingProject] = []

  /// How many projects a warning names.
  private static let nameLimit = 5

  init(_ vocabulary: Vocabulary) {
    whole = StockSummary(vocabulary)
    book = LedgerBook(vocabulary)
  }

  /// - Parameters:
  ///   - text: The part as it was read.
  ///   - identity: That of its file; nil for what is no file.
  mutating func add(_ part: StockSummary, _ text: SourceText, _ identity: FileIdentity?) {
    partCount += 1
    whole.add(part)
    let isRepeated = note(text, identity, isEmpty: part.uses.isEmpty)
    for dossier in part.uses.byDossier { enter(dossier, countsProject: !isRepeated) }
  }

  /// Whether the same part was added before.
  private mutating func note(
    _ text: SourceText, _ identity: FileIdentity?, isEmpty: Bool
  ) -> Bool {
    let path = text.path
    if let identity {
      if paths[identity] != nil {
        repeatedParts.append(
          Phrase(
            "`\(path)` 给了两次，其中的卷宗也算了两次；只写一次",
            "`\(path)` is named twice, and its dossiers are counted twice; name it once"))
        return true
      }
      paths[identity] = path
    }
    if let other = texts[text.bytes], isEmpty {
      likelyRepeatedParts.append(
        Phrase(
          "`\(path)` 与 `\(other)` 的内容一字不差；如果是同一部分，只写一次",
          "`\(path)` says to the letter what `\(other)` does; if both are of one part, name one"))
    }
    texts[text.bytes] = path
    return false
  }

  private mutating func enter(_ dossier: DossierUses, countsProject: Bool) {
    let project = dossier.project
    if countsProject, !(project.code.isEmpty && project.name.isEmpty) {
      let known = partOfProject[project.keys]
      if let known, known != partCount { repeatedProjects.append(project) }
      partOfProject[project.keys] = partCount
    }
    book.enter(dossier.claims, of: project)
    let isHeld = book.clashes(of: project).contains { $0.kind != nil }
    if isHeld, let decision = dossier.decision, decision < .supplement {
      unheldProjects.append(project)
    }
  }

  /// Whether the sum is surely not that of the stock judged as a whole.
  var isWrong: Bool {
    !repeatedParts.isEmpty || !repeatedProjects.isEmpty || !unheldProjects.isEmpty
  }

  /// What to do about it.
  var warnings: [Phrase] {
    var all = repeatedParts + likelyRepeatedParts
    if !repeatedProjects.isEmpty {
      let (count, names) = (repeatedProjects.count, names(of: repeatedProjects))
      all.append(
        Phrase(
          "\(count) 个项目在几个部分里都有，每次都算了一份：\(names[.chinese])；只留一份，重新审查那一部分",
          "projects are counted in several parts: \(names[.english]) (\(count) in all); keep one dossier of each, and judge that part again"
        ))
    }
    if !unheldProjects.isEmpty {
      let (count, names) = (unheldProjects.count, names(of: unheldProjects))
      all.append(
        Phrase(
          "\(count) 份卷宗的决定可能偏好：它们的来源在前面的卷宗里已被使用，那一部分单独审查时不知道：\(names[.chinese])；"
            + "重新审查那一部分，用 `review evaluate --beside 前面各部分的汇总.json`",
          "decisions may be too good: \(names[.english]) (\(count) in all) use sources that dossiers before them use, which their part alone did not know; judge that part again with `review evaluate --beside EARLIER.json`"
        ))
    }
    return all
  }

  private func names(of projects: [ClaimingProject]) -> Phrase {
    let shown = projects.prefix(Self.nameLimit).map {
      $0.code.isEmpty || $0.name.isEmpty ? $0.shownName : "\($0.name) \($0.code)"
    }
    let isAll = projects.count <= Self.nameLimit
    return Phrase(
      shown.joined(separator: "、") + (isAll ? "" : "……"),
      shown.joined(separator: ", ") + (isAll ? "" : " …"))
  }
}
