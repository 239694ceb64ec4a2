import Reports
import Rules

extension Desk {
  /// `compare()`: the rules at hand against the released ones, rule by rule.
  mutating func compare() -> [UInt8] {
    guard let released, let program else { return Self.noProgram }
    let signatures = signatures(of: released, and: program)
    let differences = RuleComparison(released, program, today: today)
      .differences(from: signatures.released, to: signatures.present)
    differing = differences.map { $0.rule }
    let language = language
    return Self.object { json in
      json.member("rules") { json in
        json.array { json in
          for difference in differences { json.difference(difference, language) }
        }
      }
    }
  }

  /// `program()`: the rules at hand as `review compile` writes them, for another engine to open.
  func compiled() -> [UInt8] {
    guard let program else { return Self.noProgram }
    return ProgramFile(program, from: origin).bytes
  }
}

extension JSONWriter {
  fileprivate mutating func difference(_ difference: RuleDifference, _ language: Language) {
    object { json in
      json.member("rule", difference.rule)
      json.member("title", difference.title[language])
      json.member("change", difference.change.rawValue)
      json.member("reason", difference.reason?[language])
      json.member("witnesses") { json in
        json.array { json in
          for witness in difference.witnesses {
            json.object { json in
              json.member("dossier", witness.dossier)
              json.member("asOf", witness.asOf.description)
              json.member("old", witness.old?.name.english)
              json.member("new", witness.new?.name.english)
              json.member("oldConsequence", witness.consequences?.old[language])
              json.member("newConsequence", witness.consequences?.new[language])
              json.member("region", witness.region[language])
            }
          }
        }
      }
      json.member("words") { $0.rewordings(difference.rewordings, language) }
    }
  }
}
