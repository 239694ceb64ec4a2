import Rules

// What dossiers can say and what the rules are, for pages that draw forms and lists of rules.

extension Desk {
  /// `vocabulary()`: containers, fields, choices, decisions, verdicts, consequences.
  func vocabulary(_ program: Program) -> [UInt8] {
    let vocabulary = program.vocabulary
    return Self.object { json in
      json.member("containers") { json in
        json.array { json in
          for container in vocabulary.containers { json.container(container) }
        }
      }
      json.member("fields") { json in
        json.array { json in
          for field in vocabulary.fields { json.field(field, in: vocabulary) }
        }
      }
      json.member("parameters") { json in
        json.array { json in
          for parameter in program.rules.parameters {
            json.object { json in
              json.member("name", phrase: parameter.name)
              json.member("label", parameter.label)
            }
          }
        }
      }
      json.member("places") { json in
        json.array { json in
          for field in vocabulary.jurisdictionFields { json.integer(field) }
        }
      }
      json.member("name") { $0.integer(vocabulary.nameField ?? -1) }
      json.member("number") { $0.integer(vocabulary.numberField ?? -1) }
      json.member("asOf") { $0.integer(vocabulary.asOfField ?? -1) }
      json.member("decisions") { json in
        json.array { json in
          for decision in Decision.allCases { json.phrase(decision.name) }
        }
      }
      json.member("verdicts") { json in
        json.array { json in
          for verdict in Verdict.allCases { json.phrase(verdict.name) }
        }
      }
      json.member("consequences") { json in
        json.array { json in
          for consequence in vocabulary.consequences { json.phrase(consequence.name) }
        }
      }
    }
  }

  /// `rules()`: rulesets, documents, rules with their citations and places in the rule texts.
  func rules(_ program: Program) -> [UInt8] {
    let catalogue = program.rules
    return Self.object { json in
      json.member("rulesets") { json in
        json.array { json in
          for ruleset in catalogue.rulesets {
            json.object { json in
              json.member("name", ruleset.name.english)
              json.member("title", ruleset.title)
            }
          }
        }
      }
      json.member("rules") { json in
        json.array { json in
          for rule in catalogue.rules { json.rule(rule, in: catalogue) }
        }
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func container(_ container: FieldContainer) {
    object { json in
      json.member("name", phrase: container.name)
      json.member("path", phrase: container.path)
      json.member("label", container.label)
      json.member("list", container.isList)
      json.member("parent") { $0.integer(container.parent ?? -1) }
    }
  }

  fileprivate mutating func field(_ field: Field, in vocabulary: Vocabulary) {
    object { json in
      json.member("name", phrase: field.name)
      json.member("path", phrase: field.path)
      json.member("label", field.label)
      json.member("container", field.container)
      json.member("unit", phrase: field.unit.flatMap { $0.isOne ? nil : $0.name })
      json.member("authority", field.isFoundByAuthority)
      json.member("question", field.question)
      json.member("evidence", field.evidence)
      switch field.type {
      case .truth: json.member("type", "truth")
      case .number: json.member("type", "number")
      case .text: json.member("type", "text")
      case .date: json.member("type", "date")
      case .choice(let list):
        json.member("type", "choice")
        json.member("choices") { $0.phrases(vocabulary.choiceLists[list].choices) }
      case .choices(let list):
        json.member("type", "choices")
        json.member("choices") { $0.phrases(vocabulary.choiceLists[list].choices) }
      }
    }
  }

  mutating func phrases(_ phrases: [Phrase]) {
    array { json in
      for phrase in phrases { json.phrase(phrase) }
    }
  }

  fileprivate mutating func rule(_ rule: CatalogueRule, in catalogue: RuleCatalogue) {
    object { json in
      json.member("id", rule.id)
      json.member("title", phrase: Phrase(rule.title(.chinese), rule.title(.english)))
      json.member("ruleset", rule.ruleset)
      json.member("source", Int(rule.range.source))
      json.member("start", Int(rule.range.start))
      json.member("end", Int(rule.range.end))
      json.member("consequences") { json in
        json.array { json in
          for consequence in rule.consequences { json.integer(consequence.consequence) }
        }
      }
      json.member("remedy", rule.remedy)
      json.member("citations") { json in
        json.array { json in
          for citation in rule.citations {
            json.object { json in
              json.member("document", citation.citation.document)
              json.member("section", citation.citation.section)
              json.member("quote", citation.citation.quote)
            }
          }
        }
      }
    }
  }
}
