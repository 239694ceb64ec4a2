import Rules

/// What a report tells besides the findings, as JSON members:
///
/// ```json
/// "causes": [{"text": "…", "findings": ["NX-4.4-01"], "margin": {"value": "18", …}}],
/// "asks": [{"field": "dataCentre.pue", "label": "…", "who": "applicant", "couldDecide": "refuse",
///           "why": "若填 > 1.3，则不予审批（ZW-4.3-07）", "choices": [], "entries": [],
///           "rules": ["ZW-4.3-07"]}],
/// "redeterminations": [{"field": "finding.industrialPolicy", "rules": ["NX-4.3-05"]}],
/// "notInForce": [{"rule": "NX-3.1-05", "until": "2025-12-31", "violated": true, "text": "…"}],
/// "switchedOff": [{"field": "listing.twoHigh", "value": "否", "rules": ["NX-4.3-04"]}],
/// "unread": ["energy.coal"],
/// "parameters": [{"name": "unitEnergyLimit[电石]", "value": "940", "unit": "…", "origin": "rules"}]
/// ```
struct JSONAdvice {
  let review: Review
  let advice: Advice
  let language: Language

  private var program: Program { review.program }

  /// Writes the members into the object at hand.
  func write(to json: inout JSONWriter) {
    json.member("causes") { json in
      json.array { json in
        for cause in advice.causes { write(cause, to: &json) }
      }
    }
    json.member("asks") { json in
      json.array { json in
        for ask in advice.asks { write(ask, to: &json) }
      }
    }
    json.member("redeterminations") { json in
      json.array { json in
        for item in advice.redeterminations { write(item, to: &json) }
      }
    }
    json.member("notInForce") { json in
      json.array { json in
        for dormant in advice.dormant { write(dormant, to: &json) }
      }
    }
    json.member("switchedOff") { json in
      json.array { json in
        for off in SwitchedOff.all(in: review) { write(off, to: &json) }
      }
    }
    json.member("unread") { json in
      Self.write(advice.unread.map { $0.path(in: program.vocabulary) }, to: &json)
    }
    json.member("parameters") { json in
      json.array { json in
        for use in review.parameterUses(where: { _ in true }) { write(use, to: &json) }
      }
    }
  }

  private func write(_ cause: FailureCause, to json: inout JSONWriter) {
    let text = FailureText(review, language)
    json.object { json in
      json.member("text", text.words(of: cause))
      json.member("findings") { Self.write(text.ids(of: cause), to: &$0) }
      json.member("margin") { json in
        JSONMargin(text.leading(cause).margin, language).write(to: &json)
      }
    }
  }

  private func write(_ ask: Ask, to json: inout JSONWriter) {
    let fact = ask.fact
    let text = AskText(program: program, language: language)
    json.object { json in
      json.member("field", fact.path)
      json.member("label", fact.label)
      json.member("who", text.answerer(of: fact).rawValue)
      json.member("couldDecide", fact.couldDecide.name.english)
      json.member("why", WhyText(program: program, language: language).sentence(ask))
      json.member("question", fact.question)
      json.member("evidence", fact.evidence)
      json.member("permitted", text.permitted(fact))
      json.member("choices") { Self.write(text.choices(of: fact), to: &$0) }
      json.member("entries") { json in
        Self.write(fact.entries.map { program.vocabulary.fields[$0].path.english }, to: &json)
      }
      json.member("rules") { Self.write(fact.rules, to: &$0) }
    }
  }

  private func write(_ item: Redetermination, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", item.fact.path(in: program.vocabulary))
      json.member("label", item.fact.label(in: program.vocabulary))
      let ids = item.findings.map { program.rules.rules[review.findings[$0].rule].id }
      json.member("rules") { Self.write(ids, to: &$0) }
    }
  }

  private func write(_ dormant: DormantRule, to json: inout JSONWriter) {
    let finding = review.findings[dormant.finding]
    json.object { json in
      json.member("rule", program.rules.rules[finding.rule].id)
      switch finding.standing {
      case .notYetInForce(let since): json.member("since", since.description)
      case .lapsed(let until): json.member("until", until.description)
      case .inForce, .nothingToJudge: break
      }
      json.member("violated", !dormant.violations.isEmpty)
      json.member("text", DormantText(review, language).line(dormant))
    }
  }

  private func write(_ off: SwitchedOff, to json: inout JSONWriter) {
    json.object { json in
      json.member("field", off.fact.path(in: program.vocabulary))
      json.member("label", off.fact.label(in: program.vocabulary))
      json.member("value", off.value(ReasonText(review, language)))
      json.member("rules") { Self.write(off.rules, to: &$0) }
    }
  }

  private func write(_ use: ParameterUse, to json: inout JSONWriter) {
    let declared = program.rules.parameters[use.parameter]
    let text = ParameterText(program: program, language: language)
    json.object { json in
      json.member(
        "name", use.key.map { "\(declared.name.english)[\($0)]" } ?? declared.name.english)
      json.member("label", declared.label)
      if let quantity = use.quantity, let number = quantity.number {
        json.member("value", number.shortDecimal())
        json.member("unit", quantity.unit?.name[language] ?? "")
      } else {
        json.member("value", use.scalar.map { _ in text.value(use, of: use.parameter) })
        json.member("unit", "")
      }
      json.member("origin", use.isGiven ? "file" : "rules")
      json.member("source", use.isGiven ? use.statedSource : text.source(use))
      if let authority = use.statedAuthority { json.member("givenBy", authority) }
      json.member("unverified", use.isUnverified)
    }
  }

  private static func write(_ texts: [String], to json: inout JSONWriter) {
    json.array { json in
      for text in texts { json.string(text) }
    }
  }
}

/// How far a value is from what was demanded of it; `null` where that is no number.
struct JSONMargin {
  private let margin: Margin?
  private let language: Language
  private let contents: JSONReport.Contents

  init(_ margin: Margin?, _ language: Language, contents: JSONReport.Contents = .complete) {
    self.margin = margin
    self.language = language
    self.contents = contents
  }

  func write(to json: inout JSONWriter) {
    guard let margin, let number = margin.distance.number else {
      json.null()
      return
    }
    json.object { json in
      json.member("value", number.shortDecimal())
      json.member("unit", margin.distance.unit?.name[language] ?? "")
      json.member("percent", margin.percent?.decimal(places: 2))
      if contents == .complete { json.member("atLeast", margin.isLeast) }
    }
  }
}

extension ParameterUse {
  /// What it is; nil for an empty cell, and for what is said not to exist.
  var scalar: ScalarValue? {
    switch origin {
    case .given(let given):
      if case .value(let value) = given.state { value } else { nil }
    case .row(let row): row.value
    case .parts: nil
    }
  }

  var quantity: Quantity? {
    if case .number(let quantity)? = scalar { quantity } else { nil }
  }

  /// Whether it came with the review rather than from the rules.
  var isGiven: Bool { if case .given = origin { true } else { false } }

  /// The document that a given value is said to come from; nil when none is said.
  fileprivate var statedSource: String? {
    guard case .given(let given) = origin, let evidence = given.evidence else { return nil }
    let parts = [evidence.document, evidence.page, evidence.date].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Who gave the value, as the parameter file says.
  fileprivate var statedAuthority: String? {
    if case .given(let given) = origin { given.evidence?.authority } else { nil }
  }
}
