import Rules

/// A Word document on the page of GB/T 9704-2012: the parts of its package (ECMA-376 part 2), with
/// the same bytes for the same words.
struct WordDocument {
  let title: String
  /// The name at the head of the first page, in half points; nil: no letter's head.
  let letterhead: (words: String, size: Int)?
  let body: WordWriter

  /// What stands near the start of every document, so that one can be told from other people's
  /// files.
  static let mark = "<Application>review</Application>"

  var bytes: [UInt8] {
    var archive = ZIPArchive()
    archive.add("[Content_Types].xml", contentTypes)
    archive.add("docProps/app.xml", "\(Assets.wordApplicationXML)")
    archive.add("_rels/.rels", "\(Assets.wordPackageXML)")
    archive.add("docProps/core.xml", properties)
    archive.add("word/document.xml", document)
    archive.add("word/_rels/document.xml.rels", parts)
    archive.add("word/styles.xml", "\(Assets.wordStylesXML)")
    archive.add("word/settings.xml", "\(Assets.wordSettingsXML)")
    archive.add("word/fontTable.xml", "\(Assets.wordFontTableXML)")
    archive.add("word/header.xml", header)
    archive.add("word/footerFirst.xml", "\(Assets.wordFooterFirstXML)")
    archive.add("word/footerOdd.xml", "\(Assets.wordFooterOddXML)")
    archive.add("word/footerEven.xml", "\(Assets.wordFooterEvenXML)")
    for (place, picture) in body.pictures.enumerated() {
      archive.add("word/media/picture\(place + 1).png", picture)
    }
    return archive.finished()
  }

  private var contentTypes: String {
    Self.adding(
      body.pictures.isEmpty ? "" : "  <Default Extension=\"png\" ContentType=\"image/png\"/>\n",
      to: "\(Assets.wordContentTypesXML)", before: "</Types>")
  }

  private var parts: String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    let pictures = body.pictures.indices.map { place in
      let name = "picture\(place + 1)"
      return "  <Relationship Id=\"\(name)\" Type=\"\(kind)\" Target=\"media/\(name).png\"/>\n"
    }
    return Self.adding(
      pictures.joined(), to: "\(Assets.wordPartsXML)", before: "</Relationships>")
  }

  /// An element with more children: they stand before its end, which is the end of the text.
  private static func adding(_ children: String, to text: String, before end: String) -> String {
    guard !children.isEmpty else { return text }
    var start = text
    while let last = start.last, last == "\n" { start.removeLast() }
    return start.dropLast(end.count) + children + end + "\n"
  }

  private var document: String {
    Self.declaration + "<w:document \(Self.namespaces)><w:body>\n" + body.text + section
      + "</w:body></w:document>\n"
  }

  private var header: String {
    var word = WordWriter()
    word.paragraph(.letterhead) { $0.run(letterhead?.words ?? "", size: letterhead?.size) }
    return Self.declaration + "<w:hdr \(Self.namespaces)>" + word.text + "</w:hdr>\n"
  }

  private var properties: String {
    Self.declaration
      + "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      + "<dc:title>\(WordWriter.escaped(title))</dc:title></cp:coreProperties>\n"
  }

  /// The measures of the page in twips, 1/1440 of an inch: A4; 37 mm above and 28 mm beside the type
  /// area, which leaves 156 mm by 225 mm of it (5.2.1); 22 lines of 28 characters (5.2.3). The head of
  /// a letter begins 30 mm and its foot ends 20 mm from the edge (10.1).
  private var section: String {
    var text = "<w:sectPr>"
    if letterhead != nil {
      text += "<w:headerReference w:type=\"first\" r:id=\"letterhead\"/>"
      text += "<w:footerReference w:type=\"first\" r:id=\"first\"/>"
    }
    text += "<w:footerReference w:type=\"default\" r:id=\"odd\"/>"
    text += "<w:footerReference w:type=\"even\" r:id=\"even\"/>"
    text += "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    text += "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""
    text += " w:header=\"1701\" w:footer=\"1134\" w:gutter=\"0\"/>"
    if letterhead != nil { text += "<w:titlePg/>" }
    // The styles set the characters 15.75 points apart: LibreOffice knows no grid narrower than a font.
    text += "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/>"
    return text + "</w:sectPr>"
  }

  private static let declaration =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
}
