import Rules

/// Writes HTML into a growing text.
///
///     var html = HTMLWriter(language: .chinese)
///     html.block("p", [.class("place")]) { html in
///       html.words("见 ")
///       html.inline("code", "dossier.json:12:20")
///     }
///
/// Names of elements and attributes are literals of this program; words and attribute values are
/// escaped always, so that nothing a dossier or a rule says can become markup.
struct HTMLWriter {
  /// The language of the page; words in the other one are marked.
  let language: Language
  private(set) var text = ""

  init(language: Language) { self.language = language }

  /// An element in running text.
  mutating func inline(
    _ name: StaticString, _ attributes: [HTMLAttribute] = [],
    _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    text += "</\(name)>"
  }

  mutating func inline(
    _ name: StaticString, _ attributes: [HTMLAttribute], _ words: String
  ) {
    inline(name, attributes + languageMark(of: words)) { $0.words(words) }
  }

  mutating func inline(_ name: StaticString, _ words: String) { inline(name, [], words) }

  /// An element that ends its line of the file.
  mutating func block(
    _ name: StaticString, _ attributes: [HTMLAttribute] = [],
    _ content: (inout HTMLWriter) -> Void
  ) {
    inline(name, attributes, content)
    text += "\n"
  }

  mutating func block(
    _ name: StaticString, _ attributes: [HTMLAttribute], _ words: String
  ) {
    inline(name, attributes, words)
    text += "\n"
  }

  mutating func block(_ name: StaticString, _ words: String) { block(name, [], words) }

  /// An element that has no content, as `meta`.
  mutating func empty(_ name: StaticString, _ attributes: [HTMLAttribute]) {
    open(name, attributes)
    text += "\n"
  }

  /// A name and what stands under it, as an element of a list.
  mutating func pair(_ name: String, _ value: String, _ attributes: [HTMLAttribute] = []) {
    pair(name, attributes) { $0.words(value) }
  }

  mutating func pair(
    _ name: String, _ attributes: [HTMLAttribute] = [], _ value: (inout HTMLWriter) -> Void
  ) {
    block("li", attributes) { html in
      html.inline("span", [.class("name")], name)
      html.words(" ")
      html.inline("span", [.class("value")], value)
    }
  }

  /// Lines that stand as they were written.
  mutating func lines(_ lines: [String]) {
    block("pre") { html in
      for line in lines {
        html.words(line)
        html.verbatim("\n")
      }
    }
  }

  /// A section with a heading of the second rank, which names it.
  mutating func section(
    _ id: String, _ title: String, count: Int? = nil, _ attributes: [HTMLAttribute] = [],
    _ body: (inout HTMLWriter) -> Void
  ) {
    block("section", [.id(id), .labelled(by: "\(id)-title")] + attributes) { html in
      html.block("h2", [.id("\(id)-title")]) { html in
        html.words(title)
        if let count { html.inline("span", [.class("count")], " \(count)") }
      }
      body(&html)
    }
  }

  mutating func words(_ words: String) { text += Self.escaped(words) }

  /// A piece of a text as it was written, for a place that keeps line breaks, as `pre`.
  mutating func written(_ piece: String) {
    let lines = piece.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (number, line) in lines.enumerated() {
      if number > 0 { verbatim("\n") }
      words(String(line))
    }
  }

  /// Words among others, which say so when they are in the other language.
  mutating func running(_ words: String) {
    if languageMark(of: words).isEmpty { self.words(words) } else { inline("span", words) }
  }

  /// Markup, a style sheet or a script that is part of this program.
  mutating func verbatim(_ markup: StaticString) { text += "\(markup)" }

  private mutating func open(_ name: StaticString, _ attributes: [HTMLAttribute]) {
    text += "<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)"
      if let value = attribute.value { text += "=\"\(Self.escaped(value))\"" }
    }
    text += ">"
  }

  /// Chinese words on an English page say so, that they are read out and broken rightly.
  private func languageMark(of words: String) -> [HTMLAttribute] {
    guard language == .english else { return [] }
    let chinese = words.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    return chinese * 3 > words.unicodeScalars.count ? [.lang("zh-CN")] : []
  }

  /// Words with nothing left that HTML reads as markup.
  ///
  /// Control characters are no HTML, and those that turn the direction of writing could show a
  /// number or a name other than it is: signs stand in their place.
  static func escaped(_ words: String) -> String {
    let visible = words.withVisibleControls
    guard visible.utf8.contains(where: { entity(of: $0) != nil }) else { return visible }
    var text = ""
    for scalar in visible.unicodeScalars {
      if scalar.isASCII, let entity = entity(of: UInt8(truncatingIfNeeded: scalar.value)) {
        text += entity
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func entity(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}

/// An attribute of an HTML element; without a value it is only named, as `open`.
struct HTMLAttribute {
  let name: StaticString
  let value: String?

  init(_ name: StaticString, _ value: String? = nil) {
    self.name = name
    self.value = value
  }

  static func `class`(_ names: String) -> HTMLAttribute { HTMLAttribute("class", names) }
  static func style(_ rules: String) -> HTMLAttribute { HTMLAttribute("style", rules) }
  static func id(_ name: String) -> HTMLAttribute { HTMLAttribute("id", name) }
  static func href(_ address: String) -> HTMLAttribute { HTMLAttribute("href", address) }
  static func lang(_ tag: String) -> HTMLAttribute { HTMLAttribute("lang", tag) }
  /// What an element is called where it cannot be seen.
  static func label(_ words: String) -> HTMLAttribute { HTMLAttribute("aria-label", words) }
  /// The element that names this one.
  static func labelled(by id: String) -> HTMLAttribute { HTMLAttribute("aria-labelledby", id) }
  /// Left out by programs that read the page aloud.
  static let decorative = HTMLAttribute("aria-hidden", "true")
}
