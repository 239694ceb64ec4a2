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
    for part in [FactForm.Part.document, .basis, .page, .quote, .date, .authority] {
      guard let node = inner[part]?.value else { continue }
      if case .null = node.kind { continue }
      guard let text = node.written else {
        reportWrongEvidence(node)
        return nil
      }
      texts[part] = text
    }
    let evidence = Evidence(
      document: texts[.document] ?? texts[.basis], page: texts[.page], quote: texts[.quote],
      date: texts[.date], authority: texts[.authority])
    let nothing = Evidence(document: nil, page: nil, quote: nil)
    return (evidence == nothing ? nil : evidence, ())
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
