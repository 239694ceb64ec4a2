import Rules

/// Finds the words of an opinion; see ``Opinion``.
struct OpinionSource {
  let source: ReportSource
  let office: Office
  let rulings: Rulings
  /// What fails, in the words of the paper.
  let failures: FailureText
  /// What fails, by its kinds.
  private(set) var kinds: [CauseKind] = []

  init(source: ReportSource, office: Office, rulings: Rulings) {
    (self.source, self.office, self.rulings) = (source, office, rulings)
    failures = FailureText(source.review, source.language, isPlain: true)
    kinds = groupedCauses
  }

  /// A line to be filled in by hand.
  static let blank = "＿＿＿＿＿＿＿＿"
  /// Longer names are cut in a title; the text has them.
  private static let titleLimit = 48
  /// Longer names are cut in the text, too, so that two pages hold; the annex has them in full.
  private static let nameLimit = 100
  private static let codeLimit = 40
  private static let applicantLimit = 80

  var review: Review { source.review }
  var advice: Advice { source.advice }
  var program: Program { source.program }
  /// The decision that holds.
  var decision: Decision { rulings.decision ?? review.decision }
  var isNotice: Bool { decision == .supplement }

  func say(_ chinese: String, _ english: String) -> String { source.say(chinese, english) }

  func date(_ day: CalendarDate) -> String {
    say("\(day.year)年\(day.month)月\(day.day)日", day.description)
  }

  // MARK: - Head and end

  /// `卫发改审〔　　〕　　号`: the paper is of the year in which it is issued, which is not that of the
  /// review.
  var number: String {
    say("\(office.code ?? "")〔　　　　〕　　号", "\(office.code ?? "No.") [____] ______")
  }

  /// One line, or more where the kind of paper needs its own.
  var title: [String] {
    let kind =
      isNotice
      ? say("补正通知书（一次性告知）", "Notice of what must be supplied, all at once:")
      : say("审查意见书", "Review opinion:")
    let name = name.map { Self.cut($0, to: Self.titleLimit) }
    let project = say(
      "关于\(name ?? "你单位所报项目")的", name ?? "the project you have submitted")
    let parts = source.language == .chinese ? [project, kind] : [kind, project]
    let joined = OfficialPage.titleLines(of: parts.joined(separator: say("", " ")))
    return joined.count == 1 ? joined : parts.flatMap { OfficialPage.titleLines(of: $0) }
  }

  /// The name that the office has set, else that of who builds the project.
  var addressee: String {
    let applicant = office.applicant ?? Self.applicantField(in: program.vocabulary)
    return Self.cut(
      (review.text(of: applicant) ?? say("申请单位", "the applicant")).inOneLine,
      to: Self.applicantLimit)
  }

  /// What forms call who hands a project in.
  private static let applicantLabels = ["申请单位", "建设单位"]

  private static func applicantField(in vocabulary: Vocabulary) -> Int? {
    vocabulary.fields.firstIndex { field in
      field.type == .text && applicantLabels.contains(field.label)
        && !vocabulary.containers[field.container].isList
    }
  }

  /// nil when the dossier gives none.
  private var name: String? {
    review.projectName.map { $0.inOneLine }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func cut(_ name: String, to limit: Int) -> String {
    name.count > limit ? name.prefix(limit) + "…" : name
  }

  var annexTitle: String {
    isNotice
      ? say("补正清单与依据", "What to supply, and why")
      : say("审查依据与算式", "Clauses, facts and arithmetic")
  }

  static func signature(of office: String?, _ language: Language) -> String {
    (office ?? blank) + (language == .chinese ? "（盖章）" : " (seal)")
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

  /// The decision as the name of a page says it.
  var decisionName: String {
    decision.name.spaced(source.language)
      + (rulings.all.isEmpty ? "" : say("（经改判）", " (by a ruling)"))
  }

  // MARK: - Parts

  /// The last paragraphs are ``Opinion/Part/closing``, so that a seal stands on no page without words.
  var parts: [Opinion.Part] {
    var room = PageRoom()
    room.takeFrame(titleLines: title.count, signatories: signatories.count)
    room.take(height: OfficialPage.height(ofLine: addressee + source.words.colon))
    room.take(
      height: OfficialPage.height(
        ofSignature: Self.signature(of: office.name, source.language)))
    room.take(opening + closing)
    room.take(endnotes: endnotes)
    let all = self.lists
    // Where the heads of all lists are too much, the first one has an item at least.
    let isRoomy = all.map { $0.leastHeight }.reduce(0, +) <= room.free
    let lists = isRoomy ? all : Array(all.prefix(1))
    let left = all.dropFirst(lists.count).map { list in
      say("\(list.heading.chinese)见附件。", "\(list.heading.english): see the annex.")
    }
    room.take(left)
    let shown = lists.indices.map { index -> (shown: [String], rest: Int) in
      room.take(lines: 1)
      // What follows shows at least its first.
      let next = lists[(index + 1)...].map { $0.leastHeight }.reduce(0, +)
      return room.fill(with: lists[index].items, lists[index].form, keeping: next)
    }
    return [.paragraphs(opening)]
      + zip(lists, shown).enumerated().map { position, pair in
        let (list, shown) = pair
        return .list(
          heading: heading(position, list.heading), items: shown.shown, form: list.form,
          rest: rest(shown.rest, isAll: shown.shown.isEmpty))
      } + [.closing(left + closing)]
  }

  /// A heading and its items; what has no room is counted, and stands in the annex.
  struct List {
    let heading: Phrase
    let items: [String]
    let form: Opinion.ListForm

    init(_ heading: Phrase, _ items: [String], _ form: Opinion.ListForm) {
      self.heading = heading
      self.items = items.map { $0.withVisibleControls }
      self.form = form
    }

    /// That of the heading, the first item and a line that counts the others.
    fileprivate var leastHeight: Int {
      let first = items.prefix(1).map { form.height(of: $0) }.reduce(0, +)
      return (items.count > 1 ? 2 : 1) * OfficialPage.line + first
    }
  }

  /// The lists in the order of their weight, none of them empty.
  private var lists: [List] {
    let ruled = List(
      Phrase("改判的事项", "What was overruled"),
      rulings.all.map { source.text(of: $0) + say("。", ".") },
      .running)
    let failing = List(causesHeading, causes, .running)
    // What is wrong is put right first where it alone keeps a notice open.
    let decides = failing.items.isEmpty == false && failsToSupplement
    let rest =
      isNotice
      ? (decides ? [failing] + asks : asks + [failing])
      : [failing, List(Phrase("整改要求与期限", "Measures and deadlines"), measures, .running)]
    return ([ruled] + rest).filter { !$0.items.isEmpty }
  }

  private var failsToSupplement: Bool {
    review.findings.contains {
      $0.verdict == .notMet && $0.unverified.isEmpty
        && $0.effect(in: program.vocabulary) >= .supplement
    }
  }

  private var causesHeading: Phrase {
    if isNotice { return Phrase("须改正的事项", "What must be put right") }
    return rulings.all.isEmpty
      ? Phrase("不符合的事项", "What is not met")
      : Phrase("按规则不符合的事项", "What is not met by the rules")
  }

  private static let chineseNumerals = ["一", "二", "三", "四", "五", "六"]

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
    let notes = releaseNotes + review.standingNotes.map { $0[source.language] }
    return ([subject, decided] + notes.map { say("说明：", "Note: ") + $0 })
      .map { $0.withVisibleControls }
  }

  /// What was reviewed, by which rules, on which day, and with which result.
  private var subject: String {
    let code = review.text(of: source.vocabulary.numberField)
      .map { Self.cut($0.inOneLine, to: Self.codeLimit) }
    let rulesets = review.rulesets.map { source.names.region(ofRuleset: $0) }
      .joined(separator: source.comma)
    let counts = source.counts.map { "\($0.verdict.name.spaced(source.language)) \($0.count)" }
      .joined(separator: source.comma)
    let day = date(review.binding.asOf)
    let name = self.name.map { Self.cut($0, to: Self.nameLimit) }
    let coded = code.map { say("（项目代码 \($0)）", " (\($0))") } ?? ""
    return say(
      "你单位报送的\(name.map { "“\($0)”" } ?? "没有写明名称的项目")\(coded)材料收悉。按\(rulesets)的规则，以\(day)为审查日逐条审查：\(counts)。",
      "The dossier of \(name.map { "“\($0)”" } ?? "a project without a name")\(coded) was reviewed as of \(day) by the rules of \(rulesets): \(counts)."
    )
  }

  private var decided: String {
    say("决定：", "Decision: ") + decisionName + say("。", ". ") + meaning
  }

  private var meaning: String {
    guard rulings.all.isEmpty else { return ruled + (isNotice ? request : "") }
    return isNotice ? request : source.meaning(of: decision)
  }

  /// Where a decision against the rules comes from, and what it leaves as it was.
  private var ruled: String {
    let word = review.decision.name.spaced(source.language)
    let standing = kinds.count { ruling(on: $0) == nil }
    let rest =
      standing == 0
      ? ""
      : say(
        "没有改判的 \(standing) 项不符合，认定不变。",
        "What else is not met, \(standing) in number, stands as it was found. ")
    return say(
      "改判：按规则推算的结论是“\(word)”，本决定依据下列改判作出。\(rest)",
      "Ruling: by the rules the decision is “\(word)”; this one rests on the rulings below. \(rest)"
    )
  }

  /// What the applicant is asked to do, and until when.
  private var request: String {
    guard !asks.isEmpty || !kinds.isEmpty else {
      return rulings.all.isEmpty
        ? say(
          "下列说明所述的问题查清之前不能作出其他决定。", "It can be decided when what the notes below say is settled.")
        : say("须补齐的材料以改判理由所述为准。", "What must be supplied is what the ruling says.")
    }
    let days = office.supplementDays ?? "＿＿"
    return say(
      "请自收到本通知之日起 \(days) 日内一次补齐下列事项，补齐后再审。",
      "Please supply what follows within \(days) days of receiving this notice; it is reviewed again then."
    )
  }

  /// How many rules differ from the released ones; the annex names them.
  private var releaseNotes: [String] {
    guard let release = source.origin.release, !release.differs.isEmpty else { return [] }
    let count = release.differs.count
    return [
      say(
        "所用规则与程序内置的规则有 \(count) 条不同，见附件。",
        "The rules differ from those built into the program: \(count), see the annex.")
    ]
  }

  private var closing: [String] {
    var closing = source.judgementNotes
    let asked = isNotice ? 0 : advice.missing.count { $0.isDecisive }
    if asked > 0 {
      let by = rulings.all.isEmpty ? "" : say("按规则", "By the rules, ")
      closing.append(
        by
          + say(
            "另有 \(asked) 项会影响决定的事实没有提供，见附件。",
            "\(asked) facts that bear on the decision are not given: see the annex."))
    }
    let clashes = review.clashCount
    if clashes > 0 {
      closing.append(
        say(
          "来源台账另有 \(clashes) 处须查清是否重复使用，见附件。",
          "Of the sources, \(clashes) may be used twice and must be settled: see the annex."))
    }
    if decision >= .suspend, let appeal = office.appeal { closing.append(appeal) }
    return closing.map { $0.withVisibleControls }
  }

  // MARK: - Annex

  /// The sections of the report that the decision rests on, behind what is to be known first.
  func annex(of report: Report) -> [Section] {
    let notes = report.head.notes + report.head.remarks
    let wanted = Self.always + (decision <= .conditional ? ["met"] : [])
    let first =
      Section(
        "annex-notes", say("项目与说明", "The project, and notes"),
        [
          .list(
            ([source.names.project] + notes).map { Item(Line($0)) }, isNumbered: false)
        ])
    return [first] + cutSections
      + report.sections.filter { wanted.contains($0.id) }
  }

  /// The lists of the two pages in full, where these have no room for all of them.
  private var cutSections: [Section] {
    guard !isNotice else { return noticeSections }
    guard hasCutLists else { return [] }
    return [
      source.list(
        "causes", say("不符合的事项（全部）", "All that is not met"), causes.map { Line($0) }),
      source.list(
        "measures", say("整改要求与期限（全部）", "All measures and deadlines"),
        measures.map { Line($0) }),
    ].compactMap { $0 }
  }

  private var hasCutLists: Bool {
    parts.contains { part in
      if case .list(_, _, _, _?) = part { true } else { false }
    } || parts.count < lists.count + 2
  }

  private static let always = [
    "overruled", "not-met", "redeterminations", "missing", "undetermined", "not-yet-due",
    "unverified", "judgements", "warnings", "not-in-force", "parameters", "rulesets", "audit",
  ]
}

extension String {
  /// A name in one line: a break within it, as a cell of a table may have, is none of the name.
  var inOneLine: String {
    split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined().withVisibleControls
  }

  /// The sentence with its end, once.
  func endingSentence(_ end: Character) -> String {
    let isEnded = last.map { "。．.！!？?".contains($0) } ?? false
    return isEnded ? self : self + String(end)
  }

  /// The sentence with a capital at its start, where letters have two sizes.
  func beginningSentence(_ language: Language) -> String {
    language == .english ? prefix(1).uppercased() + dropFirst() : self
  }

  /// The sentence without its end.
  var withoutEnd: String {
    var text = Substring(self)
    while let last = text.last, "。．.；; ".contains(last) { text = text.dropLast() }
    return String(text)
  }
}
