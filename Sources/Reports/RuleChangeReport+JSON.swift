import Rules

extension RuleChangeReport {
  /// As the contract of the command line has it; `flips` says what is proved of all projects.
  public func json(_ language: Language) -> String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member("rules") { json in
        json.array { json in
          for difference in differences { Self.write(difference, to: &json, language) }
        }
      }
      json.member("ground") { json in
        json.array { json in for change in ground { Self.write(change, to: &json, language) } }
      }
      json.member("decisions") { json in
        json.array { json in
          for item in witnesses {
            Self.write(item.move.from, item.move.to, item.dossier, item.rule, to: &json)
          }
          for case .found(let witness) in [flips.refusedThenPassed, flips.passedThenRefused] {
            Self.write(witness.old, witness.new, witness.dossier, witness.rule, to: &json)
          }
        }
      }
      json.member("flips") { json in
        json.array { json in
          Self.write(flips.refusedThenPassed, (.refuse, .approve), to: &json, language)
          Self.write(flips.passedThenRefused, (.approve, .refuse), to: &json, language)
        }
      }
      json.member("dossiers") { json in
        json.array { json in
          for item in stock {
            json.object { json in
              json.member("path", item.path)
              json.member("from", item.move.from.name.english)
              json.member("to", item.move.to.name.english)
              json.member("rule", item.move.rules.first)
              json.member("edit", item.edit?[language])
            }
          }
        }
      }
      json.member("cases") { json in
        json.array { json in for item in cases { json.string(item.title) } }
      }
      json.member("casesToRevise") { json in
        json.array { json in
          for item in cases {
            json.object { json in
              json.member("case", item.title)
              json.member("at", item.path)
              json.member("from", item.move?.from.name.english)
              json.member("to", item.move?.to.name.english)
            }
          }
        }
      }
      json.member("texts") { json in
        json.array { json in
          for text in texts {
            json.object { json in
              json.member("rule", text.rule)
              json.member("place", text.place[language])
              json.member("number", text.number)
              json.member("text", text.text)
            }
          }
        }
      }
    }
    json.endLine()
    return json.text
  }

  private static func write(
    _ change: GroundChange, to json: inout JSONWriter, _ language: Language
  ) {
    json.object { json in
      json.member("declaration", change.declaration[language])
      json.member("clause", change.clause?[language])
      json.member("old", change.old)
      json.member("new", change.new)
      json.member("at", change.path)
      json.member("mayChangeDecisions", change.bearing == .direct)
    }
  }

  private static func write(
    _ from: Decision, _ to: Decision, _ dossier: String, _ rule: String, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("from", from.name.english)
      json.member("to", to.name.english)
      json.member("dossier") { $0.verbatim(dossier) }
      json.member("rule", rule)
    }
  }

  private static func write(
    _ answer: DecisionFlips.Answer, _ direction: (from: Decision, to: Decision),
    to json: inout JSONWriter, _ language: Language
  ) {
    json.object { json in
      json.member("from", direction.from.name.english)
      json.member("to", direction.to.name.english)
      switch answer {
      case .none(let keepers):
        json.member("answer", "none")
        json.member("keptBy") { $0.array { for keeper in keepers { $0.string(keeper[language]) } } }
      case .found(let witness):
        json.member("answer", "found")
        json.member("dossier") { $0.verbatim(witness.dossier) }
        json.member("rule", witness.rule)
      case .undecided(let rule, let reason):
        json.member("answer", "undecided")
        json.member("rule", rule)
        json.member("reason", reason[language])
      }
    }
  }

  private static func write(
    _ difference: RuleDifference, to json: inout JSONWriter, _ language: Language
  ) {
    json.object { json in
      json.member("rule", difference.rule)
      if let former = difference.formerRule { json.member("formerRule", former) }
      json.member("change", difference.change.rawValue)
      json.member("region", region(of: difference, language))
      json.member("witnesses") { json in
        json.array { json in
          for witness in difference.witnesses {
            json.object { json in
              json.member("dossier") { $0.verbatim(witness.dossier) }
              json.member("old", witness.old?.name.english)
              json.member("new", witness.new?.name.english)
              json.member("consequences") { json in
                Self.write(witness.consequences, to: &json)
              }
              json.member("region", witness.region[language])
              json.member("change", witness.change.rawValue)
            }
          }
        }
      }
      json.member("words") { $0.rewordings(difference.rewordings, language) }
      json.member("neverViolated", difference.isNeverViolated)
      json.member("reason", difference.reason?[language])
    }
  }

  /// The region of the first example, and of one each way where the rule is now stricter and now looser;
  /// nil: there is none.
  private static func region(of difference: RuleDifference, _ language: Language) -> String? {
    let words = RuleChangeWords(language: language)
    var named: [String] = []
    let shown = difference.witnesses.filter {
      let isNew = !named.contains($0.change.rawValue)
      named.append($0.change.rawValue)
      return isNew
    }
    guard shown.count > 1 else { return shown.first?.region[language] }
    return shown.map {
      words.region(of: $0, in: difference) + words.say("：", ": ") + $0.region[language]
    }.joined(separator: words.say("；", "; "))
  }

  /// What followed and what follows, by the names of a review; null where the verdicts differ.
  private static func write(
    _ change: RuleDifference.ConsequenceChange?, to json: inout JSONWriter
  ) {
    guard let change else { return json.null() }
    json.object { json in
      json.member("old", change.old.english)
      json.member("new", change.new.english)
    }
  }
}

extension JSONWriter {
  /// The texts of a rule that people read and that are others now.
  public mutating func rewordings(
    _ rewordings: [RuleDifference.Rewording], _ language: Language
  ) {
    array { json in
      for rewording in rewordings {
        json.object { json in
          json.member("place", rewording.place[language])
          json.member("old", rewording.old?[language])
          json.member("new", rewording.new?[language])
        }
      }
    }
  }
}
