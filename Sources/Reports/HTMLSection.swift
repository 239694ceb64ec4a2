import Rules

/// A section of a report: its name in the page, its heading, and what it says.
struct HTMLSection {
  let id: String
  let title: String
  /// How many things it tells of; nil when that is of no interest.
  let count: Int?
  let body: (inout HTMLWriter) -> Void

  init(
    id: String, title: String, count: Int? = nil, body: @escaping (inout HTMLWriter) -> Void
  ) {
    self.id = id
    self.title = title
    self.count = count
    self.body = body
  }

  func write(to html: inout HTMLWriter) {
    html.block("section", [.id(id), .labelled(by: "\(id)-title")]) { html in
      html.block("h2", [.id("\(id)-title")]) { html in
        html.words(title)
        if let count { html.inline("span", [.class("count")], " \(count)") }
      }
      body(&html)
    }
  }
}

/// Links to the sections of a report.
struct HTMLContents {
  let sections: [HTMLSection]

  func write(to html: inout HTMLWriter, _ names: HTMLNames) {
    guard !sections.isEmpty else { return }
    html.block("nav", [.label(names.say("目录", "Contents"))]) { html in
      html.block("ul") { html in
        for section in sections {
          html.block("li") { html in
            html.inline("a", [.href("#\(section.id)")]) { html in
              html.words(section.title)
              if let count = section.count {
                html.inline("span", [.class("count")], " \(count)")
              }
            }
          }
        }
      }
    }
  }
}
