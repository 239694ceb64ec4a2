import Rules

/// A missing fact as JSON, with what its values would lead to:
///
/// ```json
/// {"field": "dataCentre.pue", "label": "…", "rules": ["ZW-4.3-07"], "decisive": true,
///  "intervals": [{"from": "1", "fromIncluded": true, "to": "1.3", "toIncluded": true, "unit": "",
///                 "outcome": "passes", "rules": [], "decision": "supplement"}],
///  "choices": [{"values": ["A级"], "decision": "approve"}],
///  "completions": [{"value": "1", "others": [], "decision": "supplement"},
///                  {"value": "2.3", "others": [], "decision": "refuse"}]}
/// ```
struct JSONMissing {
  let program: Program
  let language: Language
  let contents: JSONReport.Contents

  func write(_ fact: MissingFact, _ analysis: MissingAnalysis?, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", fact.path)
      json.member("label", fact.label)
      json.member("rules") { Self.write(fact.rules, to: &$0) }
      json.member("decisive", fact.isDecisive)
      json.member("question", fact.question)
      json.member("evidence", fact.evidence)
      guard let analysis else { return }
      json.member("intervals") { json in
        json.array { json in
          for region in analysis.regions { write(region, to: &json) }
        }
      }
      if contents == .complete {
        json.member("choices") { json in
          json.array { json in
            for group in analysis.choices { write(group, to: &json) }
          }
        }
      }
      json.member("completions") { json in
        json.array { json in
          for completion in analysis.completions { write(completion, to: &json) }
        }
      }
    }
  }

  private func write(_ region: NumberRegion, to json: inout JSONWriter) {
    json.object { json in
      write(region.interval.lower, "from", region.unit, to: &json)
      write(region.interval.upper, "to", region.unit, to: &json)
      json.member("unit", region.unit?.name[language] ?? "")
      switch region.outcome {
      case .fails(let rules):
        json.member("outcome", "fails")
        json.member("rules") { Self.write(rules, to: &$0) }
      case .passes: json.member("outcome", "passes")
      case .open: json.member("outcome", "open")
      }
      json.member("decision", region.decision.name.english)
    }
  }

  private func write(
    _ bound: NumberInterval.Bound?, _ name: String, _ unit: UnitOfMeasure?,
    to json: inout JSONWriter
  ) {
    let number = bound?.value.divided(by: unit?.scale ?? .one)
    json.member(name, number?.shortDecimal())
    json.member("\(name)Included", bound?.isIncluded ?? false)
  }

  private func write(_ group: ChoiceGroup, to json: inout JSONWriter) {
    json.object { json in
      json.member("values") { json in
        Self.write(group.changes.map { $0.toValue(in: program, language) }, to: &json)
      }
      json.member("decision", group.decision.name.english)
    }
  }

  private func write(_ completion: FactCompletion, to json: inout JSONWriter) {
    json.object { json in
      json.member("value", completion.change.toValue(in: program, language))
      json.member("others") { json in
        json.array { json in
          for other in completion.others {
            json.object { json in
              json.member("field", other.path(in: program))
              json.member("value", other.toValue(in: program, language))
            }
          }
        }
      }
      json.member("decision", completion.decision.name.english)
    }
  }

  private static func write(_ texts: [String], to json: inout JSONWriter) {
    json.array { json in
      for text in texts { json.string(text) }
    }
  }
}
