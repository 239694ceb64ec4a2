import Rules

/// A dossier as JSON in its plainest form, whatever it was read from: a row of a table becomes a file
/// that can be judged, edited and kept by itself.
///
/// ```json
/// {"project": {"name": "…", "nature": "new"}, "dataCentre": {"pue": 1.25},
///  "heatUnits": [{"capacity": {"value": 40, "unit": "t/h"}}]}
/// ```
public struct JSONDossier {
  private let dossier: Dossier
  private let vocabulary: Vocabulary
  private let text: FactText
  private let language: Language

  public init(_ dossier: Dossier, program: Program, language: Language) {
    self.dossier = dossier
    self.language = language
    vocabulary = program.vocabulary
    text = FactText(program: program, language: language)
  }

  public func write(to json: inout JSONWriter) {
    json.object { json in write(dossier.root, of: 0, to: &json) }
  }

  /// The facts of an element, and the groups and lists in it.
  private func write(_ element: DossierElement, of container: Int, to json: inout JSONWriter) {
    for field in vocabulary.containers[container].fields {
      guard let fact = element.facts[field], !vocabulary.isStaleUnit(fact, of: field, in: element)
      else {
        continue
      }
      json.member(vocabulary.fields[field].name.english) { write(fact, of: field, to: &$0) }
    }
    for inner in vocabulary.containers.indices
    where inner != 0 && vocabulary.containers[inner].parent == container {
      let declared = vocabulary.containers[inner]
      if !declared.isList {
        guard holds(element, inner) else { continue }
        json.member(declared.name.english) { json in
          json.object { json in write(element, of: inner, to: &json) }
        }
      } else if case .elements(let elements)? = element.lists[inner] {
        json.member(declared.name.english) { json in
          json.array { json in
            for element in elements {
              json.object { json in write(element, of: inner, to: &json) }
            }
          }
        }
      }
    }
  }

  /// Whether an element has a fact or a list of a group, or of a group in it.
  private func holds(_ element: DossierElement, _ group: Int) -> Bool {
    vocabulary.containers[group].fields.contains { element.facts[$0] != nil }
      || vocabulary.containers.indices.contains { inner in
        inner != 0 && vocabulary.containers[inner].parent == group
          && (vocabulary.containers[inner].isList
            ? element.lists[inner] != nil : holds(element, inner))
      }
  }

  private func write(_ fact: Fact, of field: Int, to json: inout JSONWriter) {
    guard let evidence = fact.evidence else {
      writeBare(fact, of: field, to: &json)
      return
    }
    json.object { json in
      writeMembers(of: fact, field, to: &json)
      json.member("source") { json in
        json.object { json in
          if let document = evidence.document { json.member("document", document) }
          if let page = evidence.page { json.member("page", page) }
          if let quote = evidence.quote { json.member("quote", quote) }
          if let date = evidence.date { json.member("date", date) }
          if let authority = evidence.authority { json.member("authority", authority) }
          if let digest = evidence.sha256 { json.member("sha256", digest) }
        }
      }
    }
  }

  private func writeBare(_ fact: Fact, of field: Int, to json: inout JSONWriter) {
    switch fact.state {
    case .value(.truth(let truth)): json.boolean(truth)
    case .value(.choices(let choices)): write(choices, of: field, to: &json)
    case .value(.text), .value(.date), .value(.days), .value(.choice):
      json.string(text.text(fact, of: field))
    case .value(.number), .unavailable, .notApplicable, .notDone, .absent:
      json.object { json in writeMembers(of: fact, field, to: &json) }
    }
  }

  private func write(_ choices: Set<Int>, of field: Int, to json: inout JSONWriter) {
    guard case .choices(let list) = vocabulary.fields[field].type else { return json.null() }
    json.array { json in
      for choice in choices.sorted() {
        json.string(vocabulary.choiceLists[list].choices[choice][language])
      }
    }
  }

  private func writeMembers(of fact: Fact, _ field: Int, to json: inout JSONWriter) {
    switch fact.state {
    case .value(.number(let quantity)):
      if let number = quantity.number {
        json.member("value") { $0.number(number.shortDecimal()) }
      } else {
        write(quantity.interval.lower, "from", of: quantity, to: &json)
        write(quantity.interval.upper, "to", of: quantity, to: &json)
      }
      if let unit = quantity.unit, !unit.isOne { json.member("unit", unit.name[language]) }
    case .value: json.member("value") { writeBare(fact, of: field, to: &$0) }
    case .unavailable(let reason): json.member("unavailable", reason)
    // A mark such as `/` gives no reason in words, and would be refused as one.
    case .notApplicable(let reason):
      json.member(fact.isStruckOut ? "value" : "notApplicable", reason)
    case .notDone, .absent: json.member("value") { $0.null() }
    }
  }

  private func write(
    _ bound: NumberInterval.Bound?, _ key: String, of quantity: Quantity, to json: inout JSONWriter
  ) {
    guard let bound, let number = quantity.shown(bound.value) else { return }
    json.member(key) { $0.number(number.shortDecimal()) }
  }
}
