import Rules

// The shape of a text: its outline, what folds, its layout.

extension LanguageServer {
  func symbols(_ question: Question) -> (inout JSONWriter) -> Void {
    let items = question.analysis.outline(of: question.source)
    return { json in
      json.array { json in
        for item in items {
          json.object { json in
            json.member("name", item.name.isEmpty ? "—" : item.name)
            json.member("detail", item.detail)
            json.member("kind", item.keyword.symbolKind)
            json.member("range") {
              $0.range(Int(item.range.start), Int(item.range.end), in: question.text)
            }
            json.member("selectionRange") {
              $0.range(Int(item.nameRange.start), Int(item.nameRange.end), in: question.text)
            }
          }
        }
      }
    }
  }

  func folding(_ question: Question) -> (inout JSONWriter) -> Void {
    let folded = question.analysis.folding(of: question.source)
    return { json in
      json.array { json in
        for lines in folded {
          json.object { json in
            json.member("startLine", lines.first)
            json.member("endLine", lines.last)
            json.member("kind", lines.isComment ? "comment" : "region")
          }
        }
      }
    }
  }

  /// The whole text anew, or nothing where it is laid out already or cannot be.
  func formatting(_ question: Question) -> (inout JSONWriter) -> Void {
    let source = question.analysis.sources[question.source]
    guard let tree = trees[question.root],
      let text = tree.workspace.formatted(question.analysis, question.source),
      Array(text.utf8) != source.bytes
    else { return { $0.array { _ in } } }
    return { json in
      json.array { json in
        json.object { json in
          json.member("range") { $0.range(0, source.bytes.count, in: question.text) }
          json.member("newText", text)
        }
      }
    }
  }
}

extension Keyword {
  /// `SymbolKind` of the protocol for what a keyword declares.
  fileprivate var symbolKind: Int {
    switch self {
    case .rule: 12
    case .caseOf: 24
    case .field: 8
    case .group, .list: 3
    case .parameter, .definition: 13
    case .table, .set: 18
    case .document, .ruleset: 4
    case .unit, .consequence, .scoreDimension: 14
    default: 15
    }
  }
}
