import Rules

/// What a person must still supply or judge.
struct HTMLOpenQuestions {
  let names: HTMLNames

  // MARK: - Missing facts

  /// The facts that open rules ask for, what bears on the decision and settles most first.
  var missing: HTMLSection? {
    let facts = names.advice.missing
    guard !facts.isEmpty else { return nil }
    return HTMLSection(
      id: "missing", title: names.say("需要补充的事实", "Facts to supply"), count: facts.count
    ) { html in
      let decisive = facts.filter { $0.isDecisive }
      let others = facts.filter { !$0.isDecisive }
      if !decisive.isEmpty {
        html.block("h3", names.say("会影响决定", "Bear on the decision"))
        write(decisive, to: &html)
      }
      guard !others.isEmpty else { return }
      html.block("details", [.class("fold")]) { html in
        html.block(
          "summary",
          names.say(
            "不影响决定的 \(others.count) 项", "\(others.count) that do not bear on the decision"))
        write(others, to: &html)
      }
    }
  }

  private func write(_ facts: [MissingFact], to html: inout HTMLWriter) {
    html.block("ol", [.class("missing")]) { html in
      for fact in facts { html.block("li") { write(fact, to: &$0) } }
    }
  }

  private func write(_ fact: MissingFact, to html: inout HTMLWriter) {
    html.block("div") { html in
      names.writeFact(label: fact.label, path: fact.path, to: &html)
      html.block("p", AskText(program: names.program, language: names.language).line(fact))
      if let analysis = names.advice.analysis(of: fact) {
        let lines = RegionText(program: names.program, language: names.language).lines(analysis)
        for line in lines { html.block("p", line) }
      }
    }
    guard !fact.rules.isEmpty else { return }
    html.block("p", [.class("asked")]) { html in
      let count = fact.rules.count
      html.words(names.say("\(count) 条规则：", count == 1 ? "1 rule: " : "\(count) rules: "))
      names.writeRules(fact.rules, to: &html)
    }
  }

  // MARK: - Figures

  /// The figures that the findings rest on and nobody verified.
  var unverified: HTMLSection? {
    let figures = UnverifiedFigure.all(in: names.review)
    guard !figures.isEmpty else { return nil }
    return HTMLSection(
      id: "unverified", title: names.say("所用未经核实的数值", "Figures used that are not verified"),
      count: figures.count
    ) { html in
      html.block("ul") { html in
        for figure in figures {
          html.block("li", figure.line(in: names.program, names.language))
        }
      }
    }
  }

  // MARK: - Warnings

  /// What was said of the dossier when it was read.
  var warnings: HTMLSection? {
    guard let list = WarningList(names.review, names.language) else { return nil }
    return HTMLSection(id: "warnings", title: list.title, count: list.count) { html in
      html.block("ul") { html in
        for line in list.lines { html.block("li", line) }
      }
    }
  }

  // MARK: - Judgement

  /// The clauses that no rule encodes and that bear on the project.
  var judgements: HTMLSection? {
    let judgements = names.review.judgements
    guard !judgements.isEmpty else { return nil }
    return HTMLSection(
      id: "judgements", title: names.say("须由人判断的条款", "Clauses a person must judge"),
      count: judgements.count
    ) { html in
      html.block("ul", [.class("judgements")]) { html in
        for judgement in judgements { html.block("li") { write(judgement, to: &$0) } }
      }
    }
  }

  private func write(_ judgement: Omission, to html: inout HTMLWriter) {
    if let id = judgement.id {
      html.inline("span", [.class("rule")], id)
      html.words(" ")
    }
    if let ruleset = judgement.ruleset {
      html.inline("span", names.ruleset(ruleset))
      html.words(" ")
    }
    html.inline("span", judgement.section)
    if let quote = judgement.quote { html.block("blockquote") { $0.block("p", "「\(quote)」") } }
    if let reason = judgement.reason { html.block("p", reason) }
  }
}
