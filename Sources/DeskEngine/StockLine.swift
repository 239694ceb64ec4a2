import Reports
import Rules

/// One dossier of a stock as the row of a table: what was decided, why, what is missing, and what is
/// summed up over the whole stock.
struct StockLine {
  private let stock: Stock
  private let unit: Stock.Unit
  private let index: Int
  private let position: Int
  private let language: Language

  /// - Parameters:
  ///   - index: In its file.
  ///   - position: Among the dossiers of all files.
  init(
    _ stock: Stock, _ unit: Stock.Unit, at index: Int, position: Int, _ language: Language
  ) {
    (self.stock, self.unit, self.index) = (stock, unit, index)
    (self.position, self.language) = (position, language)
  }

  private var vocabulary: Vocabulary { stock.program.vocabulary }

  func write(_ judged: Judgement, to json: inout JSONWriter) {
    guard let review = judged.review else {
      json.object { json in
        writePlace(to: &json)
        json.member("id", judged.dossier?.text(of: vocabulary.numberField))
        json.member("name", judged.dossier?.text(of: vocabulary.nameField))
        json.member(
          "rejected", diagnostics: judged.diagnostics.filter { $0.severity == .error },
          in: stock.source(of: unit))
      }
      return
    }
    write(review, to: &json)
  }

  func write(_ review: Review, to json: inout JSONWriter) {
    json.object { json in
      writePlace(to: &json)
      writeMembers(of: review, to: &json)
    }
  }

  private func writePlace(to json: inout JSONWriter) {
    json.member("index", index)
    json.member("line", stock.line(of: unit))
  }

  private func writeMembers(of review: Review, to json: inout JSONWriter) {
    json.member("id", review.text(of: vocabulary.numberField))
    json.member("name", review.projectName)
    json.member("place") { json in
      json.array { json in
        for region in review.binding.place.regions { json.string(region ?? "") }
      }
    }
    for (key, path) in [("trade", "project.industry"), ("kind", "project.facilityType")] {
      json.member(key) { json in
        if let choice = review.choice(at: path) { json.phrase(choice) } else { json.null() }
      }
    }
    json.member("decision", review.decision.name.english)
    json.member("result") { json in
      JSONReport(review, advice: Advice.none, language: language)
        .writeBrief(id: "\(index)", tellsFailures: false, to: &json)
    }
    json.member("missing", texts: MissingFact.asked(in: review).map { $0.path })
    json.member("totals") { json in
      json.object { json in
        for field in stock.totals {
          guard case .value(.number(let given))? = review.binding.dossier.root.facts[field]?.state
          else { continue }
          let declared = vocabulary.fields[field]
          json.member(declared.path.english) { $0.range(given.interval, in: declared.unit) }
        }
      }
    }
    writeUses(review, to: &json)
  }

  /// What the project uses of which source; it is known by its position.
  private func writeUses(_ review: Review, to json: inout JSONWriter) {
    let (project, claims) = review.sources
    guard !claims.isEmpty else { return }
    let placed = ClaimingProject(
      name: project.name, code: project.code, place: project.place, path: "\(position)")
    json.member("uses") { json in
      json.array { json in
        for claim in claims {
          SourceBalance.Use(
            project: placed, claim: claim, sequence: nil, decision: review.decision.name.english,
            since: nil
          ).write(to: &json, .chinese)
        }
      }
    }
  }
}

extension JSONWriter {
  /// The two ends of a number as decimals in a unit; null: no end.
  mutating func range(_ interval: NumberInterval, in unit: UnitOfMeasure?) {
    let scale = unit?.scale ?? .one
    array { json in
      for bound in [interval.lower, interval.upper] {
        if let value = bound.flatMap({ $0.value.divided(by: scale) }) {
          json.string(value.shortDecimal())
        } else {
          json.null()
        }
      }
    }
  }
}

extension Review {
  /// The choice that a dossier states of a field.
  fileprivate func choice(at path: String) -> Phrase? {
    let vocabulary = program.vocabulary
    guard let field = vocabulary.field(at: path),
      case .choice(let list) = vocabulary.fields[field].type,
      case .value(.choice(let choice))? = binding.dossier.root.facts[field]?.state
    else { return nil }
    return vocabulary.choiceLists[list].choices[choice]
  }
}
