import Rules

/// The register of the policy documents without their texts, as text and as JSON.
public struct RegisterReport {
  let register: RegisterSummary

  public init(_ register: RegisterSummary) { self.register = register }

  public func text(in language: Language) -> String {
    var lines: [String] = []
    for document in register.documents {
      var table = TextTable(hasRunningText: true)
      table.add([
        Phrase("条款", "section")[language], Phrase("规则", "rules")[language],
        Phrase("登记", "register")[language], Phrase("类别", "categories")[language],
      ])
      for section in document.sections {
        let categories = section.omissions.countsByCategory
          .map { "\($0.category.name[language]) \($0.count)" }
        table.add([
          section.name.text, "\(section.rules.count)", "\(section.omissions.count)",
          categories.joined(separator: Phrase("、", ", ")[language]),
        ])
      }
      lines.append("\(document.document.number) 《\(document.document.title)》")
      lines += table.lines.map { "  " + $0 } + [""]
    }
    let note = Phrase(
      "只按登记统计；给出 --policies DIR 才能看出原文哪些句子没有交代。",
      "Counted from the register alone; with --policies DIR the sentences that it forgot are shown."
    )
    return (lines + [note[language]]).visibleText
  }

  ///     {"documents": [{"document": …, "sections": [
  ///       {"section": "三（一）", "rules": ["NX-3.1-05"], "omissions": {"target": 3}}]}]}
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("documents") { json in
        json.array { json in
          for document in register.documents { write(document, to: &json) }
        }
      }
    }
  }

  private func write(_ document: RegisterSummary.Document, to json: inout JSONWriter) {
    json.object { json in
      json.member("document", document.document.number)
      json.member("title", document.document.title)
      json.member("text", document.document.textName)
      json.member("sections") { json in
        json.array { json in
          for section in document.sections {
            json.object { json in
              json.member("section", section.name.text)
              json.strings("rules", section.rules)
              json.member("omissions") { json in
                json.object { json in
                  for (category, count) in section.omissions.countsByCategory {
                    json.member(category.name.english, count)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
