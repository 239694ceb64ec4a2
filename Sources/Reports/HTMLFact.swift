import Rules

/// The facts that a review rests on, each once.
struct HTMLFacts {
  let names: HTMLNames

  var section: HTMLSection? {
    let facts = names.review.readFacts { $0.verdict != .notApplicable }
      .map { HTMLFact(reference: $0.reference, fact: $0.fact, names: names) }
    guard !facts.isEmpty else { return nil }
    return HTMLSection(
      id: "facts", title: names.say("事实与证据", "Facts and evidence"), count: facts.count
    ) { html in
      html.block("ul", [.class("facts")]) { html in for fact in facts { fact.write(to: &html) } }
      html.block("details", [.class("fold unprinted")]) { html in
        html.block(
          "summary", names.say("在卷宗中的位置（供审计）", "Where the dossier gives them, for auditors"))
        html.block("ul") { html in for fact in facts { fact.writePlace(to: &html) } }
      }
    }
  }
}

/// A fact of the dossier: its name, its value and its evidence; its place in the file apart.
struct HTMLFact {
  let reference: FactReference
  let fact: Fact
  let names: HTMLNames

  func write(to html: inout HTMLWriter) {
    html.block("li") { html in
      html.inline("span", [.class("name")], label)
      html.words(" ")
      html.inline("span", [.class("value")], value)
      if let evidence = fact.evidence {
        html.words(" ")
        html.inline("span", [.class("source")]) { write(evidence, to: &$0) }
      }
    }
  }

  /// Where the dossier gives it: for who checks the file.
  func writePlace(to html: inout HTMLWriter) {
    guard let place = FactPlace(fact, in: names.review.binding.dossier.source).place else { return }
    html.block("li") { html in
      names.writeFact(label: label, path: reference.path(in: names.vocabulary), to: &html)
      html.words(" ")
      html.inline("code", [.class("place")], place)
    }
  }

  private var label: String { reference.label(in: names.vocabulary) }

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
    html.block("li", [.class("parameter")]) { html in
      html.inline("span", [.class("name")]) { html in
        html.inline("span", names.say(declared.label, declared.name.english.spacedWords))
        if let key = use.key {
          html.words(" ")
          html.inline("span", "［\(key)］")
        }
      }
      let text = ParameterText(program: names.program, language: names.language)
      html.words(" ")
      html.inline("span", [.class("value")], text.value(use, of: use.parameter))
      if let source = text.source(use) {
        html.words(" ")
        html.inline("span", [.class("source")], source)
      }
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
