/// Splits a policy text into sections and sentences.
///
/// A sentence ends with 。；！？ and the closing marks behind it, or with its paragraph. The row of
/// a table is a paragraph with tabs and stays whole. A number opens a section; the first sentence
/// behind it is a heading when it only names what follows.
struct PolicyTextReader {
  private let source: SourceText
  private let sourceIndex: Int
  private(set) var letters: [Unicode.Scalar] = []
  private(set) var offsets: [Int] = []
  private(set) var sentences: [PolicySentence] = []

  private var chapter: String?
  private var section = SectionName.preface
  /// The level of the list whose items are being read; nil outside a list.
  private var listLevel: Int?

  init(_ source: SourceText, index: Int) {
    self.source = source
    sourceIndex = index
  }

  mutating func run() {
    let paragraphs = readParagraphs()
    for (index, paragraph) in paragraphs.enumerated() {
      let next = index + 1 < paragraphs.count ? paragraphs[index + 1] : nil
      enter(paragraph.marker)
      split(paragraph, before: next)
      listLevel = isItemOfList(paragraph, before: next) ? paragraph.marker?.level : nil
    }
  }

  // MARK: - Paragraphs

  private struct Paragraph {
    let letters: Range<Int>
    let isTableRow: Bool
    let marker: SectionMarker?
  }

  private mutating func readParagraphs() -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var start = 0
    var hasTab = false
    var offset = 0
    for scalar in String(decoding: source.bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\n" {
        close(from: start, hasTab: hasTab, into: &paragraphs)
        start = letters.count
        hasTab = false
      } else if PolicyText.isBlank(scalar) {
        hasTab = hasTab || scalar == "\t"
      } else {
        letters.append(scalar)
        offsets.append(offset)
      }
      offset += UTF8.width(scalar)
    }
    close(from: start, hasTab: hasTab, into: &paragraphs)
    return paragraphs
  }

  private func close(from start: Int, hasTab: Bool, into paragraphs: inout [Paragraph]) {
    guard start < letters.count else { return }
    paragraphs.append(
      Paragraph(
        letters: start..<letters.count, isTableRow: hasTab, marker: SectionMarker(letters[start...])
      ))
  }

  private mutating func enter(_ marker: SectionMarker?) {
    switch marker {
    case .chapter(let number):
      chapter = number
      section = SectionName(number)
    case .item(let number):
      section = SectionName("\(chapter ?? "")（\(number)）")
    case .annex(let number):
      chapter = nil
      section = SectionName("附件\(number)")
    case nil: break
    }
  }

  // MARK: - Sentences

  private mutating func split(_ paragraph: Paragraph, before next: Paragraph?) {
    guard !paragraph.isTableRow else {
      append(paragraph.letters, .tableRow)
      return
    }
    var start = paragraph.letters.lowerBound
    while start < paragraph.letters.upperBound {
      let sentence = start..<end(of: start, in: paragraph.letters)
      let opens = start == paragraph.letters.lowerBound
      append(
        sentence, opens && isHeading(sentence, of: paragraph, before: next) ? .heading : .sentence)
      start = sentence.upperBound
    }
  }

  private func end(of start: Int, in paragraph: Range<Int>) -> Int {
    guard
      var end = (start..<paragraph.upperBound).first(where: { Self.ends.contains(letters[$0]) })
    else { return paragraph.upperBound }
    end += 1
    while end < paragraph.upperBound, Self.closingMarks.contains(letters[end]) { end += 1 }
    return end
  }

  private mutating func append(_ place: Range<Int>, _ kind: PolicySentence.Kind) {
    let last = place.upperBound - 1
    let range = SourceRange(
      source: sourceIndex, start: offsets[place.lowerBound],
      end: offsets[last] + UTF8.width(letters[last]))
    sentences.append(
      PolicySentence(
        kind: kind, section: section, text: source.slice(Int(range.start), Int(range.end)),
        range: range, letters: place))
  }

  /// Whether the first sentence of a numbered paragraph only names what follows.
  ///
  /// An item of a list, such as 「（一）新建项目应当入园；」, is no heading, because nothing stands
  /// under it: a norm must not pass for a title. Neither is anything with a figure or a comma.
  private func isHeading(
    _ sentence: Range<Int>, of paragraph: Paragraph, before next: Paragraph?
  ) -> Bool {
    guard let marker = paragraph.marker else { return false }
    if case .annex = marker { return false }
    let isPlain = letters[sentence].dropLast().allSatisfy {
      !Self.breaks.contains($0) && $0.properties.numericType != .decimal
    }
    guard isPlain else { return false }
    return !isItemOfList(paragraph, before: next)
  }

  /// Whether a numbered sentence stands alone with nothing under it, or ends a list of such.
  private func isItemOfList(_ paragraph: Paragraph, before next: Paragraph?) -> Bool {
    guard let marker = paragraph.marker,
      end(of: paragraph.letters.lowerBound, in: paragraph.letters) == paragraph.letters.upperBound
    else { return false }
    if marker.level == listLevel { return true }
    guard let next else { return true }
    return next.marker.map { $0.level <= marker.level } ?? false
  }

  private static let ends: Set<Unicode.Scalar> = ["。", "；", "！", "？", ";"]
  private static let breaks: Set<Unicode.Scalar> = ["，", "；", "：", ",", ";", ":"]
  private static let closingMarks: Set<Unicode.Scalar> = [
    "”", "’", "）", ")", "」", "』", "》", "】",
  ]
}

extension PolicyText {
  /// Where the words of a sentence may be parted between several entries.
  static let partEnds: Set<Unicode.Scalar> = ["，", "；", "：", ",", ";", ":"]
}
