/// The JSON Schema (draft 2020-12) of a dossier, made from the vocabulary.
///
/// It accepts what people write, `"14.6万吨标准煤"`, `"是"` and `"2025年10月1日"`, and offers the names of
/// choices. What a text of that kind says only the dossier's reader can tell.
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
      json.member("description", Self.description[language])
      writeObject(of: 0, to: &json)
      json.member("$defs") { writeDefinitions(to: &$0) }
    }
    json.endLine()
    return json.text
  }

  private static let description = Phrase(
    "一个项目的事实。没有给出的写 null 或不写；值可以带出处：{\"value\": …, \"source\": {\"document\": …, \"page\": …}}。",
    "The facts of one project. null, or nothing, is not given; a value may say where it is from: {\"value\": …, \"source\": {\"document\": …, \"page\": …}}."
  )

  // MARK: - Groups and lists

  private func writeObject(of container: Int, to json: inout JSONWriter) {
    json.member("type", "object")
    json.member("properties") { json in
      json.object { json in
        json.member(JSONMember.commentKey) { json in json.object { $0.member("type", "string") } }
        if container == 0 {
          json.member("$schema") { json in json.object { $0.member("type", "string") } }
        }
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
      let label = container.label
      json.member(
        "description",
        Phrase(
          "\(label)，每项一个对象；没有写 []，不知道写 null",
          "\(label): one object each; [] for none, null when it is not known")[
            language])
      json.member("anyOf") { json in
        json.array { json in
          json.object { json in
            json.member("type", "array")
            json.member("maxItems", ListLimit.elements)
            json.member("items") { json in json.object { writeObject(of: index, to: &$0) } }
          }
          for name in ["none", "unavailable", "notApplicable", "notGiven"] {
            json.object { $0.member("$ref", "#/$defs/\(name)") }
          }
        }
      }
    }
  }

  // MARK: - Fields

  private func write(_ field: Field, to json: inout JSONWriter) {
    json.object { json in
      json.member("title", field.label)
      json.member("description", description(of: field))
      if let unit = field.unit, !unit.isOne { json.member("x-unit", unit.name[language]) }
      json.member("anyOf") { json in
        json.array { json in
          json.object { writeValue(field, to: &$0) }
          json.object { json in
            json.member("type", "object")
            json.member("required") { json in json.array { $0.string("value") } }
            json.member("properties") { json in
              json.object { json in
                json.member("value") { json in
                  json.object { json in
                    json.member("anyOf") { json in
                      json.array { json in
                        json.object { writeValue(field, to: &$0) }
                        json.object { $0.member("$ref", "#/$defs/none") }
                        json.object { $0.member("$ref", "#/$defs/notGiven") }
                      }
                    }
                  }
                }
              }
            }
          }
          for name in ["none", "unavailable", "notApplicable", "range", "notGiven"] {
            json.object { $0.member("$ref", "#/$defs/\(name)") }
          }
        }
      }
    }
  }

  /// What may be written, in which unit, who says it and what else there is to know.
  private func description(of field: Field) -> String {
    var texts = [FormAnswer(field, in: vocabulary).text(language)]
    if let unit = field.unit, !unit.isOne {
      texts.append(Phrase("单位：\(unit.name.chinese)", "unit: \(unit.name.english)")[language])
    }
    texts += field.guidance(in: vocabulary).map { $0[language] }
    if field.isFoundByAuthority {
      texts.append(Phrase("由主管部门认定", "found by the authority")[language])
    }
    return texts.joined(separator: language == .chinese ? "；" : "; ")
  }

  private func writeValue(_ field: Field, to json: inout JSONWriter) {
    switch field.type {
    case .truth: writeAny([writeTruths, writeRemarked], to: &json)
    case .text where vocabulary.namesClauses(field): writeTypes(["string", "array"], to: &json)
    case .text, .date: writeTypes(["string", "number"], to: &json)
    case .choice(let list): writeAny([{ writeChoices(list, to: &$0) }, writeRemarked], to: &json)
    case .choices(let list):
      writeAny(
        [
          { json in
            json.member("type", "array")
            json.member("items") { json in json.object { writeChoices(list, to: &$0) } }
          }, { $0.member("type", "string") },
        ], to: &json)
    case .number: writeNumber(field, to: &json)
    }
  }

  private func writeTypes(_ types: [String], to json: inout JSONWriter) {
    json.member("type") { json in
      json.array { json in for type in types { json.string(type) } }
    }
  }

  private func writeAny(
    _ kinds: [(inout JSONWriter) -> Void], to json: inout JSONWriter
  ) {
    json.member("anyOf") { json in
      json.array { json in for kind in kinds { json.object(kind) } }
    }
  }

  private func writeTruths(to json: inout JSONWriter) {
    json.member("enum") { json in
      json.array { json in
        json.boolean(true)
        json.boolean(false)
        json.integer(1)
        json.integer(0)
        for word in AnswerWord.truths { json.string(word) }
      }
    }
  }

  /// The name of a choice with a remark, or a code before it: `存量（已投产）`, `C3011 水泥制造`.
  private func writeRemarked(to json: inout JSONWriter) {
    json.member("type", "string")
    json.member("pattern", "[（(]|^[A-Z]?[0-9]+ ")
  }

  private func writeChoices(_ list: Int, to json: inout JSONWriter) {
    json.member("enum") { json in
      json.array { json in
        for choice in vocabulary.choiceLists[list].choices { json.string(choice.english) }
        for choice in vocabulary.choiceLists[list].choices
        where choice.chinese != choice.english {
          json.string(choice.chinese)
        }
        let names = Set(vocabulary.choiceLists[list].choices.flatMap { [$0.chinese, $0.english] })
        for alias in vocabulary.choiceLists[list].aliases.keys.map({ $0.text }).sorted()
        where !names.contains(alias) {
          json.string(alias)
        }
      }
    }
  }

  /// A number may also be a text with its unit, as "108 kgce/t".
  private func writeNumber(_ field: Field, to json: inout JSONWriter) {
    writeTypes([field.isInteger ? "integer" : "number", "string"], to: &json)
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
      json.member("notGiven") { json in
        json.object { json in
          writeAny([{ $0.member("type", "null") }, { $0.member("const", "") }], to: &json)
        }
      }
      json.member("none") { json in
        json.object { json in
          json.member("enum") { json in
            json.array { for word in AnswerWord.nones { $0.string(word) } }
          }
        }
      }
    }
  }
}
