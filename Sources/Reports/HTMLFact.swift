import Rules

/// A fact of the dossier: its name, its value, its place in the file, and its evidence.
struct HTMLFact {
  let reference: FactReference
  let fact: Fact
  let names: HTMLNames

  func write(to html: inout HTMLWriter) {
    html.block("div") { html in
      html.inline("dt") { html in
        names.writeFact(
          label: reference.label(in: names.vocabulary),
          path: reference.path(in: names.vocabulary), to: &html)
      }
      html.inline("dd", [.class("value")], value)
      let place = FactPlace(fact, in: names.review.binding.dossier.source)
      html.inline("dd", [.class("place")]) { html in
        if let place = place.place {
          html.inline("code", place)
        } else {
          html.words(names.say("由各项合计得出", "the sum of its sources"))
        }
      }
      if let evidence = place.evidence {
        html.inline("dd", [.class("source")]) { write(evidence, to: &$0) }
      }
    }
  }

  private var value: String {
    guard case .field(let field) = reference.target else { return "" }
    return FactText(program: names.program, language: names.language).text(fact, of: field)
  }

  private func write(_ evidence: Evidence, to html: inout HTMLWriter) {
    let page = evidence.page.map { names.say("第 \($0) 页", "p. \($0)") }
    let parts = [evidence.document, page, evidence.date, evidence.authority].compactMap { $0 }
    html.inline("span", parts.joined(separator: " · "))
    if let quote = evidence.quote {
      html.words(" ")
      html.inline("q", quote)
    }
  }
}

/// A value that came from elsewhere than the dossier, and its source.
struct HTMLParameter {
  let use: ParameterUse
  let names: HTMLNames

  func write(to html: inout HTMLWriter) {
    let declared = names.program.rules.parameters[use.parameter]
    html.block("div", [.class("parameter")]) { html in
      html.inline("dt") { html in
        html.inline("span", names.say(declared.label, declared.name.english.spacedWords))
        if let key = use.key {
          html.words(" ")
          html.inline("span", "［\(key)］")
        }
      }
      let text = ParameterText(program: names.program, language: names.language)
      html.inline("dd", [.class("value")], text.value(use, of: use.parameter))
      if let source = text.source(use) { html.inline("dd", [.class("source")], source) }
    }
  }
}

/// The name of what keeps a finding open; nil when no fact or parameter would settle it.
struct MissingName {
  let words: String

  init?(_ cause: Cause, _ names: HTMLNames) {
    switch cause {
    case .parameter(let index, let key), .emptyCell(let index, let key),
      .outsideValidity(let index, let key):
      words = CauseText(program: names.program, language: names.language).name(index, key)
    case .unverified(let figure):
      words = CauseText(program: names.program, language: names.language)
        .name(figure.parameter, figure.key)
    case .ambiguousKey(nil, let parameter, let key, _):
      words = CauseText(program: names.program, language: names.language).name(parameter, key)
    case .ambiguousKey, .missing, .unavailable, .declaredNotApplicable, .imprecise, .emptyList:
      guard let fact = cause.fact else { return nil }
      words = names.say(fact.label(in: names.vocabulary), fact.path(in: names.vocabulary))
    case .unitMismatch, .basisMismatch, .overflow, .divisionByZero: return nil
    }
  }
}
