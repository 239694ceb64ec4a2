import Rules

/// The coverage of policy texts as JSON.
///
///     {"share": "100", "sentences": 206, "encoded": 71, …,
///      "documents": [{"document": "宁政发〔2022〕30号", "text": "ningxia-2022-30", …,
///        "sections": [{"section": "三（一）", …, "sentences": [
///          {"at": "ningxia-2022-30.txt:14:1", "text": "…", "status": "encoded",
///           "rules": ["NX-3.1-05"], "omissions": [], "unaccounted": []}]}]}],
///      "unaccountedSentences": […], "lost": […], "unmeasured": […]}
///
/// Statuses and categories are in English whatever the language; more keys may be added.
public struct CoverageJSONReport {
  let coverage: Coverage

  public init(_ coverage: Coverage) { self.coverage = coverage }

  public func write(to json: inout JSONWriter) {
    json.object { json in
      write(coverage.counts, to: &json)
      json.member("documents") { json in
        json.array { json in
          for document in coverage.documents { write(document, to: &json) }
        }
      }
      json.member("unaccountedSentences") { json in
        json.array { json in
          for (document, sentence) in coverage.unaccounted {
            write(sentence, of: document, asPartOf: .list, to: &json)
          }
        }
      }
      json.member("lost") { json in
        json.array { json in
          for quote in coverage.lost {
            json.object { json in
              json.member("section", quote.section.text)
              json.member("quote", quote.quote)
            }
          }
        }
      }
      json.member("unmeasured") { json in
        json.array { json in
          for document in coverage.unmeasured { json.string(document.number) }
        }
      }
    }
  }

  private func write(_ counts: CoverageCounts, to json: inout JSONWriter) {
    json.member("share", counts.shareText)
    json.member("sentences", counts.total)
    for status in CoverageStatus.allCases { json.member(status.key, counts[status]) }
  }

  private func write(_ document: DocumentCoverage, to json: inout JSONWriter) {
    json.object { json in
      json.member("document", document.document.number)
      json.member("title", document.document.title)
      json.member("text", document.text.name)
      json.member("counts") { json in
        json.object { json in write(document.counts, to: &json) }
      }
      json.member("sections") { json in
        json.array { json in
          for section in document.sections {
            json.object { json in
              json.member("section", section.name.text)
              json.member("counts") { json in
                json.object { json in write(CoverageCounts(section.sentences), to: &json) }
              }
              json.member("sentences") { json in
                json.array { json in
                  for sentence in section.sentences {
                    write(sentence, of: document, asPartOf: .section, to: &json)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// Where a sentence is written: below its section, or in a list that must name it.
  private enum Surrounding { case section, list }

  private func write(
    _ sentence: SentenceCoverage, of document: DocumentCoverage,
    asPartOf surrounding: Surrounding, to json: inout JSONWriter
  ) {
    let source = document.text.source
    let place = source.position(of: Int(sentence.sentence.range.start))
    json.object { json in
      switch surrounding {
      case .section: break
      case .list:
        json.member("document", document.document.number)
        json.member("section", sentence.sentence.section.text)
      }
      json.member("at", "\(source.path):\(place.line):\(place.column)")
      json.member("text", sentence.sentence.text)
      json.member("status", sentence.status.key)
      json.strings("rules", sentence.rules)
      json.member("omissions") { json in
        json.array { json in
          for omission in sentence.omissions { write(omission, to: &json) }
        }
      }
      json.strings("unaccounted", sentence.unaccounted)
    }
  }

  private func write(_ omission: Omission, to json: inout JSONWriter) {
    json.object { json in
      json.member("clause", omission.id)
      json.member("category", omission.category.name.english)
      json.member("reason", omission.reason)
    }
  }
}

extension CoverageStatus {
  fileprivate var key: String {
    switch self {
    case .unaccounted: "unaccounted"
    case .encoded: "encoded"
    case .judgement: "judgement"
    case .outOfScope: "outOfScope"
    case .heading: "heading"
    }
  }
}

extension JSONWriter {
  /// Writes a member that is an array of texts.
  mutating func strings(_ key: String, _ texts: [String]) {
    member(key) { json in
      json.array { json in
        for text in texts { json.string(text) }
      }
    }
  }
}
