import Rules

extension Report {
  /// The whole report as a Word document.
  public func docx() -> [UInt8] {
    var word = WordWriter()
    let drawing = TextDrawing(report: self)
    word.paragraph(.title, kind)
    for line in drawing.head { word.detail(line) }
    for section in sections { word.section(section, drawing) }
    return WordDocument(title: "\(kind) \(project)", letterhead: nil, body: word).bytes
  }

  /// Whether a file was written as a Word document of a review, so that a later one may take its
  /// place.
  public static func isDocument(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    return head.starts(with: "PK".utf8)
      && head.indices.contains { head[$0...].starts(with: WordDocument.mark.utf8) }
  }
}

extension Opinion {
  /// The opinion as a Word document: two pages, and the annex from the third.
  public func docx() -> [UInt8] {
    var word = WordWriter()
    word.paragraph(.number, number)
    word.paragraph(.title) { word in
      for (position, line) in title.enumerated() {
        if position > 0 { word.lineBreak() }
        word.run(line)
      }
    }
    word.paragraph(.addressee, addressee + report.words.colon)
    for part in parts { write(part, to: &word) }
    word.paragraph(.attachment, attachment)
    let indents = signatureIndents
    word.paragraph(.seal, right: indents.office * WordWriter.halfCharacter, signature)
    word.paragraph(.seal, right: indents.date * WordWriter.halfCharacter, dateLine)
    let signing = say("签名：　　　　　年　月　日", "Signed: ________  Date: ______")
    word.table(
      widths: [1500, 3645, 3700], rowHeight: 579, style: .signing,
      signatories.map { [$0, "", signing] })
    for note in endnotes { word.paragraph(.endnote, note) }
    word.paragraph(.annex, say("附件", "Annex"))
    word.paragraph(.annexTitle, annexTitle)
    let drawing = TextDrawing(report: report)
    for section in annex { word.section(section, drawing) }
    let head = office ?? OpinionSource.blank
    return WordDocument(
      title: title.joined(),
      letterhead: (head, 2 * OfficialPage.letterheadSize(of: head)), body: word
    ).bytes
  }

  private func write(_ part: Part, to word: inout WordWriter) {
    switch part {
    case .paragraphs(let paragraphs):
      for paragraph in paragraphs { word.paragraph(.text, paragraph) }
    case .closing(let paragraphs):
      for paragraph in paragraphs { word.paragraph(.closing, paragraph) }
    case .list(let heading, let items, let form, let rest):
      word.paragraph(.part, heading)
      switch form {
      case .running:
        for (position, item) in items.enumerated() {
          word.paragraph(.text, number(position) + item)
        }
      case .table:
        word.table(
          widths: [560, 8285], style: .cell, items.enumerated().map { ["\($0 + 1)", $1] })
      case .series: word.paragraph(.series, Self.series(items, language))
      }
      if let rest { word.paragraph(.text, rest) }
    }
  }
}

extension WordWriter {
  /// What one column of the text drawing is here, in twips.
  private static let column = 120

  fileprivate mutating func section(_ section: Section, _ drawing: TextDrawing) {
    paragraph(.section, drawing.title(section))
    for line in drawing.lines(section.blocks) { detail(line) }
    for case .code(let code) in section.blocks {
      picture(
        code, drawing.report.words.language == .chinese ? "检查点的二维码" : "QR code of the checkpoint")
    }
  }

  fileprivate mutating func detail(_ line: TextDrawing.DrawnLine) {
    paragraph(.detail, indent: max(0, line.indent - 2) * Self.column) { word in
      word.run(line.beginning, isBold: true)
      word.run(line.rest)
    }
  }
}
