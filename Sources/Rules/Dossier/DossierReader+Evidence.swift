// Where a value stands: the document, the page, the words.

extension DossierReader {
  /// From `source`, or from the members a human finding carries itself; nil after a reported
  /// problem.
  mutating func evidence(_ form: FactForm) -> (found: Evidence?, Void)? {
    var inner = form
    switch form[.source]?.value.kind {
    case .string(let document)?:
      return (Evidence(document: document, page: nil, quote: nil), ())
    case .object(let members)?:
      inner = FactForm(members)
      guard !reportRepeated(inner) else { return nil }
    case .number?, .boolean?, .array?:
      if let node = form[.source]?.value { reportWrongEvidence(node) }
      return nil
    case .null?, nil: break
    }
    var texts: [FactForm.Part: String] = [:]
    for part in [FactForm.Part.document, .basis, .page, .quote, .date, .authority, .sha256] {
      guard let node = inner[part]?.value else { continue }
      if case .null = node.kind { continue }
      guard let text = node.written else {
        reportWrongEvidence(node)
        return nil
      }
      texts[part] = text
    }
    if let text = texts[.sha256], let node = inner[.sha256]?.value {
      guard let digest = Self.digest(text) else {
        reportWrongDigest(node, text)
        return nil
      }
      texts[.sha256] = digest
    }
    let evidence = Evidence(
      document: texts[.document] ?? texts[.basis], page: texts[.page], quote: texts[.quote],
      date: texts[.date], authority: texts[.authority],
      sha256: texts[.sha256])
    let nothing = Evidence(document: nil, page: nil, quote: nil)
    return (evidence == nothing ? nil : evidence, ())
  }

  /// 64 hexadecimal digits in small letters, with or without `sha256:` before them; nil for any other
  /// text.
  private static func digest(_ text: String) -> String? {
    let small = text.trimmed.asciiLowercased
    let digits = small.hasPrefix("sha256:") ? String(small.dropFirst(7)) : small
    let isDigest =
      digits.utf8.count == 64
      && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isDigest ? digits : nil
  }

  private mutating func reportWrongDigest(_ node: JSONNode, _ text: String) {
    report(
      .wrongValue, at: node.range,
      Phrase(
        "`\(text)` 不是文件的 SHA-256 摘要", "`\(text)` is no SHA-256 of a file"),
      hint: Phrase(
        "抄写 `sha256sum 文件` 印出的 64 位十六进制数，或不写这一项",
        "copy the 64 hexadecimal digits that `sha256sum FILE` prints, or leave it out"))
  }

  private mutating func reportWrongEvidence(_ node: JSONNode) {
    report(
      .wrongValue, at: node.range,
      Phrase("来源应是文字或对象 `{ … }`", "a source is a text or an object `{ … }`"),
      hint: Phrase(
        "写成 `{\"document\": \"节能报告\", \"page\": 37}`，各项是文字或数",
        "write `{\"document\": \"energy report\", \"page\": 37}`, with texts or numbers"))
  }
}
