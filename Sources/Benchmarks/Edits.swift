import Rules

/// Edits of rule texts as somebody types them, one place each: another number, an item of a list less,
/// 或 for 且.
struct Edits {
  /// How many of all edits are made.
  private static let count = 200

  private let workspace: Workspace
  private let saved: Analysis
  private let signatures: RuleSignatures
  private let edits: [SourceText]

  /// Nil when the folder has no rules, or broken ones.
  init?(rules folder: String) {
    let texts = Folder.rules(among: Folder.files(below: folder))
    var workspace = Workspace(texts)
    saved = workspace.analysis()
    guard !texts.isEmpty, !saved.diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    self.workspace = workspace
    signatures = RuleSignatures(saved.book.program)
    let all = workspace.texts.flatMap { text in
      Self.edits(of: text).map { SourceText(path: text.path, bytes: $0) }
    }
    edits = stride(from: 0, to: all.count, by: max(1, all.count / Self.count)).map { all[$0] }
  }

  /// The processor time until it is known what is wrong with the edited texts, and until it is known
  /// which rules became stricter or looser.
  func measure(into results: inout Results) {
    var (messages, impacts): ([Double], [Double]) = ([], [])
    let today = CalendarDate(year: 2026, month: 1, day: 1)!
    for edit in edits {
      var desk = workspace
      var analysis = saved
      desk.put(edit)
      messages.append(Measure.seconds(runs: 1) { analysis = desk.analysis() })
      guard !analysis.diagnostics.contains(where: { $0.severity == .error }) else { continue }
      impacts.append(
        Measure.seconds(runs: 1) {
          let program = analysis.book.program
          _ = RuleComparison(saved.book.program, program, today: today)
            .differences(from: signatures, to: RuleSignatures(program, besides: signatures))
        })
    }
    add("messages about an edit", messages, to: &results)
    add("impact of an edit on all rules", impacts, to: &results)
  }

  private func add(_ name: String, _ seconds: [Double], to results: inout Results) {
    let sorted = seconds.sorted()
    guard let worst = sorted.last else { return }
    results.add("\(name), median of \(sorted.count)", sorted[sorted.count / 2] * 1_000, "ms")
    results.add("\(name), 95 of 100", sorted[sorted.count * 95 / 100] * 1_000, "ms")
    results.add("\(name), worst", worst * 1_000, "ms")
  }

  // MARK: - The edits of a text

  private static func edits(of text: SourceText) -> [[UInt8]] {
    let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let isTable = text.path.hasSuffix(".csv")
    return lines.indices.flatMap { number in
      let line = String(decoding: lines[number], as: UTF8.self)
      return (isTable ? cells(line) : conditions(line)).map { line in
        var edited = lines
        edited[number] = Array(line.utf8)[...]
        return Array(edited.joined(separator: CollectionOfOne(UInt8(0x0A))))
      }
    }
  }

  /// A row with one of its numbers changed.
  private static func cells(_ line: String) -> [String] {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    return cells.indices.dropFirst().compactMap { index in
      guard let number = next(after: cells[index]) else { return nil }
      var edited = cells
      edited[index] = number[...]
      return edited.joined(separator: ",")
    }
  }

  /// A condition with its last number changed, its last item left out, its 且 made 或.
  private static func conditions(_ line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard let keyword = words.first(where: { !$0.isEmpty }) else { return [] }
    let isCondition = ["应", "当", "且", "或", "除外", "值"].contains(keyword) && !line.contains("「")
    guard isCondition || keyword == "集合" else { return [] }
    var found: [String] = []
    if isCondition, let place = words.lastIndex(where: { next(after: $0) != nil }) {
      var edited = words
      edited[place] = next(after: words[place])![...]
      found.append(edited.joined(separator: " "))
    }
    if let item = line.lastIndex(of: "、") { found.append(String(line[..<item])) }
    if keyword == "且" { found.append(line.replacing("且", with: "或", maxReplacements: 1)) }
    return found
  }

  /// A number with another last digit; nil for other texts.
  private static func next(after text: Substring) -> String? {
    guard let last = text.last?.wholeNumberValue, text.allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    return text.dropLast() + String(last == 9 ? 8 : last + 1)
  }
}
