/// What a hint says to do, as edits: written in the language of the text, so that what stands in
/// backticks can be written as it is.
///
///     是否想写 `数据中心.PUE`？      write it in the place of what is wrong
///     删去 `则`，…                   delete it
///     在末尾补上 `）`                write it behind
///     补上 `否则 不予审批` 之类      write it on a line of its own
struct FixProposal {
  let title: Phrase
  /// Where the edits can be made, the likeliest first.
  let placements: [[TextEdit]]
  let followsHint: Bool

  static func all(for diagnostic: Diagnostic, in analysis: Analysis) -> [FixProposal] {
    var found: [FixProposal] = []
    let reader = FixReader(diagnostic, analysis)
    if let hint = diagnostic.hint?[reader.language] {
      found += HintPart.parts(of: hint).flatMap { reader.proposals(for: $0) }
      found += HintPart.list(in: hint).map { reader.replacement($0) }
    } else {
      found += HintPart.parts(of: diagnostic.message[reader.language])
        .filter { $0.isSpelling }.flatMap { reader.proposals(for: $0) }
    }
    if diagnostic.severity == .warning { found += allowance(diagnostic, analysis) }
    return found
  }

  /// A comment that says that the warning is known, for its reason to be written in.
  private static func allowance(
    _ diagnostic: Diagnostic, _ analysis: Analysis
  ) -> [FixProposal] {
    let source = Int(diagnostic.range.source)
    guard
      let declaration = analysis.declaration(at: Int(diagnostic.range.start), of: source),
      diagnostic.code != .idleAllowance
    else { return [] }
    let word = analysis.sources[source].mainLanguage == .chinese ? "允许" : "allow"
    let reason = analysis.sources[source].mainLanguage == .chinese ? "理由" : "REASON"
    let start = Int(declaration.range.start)
    return [
      FixProposal(
        title: Phrase(
          "确是如此：写 `# 允许 \(diagnostic.code.name) 理由`",
          "it is meant so: write `# allow \(diagnostic.code.name) REASON`"),
        placements: [
          [
            TextEdit(
              SourceRange(source: source, start: start, end: start),
              "# \(word) \(diagnostic.code.name) \(reason)\n")
          ]
        ], followsHint: false)
    ]
  }
}

/// One part of a hint: what stands in backticks, and the words before it.
struct HintPart {
  let before: String
  /// nil: the hint ends in words.
  let quoted: String?

  static func parts(of hint: String) -> [HintPart] {
    let pieces = hint.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    return stride(from: 0, to: pieces.count, by: 2).map { index in
      HintPart(
        before: pieces[index], quoted: index + 1 < pieces.count ? pieces[index + 1] : nil)
    }
  }

  /// The words of a hint that names all that can stand here: `可选：大型、中型`.
  static func list(in hint: String) -> [String] {
    let heads = [
      "可选：", "可写：", "后果：", "one of: ", "consequences: ", "这个月的最后一天是 ",
      "the last day of that month is ",
    ]
    guard let head = heads.first(where: { hint.hasPrefix($0) }) else { return [] }
    return hint.dropFirst(head.count).split { $0 == "、" || $0 == "," }.map { word in
      let word = word.drop { $0 == " " }
      // The last may be followed by how many more there are.
      return String(word.prefix { $0 != " " })
    }
  }

  /// `` `必须` 写作 `应` ``: a message that is a hint by itself.
  var isSpelling: Bool { before.holds("写作") || before.holds("write ") }

  /// Whether it names a gap to be filled in, which cannot be written as it is.
  var hasGap: Bool { quoted.map { $0.holds("…") } ?? false }

  var isDeletion: Bool {
    ["删去", "delete", "leave it out", "leave the line out", "leave out"].contains {
      before.holds($0)
    }
  }

  var isOfLine: Bool { before.holds("这一行") || before.holds("the line") }

  var isAddition: Bool {
    ["补上", "close it with", "add something like"].contains { before.holds($0) }
  }
}

/// Turns the parts of a hint into edits of the text that the diagnostic is about.
struct FixReader {
  let language: Language
  private let diagnostic: Diagnostic
  private let text: SourceText

  init(_ diagnostic: Diagnostic, _ analysis: Analysis) {
    self.diagnostic = diagnostic
    text = analysis.sources[Int(diagnostic.range.source)]
    language = text.mainLanguage
  }

  private var range: SourceRange { diagnostic.range }
  private var written: String { text.slice(Int(range.start), Int(range.end)) }

  func proposals(for part: HintPart) -> [FixProposal] {
    if part.isDeletion { return [deletion(part)].compactMap { $0 } }
    guard let quoted = part.quoted, !part.hasGap, quoted != written else {
      return blank(part)
    }
    if part.isAddition { return [addition(quoted)] }
    return [replacement(quoted)]
  }

  /// `把冒号改成空格`
  private func blank(_ part: HintPart) -> [FixProposal] {
    guard part.before.holds("改成空格") || part.before.holds("write a blank") else { return [] }
    return [
      FixProposal(
        title: Phrase("改成空格", "write a blank"), placements: [[TextEdit(range, " ")]],
        followsHint: true)
    ]
  }

  func replacement(_ text: String) -> FixProposal {
    let places = [range] + diagnostic.related.map { $0.range }.filter { $0.source == range.source }
    let behind = SourceRange(source: Int(range.source), start: Int(range.end), end: Int(range.end))
    return FixProposal(
      title: Phrase("写成 `\(text)`", "write `\(text)`"),
      placements: (places + stretches(saidBy: text)).map { [TextEdit($0, text)] } + [
        [TextEdit(behind, " " + text)]
      ], followsHint: true)
  }

  /// The stretches around what is marked whose other words the text says again, the longest first:
  /// nothing that was written gets lost.
  private func stretches(saidBy text: String) -> [SourceRange] {
    let index = Int(range.source)
    let said = Set(
      TokenLine(SourceText(path: "-", text: text), index: index).tokens
        .filter { $0.kind == .word || $0.kind == .number || $0.kind == .date }.map { $0.text })
    let tokens = TokenLine(self.text, index: index).tokens.filter { $0.kind != .endOfFile }
    guard let first = tokens.firstIndex(where: { $0.range.end > range.start }) else { return [] }
    let last = tokens.lastIndex { $0.range.start < max(range.end, range.start + 1) } ?? first
    func isSaid(_ token: Token) -> Bool {
      switch token.kind {
      case .word, .number, .date: said.contains(token.text) || Self.joining.contains(token.text)
      case .sign: true
      case .string, .bookTitle, .stray, .endOfFile: false
      }
    }
    var (left, right) = (first, max(first, last))
    while left > 0, tokens[left].follows != .lineBreak, isSaid(tokens[left - 1]) { left -= 1 }
    while right + 1 < tokens.count, tokens[right + 1].follows != .lineBreak,
      isSaid(tokens[right + 1])
    {
      right += 1
    }
    let widest = (left, right)
    // A sign at either end belongs to what stands beyond it, unless it is a bracket too many.
    while left < first, case .sign = tokens[left].kind { left += 1 }
    while right > max(first, last), case .sign = tokens[right].kind { right -= 1 }
    return [(left, right), (first, right), (left, max(first, last)), widest].map { start, end in
      tokens[start].range.through(tokens[end].range)
    }
  }

  /// Words that join others in ways of writing that the language does not have.
  private static let joining: Set<String> = [
    "介于", "在", "和", "与", "至", "到", "之间", "的", "倍", "是", "为", "以", "x", "X", "between",
    "and", "to", "is", "times",
  ]

  private func addition(_ text: String) -> FixProposal {
    func place(_ offset: Int) -> SourceRange {
      SourceRange(source: Int(range.source), start: offset, end: offset)
    }
    return FixProposal(
      title: Phrase("补上 `\(text)`", "add `\(text)`"),
      placements: [
        [TextEdit(place(Int(range.end)), text)], [TextEdit(place(lineEnd), text)],
        [TextEdit(place(lineEnd), "\n  " + text)],
      ], followsHint: true)
  }

  private func deletion(_ part: HintPart) -> FixProposal? {
    let lines = text.lineBounds(around: Int(range.start))
    let next = min(text.bytes.count, lines.upperBound + 1)
    let line = SourceRange(source: Int(range.source), start: lines.lowerBound, end: next)
    var places = part.isOfLine ? [line, range] : [range, line]
    if let quoted = part.quoted, quoted != written, let place = self.place(of: quoted) {
      places.insert(place, at: 0)
    }
    return FixProposal(
      title: part.quoted.map { Phrase("删去 `\($0)`", "delete `\($0)`") }
        ?? Phrase("删去", "delete it"),
      placements: places.map { [TextEdit($0, "")] }, followsHint: true)
  }

  /// Where a text stands on the line, from the range on.
  private func place(of part: String) -> SourceRange? {
    let wanted = Array(part.utf8)
    let start = Int(range.start)
    guard !wanted.isEmpty, start + wanted.count <= lineEnd else { return nil }
    for offset in start...(lineEnd - wanted.count)
    where text.bytes[offset..<(offset + wanted.count)].elementsEqual(wanted) {
      return SourceRange(source: Int(range.source), start: offset, end: offset + wanted.count)
    }
    return nil
  }

  private var lineEnd: Int { text.lineBounds(around: Int(range.start)).upperBound }
}
