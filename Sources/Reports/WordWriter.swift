import Rules

/// Writes the paragraphs of a Word document (ECMA-376 part 1, 17.3) into a growing text.
///
///     var word = WordWriter()
///     word.paragraph(.part, "一、不符合的事项")
///     word.paragraph(.text) { word in word.run("决定：不予通过。") }
///
/// Names of elements are literals of this program; words are escaped always, so that nothing a dossier
/// or a rule says can become markup.
struct WordWriter {
  /// The styles of `wordStyles.xml`.
  enum Style: String {
    case text = "Text"
    case letterhead = "Letterhead"
    case number = "Number"
    case title = "Title"
    case addressee = "Addressee"
    case part = "Part"
    case closing = "Closing"
    case attachment = "Attachment"
    case seal = "Seal"
    case cell = "Cell"
    case series = "Series"
    case signing = "Signing"
    case endnote = "Endnote"
    case annex = "Annex"
    case annexTitle = "AnnexTitle"
    case section = "Section"
    case detail = "Detail"
  }

  private(set) var text = ""
  /// The files of the pictures, in their order; the first is `picture1`.
  private(set) var pictures: [[UInt8]] = []

  /// Half a character of the text, in twips.
  static let halfCharacter = 158

  /// - Parameters:
  ///   - indent: From the left edge, in twips.
  ///   - right: From the right edge, in twips; nil: that of the style.
  mutating func paragraph(
    _ style: Style, indent: Int = 0, right: Int? = nil, _ content: (inout WordWriter) -> Void
  ) {
    text += "<w:p><w:pPr><w:pStyle w:val=\"\(style.rawValue)\"/>"
    if indent > 0 { text += "<w:ind w:left=\"\(indent)\" w:firstLine=\"0\"/>" }
    if let right { text += "<w:ind w:right=\"\(right)\" w:firstLine=\"0\"/>" }
    text += "</w:pPr>"
    content(&self)
    text += "</w:p>\n"
  }

  mutating func paragraph(
    _ style: Style, indent: Int = 0, right: Int? = nil, _ words: String
  ) {
    paragraph(style, indent: indent, right: right) { $0.run(words) }
  }

  /// - Parameter size: In half points; nil: the size of the style.
  mutating func run(_ words: String, isBold: Bool = false, size: Int? = nil) {
    guard !words.isEmpty else { return }
    text += "<w:r>"
    if isBold || size != nil {
      text += "<w:rPr>\(isBold ? "<w:b/>" : "")"
      if let size { text += "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" }
      text += "</w:rPr>"
    }
    text += "<w:t xml:space=\"preserve\">\(Self.escaped(words))</w:t></w:r>"
  }

  /// A square of 38 mm with its quiet zone, in a paragraph of its own (20.4.2.8).
  mutating func picture(_ code: QRCode, _ description: String) {
    let margin = Array(repeating: false, count: QRCode.quietZone)
    let free = Array(
      repeating: Array(repeating: false, count: code.size + 2 * QRCode.quietZone),
      count: QRCode.quietZone)
    pictures.append(PNGImage(free + code.rows.map { margin + $0 + margin } + free, scale: 4).bytes)
    let number = pictures.count
    // 1 mm is 36,000 units.
    let extent = "cx=\"1368000\" cy=\"1368000\""
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    paragraph(.detail) { word in
      word.text += "<w:r><w:drawing><wp:inline xmlns:wp=\"\(drawing)/wordprocessingDrawing\">"
      word.text += "<wp:extent \(extent)/><wp:docPr id=\"\(number)\" name=\"picture\(number)\""
      word.text +=
        " descr=\"\(Self.escaped(description))\"/><a:graphic xmlns:a=\"\(drawing)/main\">"
      word.text +=
        "<a:graphicData uri=\"\(drawing)/picture\"><pic:pic xmlns:pic=\"\(drawing)/picture\">"
      word.text +=
        "<pic:nvPicPr><pic:cNvPr id=\"\(number)\" name=\"picture\(number)\"/><pic:cNvPicPr/>"
      word.text += "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"picture\(number)\"/>"
      word.text += "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
      word.text += "<a:off x=\"0\" y=\"0\"/><a:ext \(extent)/></a:xfrm>"
      word.text += "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
      word.text += "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    }
  }

  /// Ends a line within a paragraph.
  mutating func lineBreak() { text += "<w:r><w:br/></w:r>" }

  /// A table of cells with lines around them; widths and height are in twips, 1/1440 of an inch.
  ///
  /// - Parameter rowHeight: nil: as high as the words are. A table without rows is none.
  mutating func table(
    widths: [Int], rowHeight: Int? = nil, style: Style, _ rows: [[String]]
  ) {
    guard !rows.isEmpty else { return }
    text += "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>"
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
      text += "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    }
    text += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    for width in widths { text += "<w:gridCol w:w=\"\(width)\"/>" }
    text += "</w:tblGrid>\n"
    for row in rows {
      text += "<w:tr><w:trPr><w:cantSplit/>"
      if let rowHeight { text += "<w:trHeight w:val=\"\(rowHeight)\" w:hRule=\"exact\"/>" }
      text += "</w:trPr>"
      for (width, words) in zip(widths, row) {
        text +=
          "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        paragraph(style, words)
        text += "</w:tc>"
      }
      text += "</w:tr>\n"
    }
    text += "</w:tbl>\n"
  }

  /// Words with nothing left that XML reads as markup or refuses.
  static func escaped(_ words: String) -> String {
    let escaped = HTMLWriter.escaped(words)
    // XML 1.0, production 2: these two are no characters.
    guard escaped.unicodeScalars.contains(where: { isRefused($0) }) else { return escaped }
    var text = ""
    for scalar in escaped.unicodeScalars {
      text.unicodeScalars.append(isRefused(scalar) ? "\u{FFFD}" : scalar)
    }
    return text
  }

  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFFFE || scalar.value == 0xFFFF
  }
}
