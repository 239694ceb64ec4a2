import Rules

extension LanguageServer {
  /// The quick fixes of the diagnostics at a range.
  func actions(_ question: Question, _ params: JSONNode) -> (inout JSONWriter) -> Void {
    let start = question.text.offset(of: params["range"]?["start"])
    let end = max(start, question.text.offset(of: params["range"]?["end"]))
    let range = SourceRange(source: question.source, start: start, end: end)
    let fixes = trees[question.root]?.workspace.quickFixes(question.analysis, in: range) ?? []
    return { json in
      json.array { json in
        for fix in fixes {
          json.object { json in
            json.member("title", fix.title[question.language])
            json.member("kind", "quickfix")
            json.member("isPreferred", fix.followsHint)
            json.member("edit") { self.write(fix.edits, of: question.analysis, to: &$0) }
          }
        }
      }
    }
  }

  /// The units that are not written, of a part of the text.
  func inlays(_ question: Question, _ params: JSONNode) -> (inout JSONWriter) -> Void {
    let start = question.text.offset(of: params["range"]?["start"])
    let end = params["range"]?["end"].map { question.text.offset(of: $0) } ?? .max
    let units = question.analysis.inlayUnits(of: question.source).filter {
      start <= $0.offset && $0.offset <= end
    }
    return { json in
      json.array { json in
        for unit in units {
          let place = question.text.place(of: unit.offset)
          json.object { json in
            json.member("position") { json in
              json.object { json in
                json.member("line", place.line)
                json.member("character", place.character)
              }
            }
            json.member("label", unit.text)
            json.member("kind", 1)
            json.member("paddingLeft", true)
          }
        }
      }
    }
  }
}
