import Rules

/// The repairs of a review as JSON:
///
/// ```json
/// "repairs": [{"changes": [{"field": "dataCentre.pue", "from": "1.25", "to": "1.2"}],
///              "decision": "approve", "kind": "design"}],
/// "remedies": [{"rules": ["NX-3.8-03"], "changes": […], "kind": "procedure"}],
/// "incurable": [{"rule": "NX-4.3-04", "element": null}], "conflicting": []
/// ```
///
/// Numbers are decimals in the unit of the change, which is that of the dossier.
struct JSONRepairs {
  let review: Review
  let advice: Advice
  let language: Language
  let contents: JSONReport.Contents

  /// Writes the members into the object at hand.
  func write(to json: inout JSONWriter) {
    let result = advice.repairs
    json.member("repairs") { json in
      json.array { json in
        for repair in result.repairs { write(repair, to: &json) }
      }
    }
    json.member("incurable") { write(result.incurable, to: &$0) }
    json.member("conflicting") { write(result.conflicting, to: &$0) }
    guard contents == .complete else { return }
    json.member("remedies") { json in
      json.array { json in
        for remedy in advice.remedies { write(remedy, to: &json) }
      }
    }
  }

  private func write(_ repair: Repair, to json: inout JSONWriter) {
    json.object { json in
      json.member("changes") { json in
        json.array { json in
          for change in repair.changes { write(change, to: &json) }
        }
      }
      json.member("decision", repair.decision.name.english)
      if contents == .complete { json.member("kind", repair.kind.rawValue) }
    }
  }

  private func write(_ remedy: Remedy, to json: inout JSONWriter) {
    json.object { json in
      json.member("rules") { json in
        json.array { json in
          for rule in remedy.rules { json.string(review.program.rules.rules[rule].id) }
        }
      }
      json.member("changes") { json in
        json.array { json in
          for change in remedy.changes { write(change, to: &json) }
        }
      }
      json.member("kind", remedy.kind.rawValue)
    }
  }

  private func write(_ change: FactChange, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", change.path(in: review.program))
      json.member("label", change.label(in: review.program))
      json.member("from", change.fromValue(in: review.program, language))
      json.member("to", change.toValue(in: review.program, language))
      json.member("unit", change.unit(language))
    }
  }

  private func write(_ findings: [Finding], to json: inout JSONWriter) {
    json.array { json in
      for finding in findings {
        json.object { json in
          json.member("rule", review.program.rules.rules[finding.rule].id)
          json.member("element", finding.element?.elementPath(in: review.program.vocabulary))
        }
      }
    }
  }
}
