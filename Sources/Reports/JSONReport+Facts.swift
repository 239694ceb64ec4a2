import Rules

// The facts that a finding was judged by: their values, where they stand, and their evidence.

extension JSONReport {
  func writeFacts(_ finding: Finding, to json: inout JSONWriter) {
    json.array { json in
      for (reference, fact) in finding.trace.facts {
        guard let fact, case .field(let field) = reference.target else { continue }
        json.object { json in
          if let words = readings.words(of: reference, fact) {
            words.writeFact(to: &json) { write(fact, of: field, reference, to: &$0) }
          } else {
            write(fact, of: field, reference, to: &json)
          }
        }
      }
    }
  }

  private func write(
    _ fact: Fact, of field: Int, _ reference: FactReference, to json: inout JSONWriter
  ) {
    json.member("field", reference.path(in: vocabulary))
    json.member("label", reference.label(in: vocabulary))
    writeValue(fact, of: field, reference, to: &json)
    if let marks = readings.marks, let place = marks.mark(.place, of: reference, fact),
      let evidence = marks.mark(.evidence, of: reference, fact)
    {
      json.member("at") { $0.verbatim(place) }
      json.member("source") { $0.verbatim(evidence) }
      return
    }
    let place = FactPlace(fact, in: review.binding.dossier.source)
    json.member("at", place.place)
    json.member("source") { Self.write(place.evidence, to: &$0) }
  }

  private func writeValue(
    _ fact: Fact, of field: Int, _ reference: FactReference, to json: inout JSONWriter
  ) {
    if case .value(.number(let quantity)) = fact.state, let number = quantity.number {
      json.member("value", readings.digits(number, of: reference, fact))
      json.member("unit", quantity.unit?.name[language] ?? "")
      return
    }
    json.member("value", FactText(program: program, language: language).text(fact, of: field))
    json.member("unit", "")
  }

  static func write(_ evidence: Evidence?, to json: inout JSONWriter) {
    guard let evidence else {
      json.null()
      return
    }
    json.object { json in
      json.member("document", evidence.document)
      json.member("page", evidence.page)
      json.member("quote", evidence.quote)
      if let date = evidence.date { json.member("date", date) }
      if let authority = evidence.authority { json.member("authority", authority) }
      if let digest = evidence.sha256 { json.member("sha256", digest) }
    }
  }
}
