import Rules

extension LanguageServer {
  /// The most that is offered at once; what is typed next narrows it.
  private static let itemLimit = 400

  func completion(_ question: Question) -> (inout JSONWriter) -> Void {
    guard
      let found = question.analysis.completions(at: question.offset, of: question.source)
    else { return { $0.null() } }
    let typed = question.analysis.sources[question.source].slice(
      Int(found.range.start), Int(found.range.end))
    return { json in
      json.object { json in
        // Asked again at every key: what fits is found here, by labels and other names too.
        json.member("isIncomplete", true)
        json.member("items") { json in
          json.array { json in
            for (place, item) in found.items.prefix(Self.itemLimit).enumerated() {
              json.object { json in
                json.member("label", item.text)
                json.member("kind", item.kind.number)
                if !item.detail.isEmpty { json.member("detail", item.detail) }
                // The order is ours, and the client is not to leave out what it cannot read.
                json.member("sortText", Self.order(place))
                json.member("filterText", typed.isEmpty ? item.text : typed)
                json.member("textEdit") { json in
                  json.object { json in
                    json.member("range") {
                      $0.range(Int(found.range.start), Int(found.range.end), in: question.text)
                    }
                    json.member("newText", item.text)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static func order(_ place: Int) -> String {
    let digits = String(place)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

extension CompletionItem.Kind {
  /// `CompletionItemKind` of the protocol.
  fileprivate var number: Int {
    switch self {
    case .keyword: 14
    case .operation: 24
    case .field: 5
    case .parameter, .definition: 21
    case .choice: 20
    case .unit: 11
    case .list, .table: 22
    case .rule, .caseTitle: 18
    case .document, .section: 17
    case .consequence: 13
    case .value: 12
    }
  }
}
