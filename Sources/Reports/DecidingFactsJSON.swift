import Rules

/// The facts that force a decision, with what the dossier says of each.
public struct DecidingFactsJSON {
  private let review: Review
  private let facts: DecidingFacts?
  private let language: Language

  public init(_ review: Review, _ language: Language) {
    (self.review, self.language) = (review, language)
    facts = DecidingFacts(of: review)
  }

  /// `{"given": 31, "facts": [{"path": "dataCentre.pue", "label": "电能利用效率PUE", "value": "1.25"}]}`;
  /// `{}` where the decision rests on what is missing.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      guard let facts else { return }
      json.member("given", facts.given)
      json.member("facts") { json in
        json.array { json in
          for reference in facts.facts { write(reference, to: &json) }
        }
      }
    }
  }

  private func write(_ reference: FactReference, to json: inout JSONWriter) {
    let vocabulary = review.program.vocabulary
    json.object { json in
      json.member("path", reference.path(in: vocabulary))
      json.member("label", reference.label(in: vocabulary))
      json.member("value", value(of: reference))
    }
  }

  /// nil: a list, which is there.
  private func value(of reference: FactReference) -> String? {
    guard case .field(let field) = reference.target,
      let fact = review.binding.dossier.fact(reference, in: review.program.vocabulary)
    else { return nil }
    return FactText(program: review.program, language: language).text(fact, of: field)
  }
}
