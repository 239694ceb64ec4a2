import Rules

/// Finds the words of an opinion; see ``Opinion``.
struct OpinionSource {
  let source: ReportSource
  let office: Office
  let ruling: Ruling?

  /// A line to be filled in by hand.
  static let blank = "＿＿＿＿＿＿＿＿"
  /// Longer names are cut in a title; the annex has them in full.
  private static let nameLimit = 48
  private var review: Review { source.review }
  private var advice: Advice { source.advice }
  /// The decision that holds.
  private var decision: Decision { ruling?.decision ?? review.decision }
  private var isNotice: Bool { decision == .supplement }

  private func say(_ chinese: String, _ english: String) -> String { source.say(chinese, english) }

  // MARK: - Head and end

  /// `卫发改审〔2024〕　　号`
  var number: String {
    let year = review.binding.asOf.year
    return say("\(office.code ?? "")〔\(year)〕　　号", "\(office.code ?? "No.") [\(year)] ______")
  }

  /// One line, or two where the kind of paper needs its own.
  var title: [String] {
    let kind =
      isNotice
      ? say("补正通知书（一次性告知）", "Notice of what must be supplied, all at once:")
      : say("审查意见书", "Review opinion:")
    let parts = source.language == .chinese ? ["关于\(name)的", kind] : [kind, name]
    let joined = parts.joined(separator: say("", " "))
    return TextWidth.cells(of: joined) <= OfficialPage.cellsPerTitleLine ? [joined] : parts
  }

  var addressee: String {
    (review.text(of: office.applicant) ?? say("申请单位", "To the applicant")).withVisibleControls
      + source.words.colon
  }

  private var name: String {
    let name = source.names.project.withVisibleControls
    return name.count > Self.nameLimit ? name.prefix(Self.nameLimit) + "…" : name
  }

  var attachment: String {
    isNotice
      ? say("附件：补正清单与依据", "Annex: what to supply, and why")
      : say("附件：审查依据与算式", "Annex: clauses, facts and arithmetic")
  }

  var signatories: [String] {
    [say("承办意见", "Case officer"), say("审核意见", "Reviewed by"), say("签发意见", "Issued by")]
  }

  var endnotes: [String] {
    let parts = [
      office.contact.map { say("联系人：\($0)", "contact: \($0)") },
      office.telephone.map { say("电话：\($0)", "telephone: \($0)") },
      office.address.map { say("地址：\($0)", "address: \($0)") },
      office.postcode.map { say("邮编：\($0)", "postcode: \($0)") },
    ].compactMap { $0 }
    let contact =
      parts.isEmpty
      ? [] : [say("（", "(") + parts.joined(separator: source.semicolon) + say("）", ")")]
    return contact
      + (office.copies.isEmpty
        ? []
        : [say("抄送：", "Copies: ") + office.copies.joined(separator: say("，", ", "))])
  }

  // MARK: - Parts

  var parts: [Opinion.Part] {
    var room = PageRoom()
    room.takeFrame(titleLines: title.count, signatories: signatories.count)
    room.take(opening + closing)
    room.take(endnotes: endnotes)
    var lists = isNotice ? asks(&room) : []
    let measures = isNotice ? [] : self.measures
    if !causes.isEmpty {
      let heading =
        isNotice
        ? Phrase("须改正的事项", "What must be put right") : Phrase("不符合的事项", "What is not met")
      room.take(lines: measures.isEmpty ? 1 : 2)
      let first = measures.prefix(1).map { OfficialPage.line + OfficialPage.height(ofItem: $0) }
      lists.append((heading, room.fill(with: causes, keeping: first.reduce(0, +))))
    }
    if !measures.isEmpty {
      if causes.isEmpty { room.take(lines: 1) }
      lists.append(
        (Phrase("整改要求与期限", "Measures and deadlines"), room.fill(with: measures, keeping: 0)))
    }
    return [.paragraphs(opening)]
      + lists.enumerated().map { position, list in
        .list(
          heading: heading(position, list.heading), items: list.items.shown,
          rest: rest(list.items.rest, isAll: list.items.shown.isEmpty))
      } + [.paragraphs(closing)]
  }

  /// A heading, the items that have room below it, and how many more there are.
  private typealias List = (heading: Phrase, items: (shown: [String], rest: Int))

  private static let chineseNumerals = ["一", "二", "三", "四", "五"]

  private func heading(_ position: Int, _ words: Phrase) -> String {
    say("\(Self.chineseNumerals[position])、\(words.chinese)", "\(position + 1). \(words.english)")
  }

  private func rest(_ count: Int, isAll: Bool) -> String? {
    guard count > 0 else { return nil }
    return isAll
      ? say("共 \(count) 项，见附件。", "There are \(count): see the annex.")
      : say("其余 \(count) 项见附件。", "For \(count) more see the annex.")
  }

  // MARK: - Opening and closing

  private var opening: [String] {
    let notes = source.releaseNotes + review.footing.map { $0[source.language] }
    return [subject, decided] + (ruling.map { [text(of: $0)] } ?? [])
      + notes.map { say("说明：", "Note: ") + $0 }
  }

  /// What was reviewed, by which rules, on which day, and with which result.
  private var subject: String {
    let code = review.text(of: source.vocabulary.numberField)
    let rulesets = review.rulesets.map {
      source.program.rules.rulesets[$0].name.spaced(source.language)
    }
    .joined(separator: source.comma)
    let counts = source.head.counts.map { "\($0.verdict.name[source.language]) \($0.count)" }
      .joined(separator: source.comma)
    let day = date(review.binding.asOf)
    return say(
      "你单位报送的“\(name)”\(code.map { "（项目代码 \($0)）" } ?? "")材料收悉。按\(rulesets)的规则，以\(day)为审查日逐条审查：\(counts)。",
      "The dossier of “\(name)”\(code.map { " (\($0))" } ?? "") was reviewed as of \(day) by the rules of \(rulesets): \(counts)."
    ).withVisibleControls
  }

  private var decided: String {
    let word = decision.name.spaced(source.language)
    let isRuled = ruling == nil ? "" : say("（经改判）", " (by a ruling)")
    return say("决定：", "Decision: ") + word + isRuled + say("。", ". ")
      + (isNotice ? request : source.meaning(of: decision))
  }

  /// What the applicant is asked to do, and until when.
  private var request: String {
    let days = office.supplementDays ?? "＿＿"
    return say(
      "请自收到本通知之日起 \(days) 日内一次补齐下列事项，补齐后再审。",
      "Please supply what follows within \(days) days of receiving this notice; it is reviewed again then."
    )
  }

  private func text(of ruling: Ruling) -> String {
    let word = review.decision.name.spaced(source.language)
    return say(
      "改判：按规则推算的结论是“\(word)”。\(ruling.reviewer)依据\(ruling.authority)，对 \(ruling.rule) 的认定改判。理由：\(ruling.reason)（审计日志第 \(ruling.sequence) 号）。",
      "Ruling: by the rules the decision is “\(word)”. On the authority of \(ruling.authority), \(ruling.reviewer) set the finding of \(ruling.rule) aside: \(ruling.reason) (entry \(ruling.sequence) of the audit log)."
    ).withVisibleControls
  }

  private var closing: [String] {
    var closing = source.judgementNotes
    let asked = isNotice ? 0 : advice.missing.count { $0.isDecisive }
    if asked > 0 {
      closing.append(
        say(
          "另有 \(asked) 项会影响决定的事实没有提供，见附件。",
          "\(asked) facts that bear on the decision are not given: see the annex."))
    }
    if decision >= .suspend, let appeal = office.appeal { closing.append(appeal) }
    return closing.map { $0.withVisibleControls }
  }

  // MARK: - Causes

  /// One sentence for each cause: the numbers, the clause, what follows.
  private var causes: [String] {
    advice.causes.map { cause in
      let first = review.findings[cause.findings[0]]
      let parts = [
        source.failures.outcome(of: first),
        source.program.rules.rules[first.rule].due.map { say("期限 \(date($0))", "due \(date($0))") }
          ?? "",
      ].filter { !$0.isEmpty }
      let clauses = cause.findings.flatMap { clause(ofRule: review.findings[$0].rule) }
      return
        ([source.failures.words(of: cause) + cited(clauses)] + parts).joined(
          separator: say("，", ", ")) + say("。", ".")
    }.map { $0.withVisibleControls }
  }

  private func clause(ofRule rule: Int) -> [String] {
    source.program.rules.rules[rule].citations.prefix(1).map { cited in
      say(
        "\(cited.citation.document)\(cited.citation.section)",
        "\(cited.citation.document) \(cited.citation.section)")
    }
  }

  /// `（宁政发〔2022〕30号四（三）等）`: the first clause, and that there are others.
  private func cited(_ clauses: [String]) -> String {
    let all = [String].union(of: clauses.lazy.map { [$0] })
    guard let first = all.first else { return "" }
    let more = all.count > 1 ? say("等", " and others") : ""
    return say("（\(first)\(more)）", " (\(first)\(more))")
  }

  // MARK: - Measures

  /// What would make it pass, reviewed again in full; else what cures causes one by one; else what
  /// the rules demand. Then what falls due later.
  private var measures: [String] {
    (changes + dueLater).map { $0.withVisibleControls }
  }

  private var changes: [String] {
    if let repair = advice.repairs.repairs.first {
      let result = repair.decision.name.spaced(source.language)
      let all = repair.changes.map { words(of: $0) }.joined(separator: source.semicolon)
      return [
        say(
          "同时作下列改动，决定为“\(result)”：\(all)。",
          "With all of these changes the decision is “\(result)”: \(all).")
      ]
    }
    let remedies = advice.remedies.map { remedy in
      remedy.changes.map { words(of: $0) }.joined(separator: source.semicolon) + say("。", ".")
    }
    let incurable = advice.repairs.incurable
    guard !remedies.isEmpty || !incurable.isEmpty else { return demands }
    let names = incurable.prefix(3).map {
      source.program.rules.rules[$0.rule].title(source.language)
    }
    .joined(separator: source.comma)
    let more =
      incurable.count > 3 ? say("等 \(incurable.count) 项", " and \(incurable.count - 3) more") : ""
    let stuck =
      incurable.isEmpty
      ? []
      : [
        say("不能靠改变申报内容消除：\(names)\(more)。", "No change of what is declared cures: \(names)\(more).")
      ]
    return stuck + remedies
  }

  /// What the rules that fail say is to be done.
  private var demands: [String] {
    .union(
      of: advice.causes.lazy.map { cause in
        cause.findings.compactMap { source.program.rules.rules[review.findings[$0].rule].remedy }
          .prefix(1).map { $0 }
      })
  }

  private func words(of change: FactChange) -> String {
    let name =
      source.language == .chinese
      ? change.label(in: source.program) : change.path(in: source.program)
    let to = change.toText(in: source.program, source.language)
    guard let from = change.fromText(in: source.program, source.language) else {
      return say("\(name)落实为 \(to)", "\(name): \(to)")
    }
    return say("\(name)由 \(from) 改为 \(to)", "\(name) from \(from) to \(to)")
  }

  private var dueLater: [String] {
    .union(
      of: review.rankedFindings(.notYetDue).lazy.map { index in
        let rule = source.program.rules.rules[review.findings[index].rule]
        guard let due = rule.due else { return [] }
        return [
          say(
            "\(rule.title(source.language))（\(rule.id)）：期限 \(date(due))。",
            "\(rule.title(source.language)) (\(rule.id)): due \(date(due)).")
        ]
      })
  }

  // MARK: - What to supply

  /// What to bring, by who must bring it, what settles most first.
  private func asks(_ room: inout PageRoom) -> [List] {
    let facts = advice.asked
    let groups: [(answerer: AskText.Answerer, heading: Phrase)] = [
      (.applicant, Phrase("申请单位提供", "From the applicant")),
      (.authority, Phrase("主管部门核定", "From the authority")),
    ]
    let asked = groups.map { group in
      (
        group.heading,
        facts.filter { source.askText.answerer(of: $0) == group.answerer }.map { ask($0) }
      )
    }.filter { !$0.1.isEmpty }
    // What follows shows at least its first.
    let last = causes.prefix(1).map { OfficialPage.line + OfficialPage.height(ofItem: $0) }
    return asked.enumerated().map { position, group in
      let (heading, items) = group
      let next = asked.dropFirst(position + 1).map {
        2 * OfficialPage.line + OfficialPage.height(ofItem: $0.1[0])
      }
      room.take(lines: 1)
      let counted = Phrase(
        "\(heading.chinese)（\(items.count) 项）", "\(heading.english) (\(items.count))")
      return (counted, room.fill(with: items, keeping: (next + last).reduce(0, +)))
    }
  }

  /// `电能利用效率PUE：可填 1 至 3；凭据：节能报告（宁政发〔2022〕30号三（一）；可能：不予通过）。`
  private func ask(_ fact: MissingFact) -> String {
    let text = source.askText
    let details = [fact.question, text.values(fact), text.evidence(fact)].compactMap { $0 }
      .joined(separator: source.semicolon)
    let rule = fact.rules.first.flatMap { id in
      source.program.rules.rules.firstIndex(where: { $0.id == id })
    }
    let could = fact.couldDecide.name.spaced(source.language)
    let clause = rule.flatMap { self.clause(ofRule: $0).first }
    let why = [clause, say("可能：\(could)", "could be: \(could)")].compactMap { $0 }
      .joined(separator: source.semicolon)
    return
      (say(fact.label, fact.path) + (details.isEmpty ? "" : source.words.colon + details)
      + say("（\(why)）。", " (\(why)).")).withVisibleControls
  }

  private func date(_ day: CalendarDate) -> String {
    say("\(day.year)年\(day.month)月\(day.day)日", day.description)
  }

  // MARK: - Annex

  /// The sections of the report that the decision rests on, behind what is to be known first.
  func annex(of report: Report) -> [Section] {
    let notes = report.head.notes + report.head.remarks
    let wanted =
      Self.always + (decision <= .conditional ? ["met"] : [])
      + (decision <= .supplement ? ["undetermined"] : [])
    let first =
      Section(
        "annex-notes", say("项目与说明", "The project, and notes"),
        [
          .list(
            ([source.names.project] + notes).map { Item(Line($0)) }, isNumbered: false)
        ])
    return [first] + report.sections.filter { wanted.contains($0.id) }
  }

  private static let always = [
    "not-met", "repairs", "redeterminations", "missing", "not-yet-due", "unverified", "judgements",
    "warnings", "not-in-force", "parameters", "rulesets", "audit",
  ]
}
