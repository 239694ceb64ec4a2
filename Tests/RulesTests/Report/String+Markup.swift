/// A reader of markup that is just good enough to test what the reports write.
extension String {
  /// Every tag in the order of the text, style sheets and scripts left out.
  private var tags: [String] {
    var tags: [String] = []
    var rest = self[...]
    var hidden: Substring?
    while let start = rest.firstIndex(of: "<"),
      let end = rest[start...].firstIndex(of: ">")
    {
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if let element = hidden {
        guard tag == "/" + element else { continue }
        hidden = nil
      } else if tag == "style" || tag == "script" {
        hidden = tag
      }
      tags.append(String(tag))
    }
    return tags
  }

  /// The elements that were closed without being open, or were never closed.
  var unbalancedElements: [String] {
    let empty: Set<Substring> = ["!DOCTYPE", "meta", "input"]
    var open: [Substring] = []
    var wrong: [String] = []
    for tag in tags {
      let name = tag.prefix { $0 != " " }
      if name.hasPrefix("/") {
        if open.last == name.dropFirst() { open.removeLast() } else { wrong.append(tag) }
      } else if !empty.contains(name) {
        open.append(Substring(String(name)))
      }
    }
    return wrong + open.map(String.init)
  }

  /// The values of an attribute in the order of the text.
  func values(of attribute: String) -> [String] {
    let mark = " \(attribute)=\""
    return tags.compactMap { tag in
      guard let place = tag.range(after: mark) else { return nil }
      return String(tag[place...].prefix { $0 != "\"" })
    }
  }

  var sectionIDs: [String] {
    tags.filter { $0.hasPrefix("section id=") }
      .map { String($0.dropFirst("section id=\"".count).prefix { $0 != "\"" }) }
  }

  /// The text from one mark to the next other one.
  func part(from start: String, to end: String) -> Substring? {
    guard let first = range(after: start) else { return nil }
    let rest = self[first...]
    guard let last = rest.range(after: end) else { return nil }
    return rest[..<last]
  }
}

extension StringProtocol {
  /// The index behind the first occurrence of a mark.
  fileprivate func range(after mark: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(mark) { return self.index(index, offsetBy: mark.count) }
      formIndex(after: &index)
    }
    return nil
  }
}
