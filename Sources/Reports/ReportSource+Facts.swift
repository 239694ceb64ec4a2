import Rules

extension ReportSource {
  /// What the dossier says of the project itself, then the facts that the findings rest on, each
  /// once; their places in the file for who checks it.
  var facts: Section? {
    let read = review.readFacts { $0.verdict != .notApplicable }
    let fields = Set(read.map { $0.field })
    let own = names.projectFields.filter { !fields.contains($0.field) }.map { field, fact in
      (reference: FactReference(.field(field)), field: field, fact: fact)
    }
    let all = own + read
    guard !all.isEmpty else { return nil }
    let source = review.binding.dossier.source
    let places = all.compactMap { reference, _, fact -> Item? in
      guard let place = FactPlace(fact, in: source).place else { return nil }
      return Item(
        names.fact(reference) + Line(" ") + Line(reference.path(in: vocabulary), .path)
          + Line(" ") + Line(place, .path))
    }
    let title = Line(say("在卷宗中的位置（供审计）", "Where the dossier gives them, for auditors"))
    return Section(
      "facts", say("事实与证据", "Facts and evidence"), count: all.count,
      [
        .facts(all.map { entry($0.fact, of: $0.field, names.fact($0.reference)) }),
        .fold(Fold(title, [.list(places, isNumbered: false)])),
      ])
  }

  private func entry(_ fact: Fact, of field: Int, _ name: Line) -> FactEntry {
    let evidence = fact.evidence
    let page = evidence?.page.map { say("第 \($0) 页", "p. \($0)") }
    let digest = evidence?.sha256.map { "SHA-256 \($0)" }
    let parts = [evidence?.document, page, evidence?.date, evidence?.authority, digest]
      .compactMap { $0 }
    return FactEntry(
      name: name, value: names.value(fact, of: field),
      evidence: parts.isEmpty ? nil : parts.joined(separator: " "), quote: evidence?.quote)
  }

  /// What findings rest on besides the dossier, with its origin.
  var parameters: Section? {
    let uses = review.parameterUses { $0.verdict != .notApplicable }.filter { $0.hasValue }
    let text = ParameterText(program: program, language: language)
    guard !uses.isEmpty else { return nil }
    return Section(
      "parameters", say("所用参数", "Parameters used"), count: uses.count,
      [
        .facts(
          uses.map { use in
            let declared = program.rules.parameters[use.parameter]
            let name = say(declared.label, declared.name.english.spacedWords)
            return FactEntry(
              name: Line(name + (use.key.map { "[\($0)]" } ?? ""), .name),
              value: text.value(use, of: use.parameter),
              evidence: text.source(use).map { $0 + unsourced(use) }, quote: nil)
          })
      ])
  }

  /// Said of a value that was given without a document.
  private func unsourced(_ use: ParameterUse) -> String {
    guard case .given(let given) = use.origin, given.evidence?.document == nil else { return "" }
    return say("，未注明来源", ", no source stated")
  }

  /// The figures that findings rest on and nobody verified.
  var unverified: Section? {
    list(
      "unverified", say("所用未经核实的数值", "Figures used that are not verified"),
      UnverifiedFigure.all(in: review).map { Line($0.line(in: program, language)) })
  }

  var unreadLines: [Line] {
    advice.unread.map { reference in
      let fact = review.binding.dossier.fact(reference, in: vocabulary)
      return names.fact(reference) + Line(words.colon)
        + Line(words.value(.fact(reference, fact)), .value)
    }
  }

  /// Numbers that nobody asks about.
  var unread: Section? {
    guard !advice.unread.isEmpty else { return nil }
    return Section(
      "unread", say("没有适用规则用到的数值", "Numbers that no applying rule reads"),
      count: advice.unread.count, [.series(unreadLines)])
  }
}
