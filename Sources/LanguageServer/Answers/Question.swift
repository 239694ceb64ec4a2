import Rules

/// A request about one text, and perhaps one place of it.
struct Question {
  let root: String
  let path: String
  /// The text's place in the analysis.
  let source: Int
  let offset: Int
  let analysis: Analysis
  let text: UTF16Text
  let language: Language
}

extension LanguageServer {
  /// The text that params are about; throws where it is not open or no rule text.
  func question(_ params: JSONNode) throws(RPCError) -> Question {
    guard let path = path(in: params) else {
      throw RPCError(.invalidParams, "textDocument.uri names no file")
    }
    let root = root(of: path)
    guard documents[path] != nil, var tree = trees[root],
      let source = tree.workspace.index(of: path)
    else { throw RPCError(.invalidParams, "the text is not open: \(path)") }
    let analysis = tree.analysis()
    trees[root] = tree
    let bytes = analysis.sources[source].bytes
    let text = UTF16Text(bytes)
    return Question(
      root: root, path: path, source: source, offset: text.offset(of: params["position"]),
      analysis: analysis, text: text,
      language: language ?? analysis.sources[source].mainLanguage)
  }

  /// A place in any text, as `{"uri": …, "range": …}`.
  func write(_ range: SourceRange, of analysis: Analysis, to json: inout JSONWriter) {
    let source = analysis.sources[Int(range.source)]
    json.object { json in
      json.member("uri", uri(of: source.path))
      json.member("range") {
        $0.range(Int(range.start), Int(range.end), in: UTF16Text(source.bytes))
      }
    }
  }

  func uri(of path: String) -> String { documents[path]?.uri ?? DocumentURI.uri(of: path) }

  /// Edits of any texts, as a `WorkspaceEdit`.
  func write(_ edits: [TextEdit], of analysis: Analysis, to json: inout JSONWriter) {
    json.object { json in
      json.member("changes") { json in
        json.object { json in
          for source in Set(edits.map { $0.range.source }).sorted() {
            let text = analysis.sources[Int(source)]
            let places = UTF16Text(text.bytes)
            json.member(uri(of: text.path)) { json in
              json.array { json in
                for edit in edits where edit.range.source == source {
                  write(edit, in: places, to: &json)
                }
              }
            }
          }
        }
      }
    }
  }

  private func write(_ edit: TextEdit, in text: UTF16Text, to json: inout JSONWriter) {
    json.object { json in
      json.member("range") { $0.range(Int(edit.range.start), Int(edit.range.end), in: text) }
      json.member("newText", edit.text)
    }
  }
}
