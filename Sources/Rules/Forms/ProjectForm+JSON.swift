extension ProjectForm {
  /// The form as a dossier in which nothing is given: `review evaluate` reads it as it is, and asks
  /// for what it needs.
  ///
  ///     "pue": {
  ///       "value": null,
  ///       "$comment": "电能利用效率PUE；数，不小于 1",
  ///       "source": {"document": null, "page": null, "quote": null}
  ///     }
  public func json(_ language: Language, _ vocabulary: Vocabulary) -> String {
    var json = JSONWriter(style: .pretty)
    json.object { json in
      json.member(JSONMember.commentKey, heading(language))
      writeMembers(of: 0, language, vocabulary, to: &json)
    }
    json.endLine()
    return json.text
  }

  private func heading(_ language: Language) -> String {
    let sets = rulesets.map { $0[language] }.joined(separator: language == .chinese ? "、" : ", ")
    let advice = Phrase(
      "\(sets)；审查日 \(asOf)。值写在 value；不知道的留 null，列表没有就写 []，每项一个对象。$comment 不参与判断。",
      "\(sets), as of \(asOf). Values stand under value; null is not given, [] is a list of none. $comment takes no part."
    )
    return ([advice] + notes).map { $0[language] }.joined(separator: " ")
  }

  private func writeMembers(
    of container: Int, _ language: Language, _ vocabulary: Vocabulary, to json: inout JSONWriter
  ) {
    for question in sections.first(where: { $0.container == container })?.questions ?? [] {
      json.member(vocabulary.fields[question.field].name[language]) {
        write(question, language, to: &$0)
      }
    }
    for inner in vocabulary.containers.indices
    where inner != 0 && vocabulary.containers[inner].parent == container
      && hasQuestions(inner, vocabulary)
    {
      let declared = vocabulary.containers[inner]
      json.member(declared.name[language]) { json in
        let members = { (json: inout JSONWriter) in
          json.object { json in
            json.member(JSONMember.commentKey, declared.label)
            writeMembers(of: inner, language, vocabulary, to: &json)
          }
        }
        if declared.isList { json.array { members(&$0) } } else { members(&json) }
      }
    }
  }

  /// Whether a group or list has questions, or something in it has.
  private func hasQuestions(_ container: Int, _ vocabulary: Vocabulary) -> Bool {
    sections.contains { $0.container == container }
      || vocabulary.containers.indices.contains {
        $0 != 0 && vocabulary.containers[$0].parent == container && hasQuestions($0, vocabulary)
      }
  }

  private func write(_ question: FormQuestion, _ language: Language, to json: inout JSONWriter) {
    var texts = [question.label, question.answer.text(language)]
    if let unit = question.unit {
      texts.append(Phrase("单位：\(unit.chinese)", "unit: \(unit.english)")[language])
    }
    texts += question.guidance.map { $0[language] }
    let respondent = question.respondent.name
    texts.append(
      Phrase("由\(respondent.chinese)填写", "answered by the \(respondent.english)")[language])
    json.object { json in
      json.member("value", question.given?[language])
      json.member(
        JSONMember.commentKey, texts.joined(separator: language == .chinese ? "；" : "; "))
      json.member("source") { json in
        json.object { json in
          for key in ["document", "page", "quote"] { json.member(key, String?.none) }
        }
      }
    }
  }
}
