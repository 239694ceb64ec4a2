/// The JSON Schema (draft 2020-12) of a dossier, made from the vocabulary.
///
/// <https://json-schema.org/draft/2020-12/schema>
public struct DossierSchema {
  let vocabulary: Vocabulary
  /// The language of the keys.
  let language: Language

  public init(_ vocabulary: Vocabulary, language: Language) {
    self.vocabulary = vocabulary
    self.language = language
  }

  public var text: String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      json.member("title", language == .chinese ? "卷宗" : "Dossier")
      writeObject(of: 0, to: &json)
      json.member("$defs") { writeDefinitions(to: &$0) }
    }
    json.endLine()
    return json.text
  }

  // MARK: - Groups and lists

  private func writeObject(of container: Int, to json: inout JSONWriter) {
    json.member("type", "object")
    json.member("properties") { json in
      json.object { json in
        for field in vocabulary.containers[container].fields {
          let declared = vocabulary.fields[field]
          json.member(declared.name[language]) { write(declared, to: &$0) }
        }
        for (index, inner) in vocabulary.containers.enumerated()
        where inner.parent == container && index != 0 {
          json.member(inner.name[language]) { write(inner, index, to: &$0) }
        }
      }
    }
  }

  private func write(_ container: FieldContainer, _ index: Int, to json: inout JSONWriter) {
    json.object { json in
      json.member("title", container.label)
      guard container.isList else {
        writeObject(of: index, to: &json)
        return
      }
      json.member("type") { json in
        json.array { json in
          json.string("array")
          json.string("null")
        }
      }
      json.member("items") { json in json.object { writeObject(of: index, to: &$0) } }
    }
  }

  // MARK: - Fields

  private func write(_ field: Field, to json: inout JSONWriter) {
    json.object { json in
      json.member("title", field.label)
      if let unit = field.unit, !unit.isOne { json.member("x-unit", unit.name[language]) }
      json.member("anyOf") { json in
        json.array { json in
          json.object { writeValue(field, to: &$0) }
          json.object { json in
            json.member("type", "object")
            json.member("required") { json in json.array { $0.string("value") } }
            json.member("properties") { json in
              json.object { json in
                json.member("value") { json in json.object { writeValue(field, to: &$0) } }
              }
            }
          }
          for name in ["unavailable", "notApplicable", "range", "notGiven"] {
            json.object { $0.member("$ref", "#/$defs/\(name)") }
          }
        }
      }
    }
  }

  private func writeValue(_ field: Field, to json: inout JSONWriter) {
    switch field.type {
    case .truth: json.member("type", "boolean")
    case .text where vocabulary.namesClauses(field):
      json.member("type") { json in
        json.array { json in
          json.string("string")
          json.string("array")
        }
      }
    case .text: json.member("type", "string")
    case .date:
      json.member("type", "string")
      json.member("format", "date")
    case .choice(let list): writeChoices(list, to: &json)
    case .choices(let list):
      json.member("type", "array")
      json.member("items") { json in json.object { writeChoices(list, to: &$0) } }
    case .number: writeNumber(field, to: &json)
    }
  }

  private func writeChoices(_ list: Int, to json: inout JSONWriter) {
    json.member("enum") { json in
      json.array { json in
        for choice in vocabulary.choiceLists[list].choices { json.string(choice.english) }
        for choice in vocabulary.choiceLists[list].choices
        where choice.chinese != choice.english {
          json.string(choice.chinese)
        }
      }
    }
  }

  /// A number may also be a text with its unit, as "108 kgce/t".
  private func writeNumber(_ field: Field, to json: inout JSONWriter) {
    json.member("type") { json in
      json.array { json in
        json.string(field.isInteger ? "integer" : "number")
        json.string("string")
      }
    }
    let scale = field.unit?.scale ?? .one
    if let low = field.interval.lower?.value.divided(by: scale) {
      json.member("minimum") { $0.number(low.shortDecimal()) }
    }
    if let high = field.interval.upper?.value.divided(by: scale) {
      json.member("maximum") { $0.number(high.shortDecimal()) }
    }
  }

  private func writeDefinitions(to json: inout JSONWriter) {
    json.object { json in
      for name in ["unavailable", "notApplicable"] {
        json.member(name) { json in
          json.object { json in
            json.member("type", "object")
            json.member("required") { json in json.array { $0.string(name) } }
            json.member("properties") { json in
              json.object { json in
                json.member(name) { json in json.object { $0.member("type", "string") } }
              }
            }
          }
        }
      }
      json.member("range") { json in
        json.object { json in
          json.member("type", "object")
          json.member("required") { json in
            json.array { json in
              json.string("from")
              json.string("to")
            }
          }
        }
      }
      json.member("notGiven") { json in json.object { $0.member("type", "null") } }
    }
  }
}
