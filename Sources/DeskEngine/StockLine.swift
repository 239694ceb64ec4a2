import Reports
import Rules

/// One dossier of a stock as the row of a table: what was decided, why, what is missing, and what is
/// summed up over the whole stock.
struct StockLine {
  /// Among the dossiers of its file, and the line it begins on.
  let index: Int
  let line: Int
  let outcome: Outcome

  enum Outcome {
    case judged(Judged)
    /// It could not be read: its number and name as far as they are known, and why not.
    case rejected(id: String?, name: String?, problems: [Diagnostic], in: SourceText)
  }

  struct Judged {
    let id: String?
    let name: String?
    let regions: [String?]
    let trade: Phrase?
    let kind: Phrase?
    let decision: Decision
    /// The decision, the rules and the score as a line of results has them.
    let result: String
    /// The paths of what is asked for, in no order.
    let missing: [String]
    let totals: [Total]
    /// What it uses of which source, and by whom; the place of the project is its position.
    let sources: (project: ClaimingProject, claims: [SourceClaim])
  }

  /// A number that is summed up; nil: it has no such end.
  struct Total {
    let field: Int
    let low: ExactNumber?
    let high: ExactNumber?
  }

  /// - Parameter position: Among the dossiers of all files, by which the page knows it.
  func write(_ vocabulary: Vocabulary, position: Int, to json: inout JSONWriter) {
    json.object { json in
      json.member("index", index)
      json.member("line", line)
      switch outcome {
      case .rejected(let id, let name, let problems, let source):
        json.member("id", id)
        json.member("name", name)
        json.member("rejected", diagnostics: problems, in: source)
      case .judged(let judged): judged.write(vocabulary, position, to: &json)
      }
    }
  }
}

extension StockLine.Judged {
  fileprivate func write(_ vocabulary: Vocabulary, _ position: Int, to json: inout JSONWriter) {
    json.member("id", id)
    json.member("name", name)
    json.member("place") { json in
      json.array { json in
        for region in regions { json.string(region ?? "") }
      }
    }
    json.member("trade", phrase: trade)
    json.member("kind", phrase: kind)
    json.member("decision", decision.name.english)
    json.member("result") { $0.verbatim(result) }
    json.member("missing", texts: missing)
    json.member("totals") { json in
      json.object { json in
        for total in totals {
          json.member(vocabulary.fields[total.field].path.english) { json in
            json.array { json in
              json.decimal(total.low)
              json.decimal(total.high)
            }
          }
        }
      }
    }
    writeUses(position, to: &json)
  }

  private func writeUses(_ position: Int, to json: inout JSONWriter) {
    let (project, claims) = sources
    guard !claims.isEmpty else { return }
    let placed = ClaimingProject(
      name: project.name, code: project.code, place: project.place, path: "\(position)")
    json.member("uses") { json in
      json.array { json in
        for claim in claims {
          SourceBalance.Use(
            project: placed, claim: claim, sequence: nil, decision: decision.name.english,
            since: nil
          ).write(to: &json, .chinese)
        }
      }
    }
  }
}

extension JSONWriter {
  /// A decimal as a text; null for none.
  mutating func decimal(_ number: ExactNumber?) {
    if let number { string(number.shortDecimal()) } else { null() }
  }

  /// The two ends of a number as decimals in a unit; null: no end.
  mutating func range(_ interval: NumberInterval, in unit: UnitOfMeasure?) {
    array { json in
      json.decimal(interval.lower?.value(in: unit))
      json.decimal(interval.upper?.value(in: unit))
    }
  }
}

extension NumberInterval.Bound {
  func value(in unit: UnitOfMeasure?) -> ExactNumber? {
    value.divided(by: unit?.scale ?? .one)
  }
}
