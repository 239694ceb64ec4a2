import Rules

/// The frame of a page: head, style sheet, and a policy that forbids it to load anything.
struct HTMLPage {
  let title: String
  let language: Language

  /// The whole file; `script` is a program of ours, or none.
  func text(script: StaticString? = nil, _ body: (inout HTMLWriter) -> Void) -> String {
    var html = HTMLWriter(language: language)
    html.verbatim("<!DOCTYPE html>\n")
    html.block("html", [.lang(language == .chinese ? "zh-CN" : "en")]) { html in
      html.block("head") { html in
        head(&html, hasScript: script != nil)
      }
      html.block("body") { html in
        body(&html)
        if let script { html.block("script") { $0.verbatim(script) } }
      }
    }
    return html.text
  }

  private func head(_ html: inout HTMLWriter, hasScript: Bool) {
    html.verbatim("\n<meta charset=\"utf-8\">\n")
    html.empty("meta", [HTMLAttribute("name", "generator"), HTMLAttribute("content", "review")])
    let scripts = hasScript ? "; script-src 'unsafe-inline'" : ""
    html.empty(
      "meta",
      [
        HTMLAttribute("http-equiv", "Content-Security-Policy"),
        HTMLAttribute("content", "default-src 'none'; style-src 'unsafe-inline'\(scripts)"),
      ])
    html.verbatim("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.block("title", title)
    html.block("style") { $0.verbatim(Assets.reportCSS) }
  }
}
