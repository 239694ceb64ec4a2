/// A page in a frame of a given width, and a script that looks at it from outside.
///
/// The page's own policy stays in force, as the script belongs to the page around it.
struct PageProbe {
  private let text: String

  /// - Parameters:
  ///   - width: In CSS pixels.
  ///   - script: The body of a function of `page`, the document in the frame.
  init(_ page: String, width: Int, _ script: String) {
    text = """
      <!DOCTYPE html>
      <meta charset="utf-8">
      <p id="answer">none</p>
      <iframe id="frame" width="\(width)" height="800" style="border:0"
        srcdoc="\(page.asAttribute)"></iframe>
      <script>
        addEventListener("load", () => {
          const frame = document.getElementById("frame");
          const look = page => { \(script) };
          document.getElementById("answer").textContent = look(frame.contentDocument);
          frame.remove();
        });
      </script>
      """
  }

  /// What the script returned; `none` when it failed.
  func answer(in browser: Browser) throws -> String {
    let document = try browser.document(of: text)
    let mark = "<p id=\"answer\">"
    var rest = document[...]
    while !rest.isEmpty, !rest.hasPrefix(mark) { rest.removeFirst() }
    return String(rest.dropFirst(mark.count).prefix { $0 != "<" })
  }
}

extension String {
  /// The text as the value of an attribute.
  fileprivate var asAttribute: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
