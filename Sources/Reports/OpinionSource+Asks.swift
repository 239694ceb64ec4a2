import Rules

extension OpinionSource {
  /// All that the applicant and the authority are asked for, at once.
  ///
  /// A decision of the rules names what can change it, and what it may still turn on; a ruling that
  /// wants more supplied names all that is open.
  private var asked: [MissingFact] {
    let noticed = review.noticed(advice.missing).filter { !$0.isDecisive }
    let asked = advice.asks.map { $0.fact } + noticed
    return asked.isEmpty && review.decision != .supplement ? advice.asked : asked
  }

  /// What one of the two is asked for: each thing with its values and clause, and by name.
  struct Asks {
    let heading: Phrase
    let items: [String]
    let names: [String]
  }

  /// What to bring, by who must bring it, the next question first.
  var asks: [Asks] {
    let asked = self.asked
    let reasons = self.reasons
    let followUps = review.followUps(of: asked)
    let groups: [(answerer: AskText.Answerer, heading: Phrase)] = [
      (.applicant, Phrase("申请单位提供", "From the applicant")),
      (.authority, Phrase("主管部门核定", "From the authority")),
    ]
    return groups.compactMap { group in
      let own = asked.indices.filter { source.askText.answerer(of: asked[$0]) == group.answerer }
      let further =
        group.answerer == .authority ? followUps.compactMap { lookedUp($0, asked) } : []
      let items =
        own.map { index in
          ask(asked[index], reasons, followUps.first { $0.question == index }, isWhole: false)
        } + further
      guard !items.isEmpty else { return nil }
      return Asks(
        heading: Phrase(
          "\(group.heading.chinese)（\(items.count) 项）", "\(group.heading.english) (\(items.count))"),
        items: items, names: own.map { name(of: asked[$0]) } + further)
    }
  }

  /// The whole notice for the annex: every question with all its permitted values.
  var noticeSections: [Section] {
    guard isNotice else { return [] }
    let asked = self.asked
    let reasons = self.reasons
    let followUps = review.followUps(of: asked)
    guard !asked.isEmpty else { return [] }
    let items = asked.indices.map { index in
      ask(asked[index], reasons, followUps.first { $0.question == index }, isWhole: true)
    }
    let opened = followUps.compactMap { lookedUp($0, asked) }
    return [
      Section(
        "notice", say("补正清单", "What to supply"), count: items.count,
        [.list((items + opened).map { Item(Line($0)) }, isNumbered: true)])
    ]
  }

  private func name(of fact: MissingFact) -> String {
    say(fact.label, fact.path.plainName(.english))
  }

  /// `电能利用效率PUE：可填 1 至 3；凭据：节能报告（宁政发〔2022〕30号三（一）；若填 > 1.2，则不予审批）。`
  ///
  /// - Parameter isWhole: Whether a long list of choices is told in full.
  private func ask(
    _ fact: MissingFact, _ reasons: [String: AskReason], _ followUp: FollowUp?, isWhole: Bool
  ) -> String {
    let text = source.askText
    let details = [
      fact.question?.withoutEnd, text.values(fact, isWhole: isWhole), besides(followUp, fact),
      text.evidence(fact),
    ].compactMap { $0 }.joined(separator: source.semicolon)
    let reason = reasons[fact.path]
    let rule = reason?.rule ?? fact.rules.first.flatMap { program.rules.rule($0) }
    let why = [
      rule.flatMap { clause(ofRule: $0).first },
      reason.map { source.whyText.sentence($0, of: fact, namesRule: false) } ?? prospect(of: fact),
      fact.isDecisive ? nil : say("有关条款适用时须有", "needed if the clause applies"),
    ].compactMap { $0 }.joined(separator: source.semicolon)
    return name(of: fact) + (details.isEmpty ? "" : source.words.colon + details)
      + say("（\(why)）。", " (\(why)).")
  }

  /// By the path of a fact, why it is asked for.
  private var reasons: [String: AskReason] {
    advice.asks.reduce(into: [:]) { reasons, ask in
      reasons[ask.fact.path] = ask.why
    }
  }

  /// What a fact could come to that only may come to matter.
  private func prospect(of fact: MissingFact) -> String {
    let could = fact.couldDecide.name.spaced(source.language)
    return say("可能：\(could)", "could be: \(could)")
  }

  /// `一并写明综合能耗口径`: what belongs to a number, or to a list beside what its elements state.
  private func besides(_ followUp: FollowUp?, _ fact: MissingFact) -> String? {
    let fields = followUp.map { $0.fields.filter { !fact.entries.contains($0) } } ?? []
    guard !fields.isEmpty else { return nil }
    let names = [String].union(
      of: fields.lazy.map { field in
        let declared = self.program.vocabulary.fields[field]
        return [self.say(declared.label, declared.path.english.plainName(.english))]
      }
    ).joined(separator: source.comma)
    return say("一并写明\(names)", "with it: \(names)")
  }

  /// What is looked up by an answer, and asked of the authority where no table has it.
  private func lookedUp(_ followUp: FollowUp, _ asked: [MissingFact]) -> String? {
    guard !followUp.parameters.isEmpty else { return nil }
    let fact = asked[followUp.question]
    let name = name(of: fact)
    let names = followUp.parameters.map { index in
      let declared = program.rules.parameters[index]
      return say(declared.label, declared.name.english.plainName(.english))
    }.joined(separator: source.comma)
    return say(
      "若填明“\(name)”后现有表格里没有相应数值，还需：\(names)。",
      "If the tables have no value for what is said of “\(name)”, also: \(names).")
  }
}
