import Rules

extension Desk {
  /// `form(dossier)`: what a project is asked of which only the place, the trade and the like are given.
  func form(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let source = SourceText(path: "form.json", bytes: call.bytes(0) ?? Array("{}".utf8))
    let (dossier, problems) = DossierReader.read(source, vocabulary: program.vocabulary)
    guard let dossier, !problems.hasErrors else { return Self.rejected(problems, in: source) }
    let (binding, more) = bind(dossier, to: program, today: today)
    guard !more.hasErrors else { return Self.rejected(problems + more, in: source) }
    let form = ProjectForm(for: binding, in: program)
    return Self.object { json in
      json.member("rulesets") { $0.phrases(form.rulesets) }
      json.member("notes") { $0.phrases(form.notes) }
      json.member("asOf", form.asOf.description)
      json.member("sections") { json in
        json.array { json in
          for section in form.sections { json.section(section) }
        }
      }
    }
  }

  static func rejected(_ problems: [Diagnostic], in source: SourceText) -> [UInt8] {
    object { json in json.member("rejected", diagnostics: problems, in: source) }
  }
}

extension JSONWriter {
  fileprivate mutating func section(_ section: FormSection) {
    object { json in
      json.member("container", section.container)
      json.member("label", section.label)
      json.member("path", phrase: section.path)
      json.member("list", section.isList)
      json.member("owner") { $0.integer(section.owner ?? -1) }
      json.member("questions") { json in
        json.array { json in
          for question in section.questions { json.question(question) }
        }
      }
    }
  }

  private mutating func question(_ question: FormQuestion) {
    object { json in
      json.member("field", question.field)
      json.member("unit", phrase: question.unit)
      json.member("who", phrase: question.respondent.name)
      json.member("guidance") { $0.phrases(question.guidance) }
      json.member("rules", texts: question.rules)
      json.member(
        "permitted",
        phrase: Phrase(
          question.answer.text(.chinese), question.answer.text(.english)))
      guard case .number(let range) = question.answer else { return }
      json.member("low", range.low)
      json.member("high", range.high)
      json.member("bringsUnit", range.bringsUnit)
    }
  }
}
