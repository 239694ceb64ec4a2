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
    failures = source.failures
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

  /// One line, or more where the kind of paper needs its own. A blank at the end of a line is one
  /// between words: joined, the lines are the title as it was written.
  var title: [String] {
    let kind =
      isNotice
      ? say("补正通知书（一次性告知）", "Notice of what must be supplied, all at once: ")
      : say("审查意见书", "Review opinion: ")
    let name = name.map { Self.cut($0, to: Self.titleLimit) }
    let project = say(
      "关于\(name ?? "你单位所报项目")的", name ?? "the project you have submitted")
    let parts = source.language == .chinese ? [project, kind] : [kind, project]
    let joined = OfficialPage.titleLines(of: parts.joined())
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
        : [
          (say("抄送：", "Copies: ") + office.copies.joined(separator: say("，", ", ")))
            .endingSentence(source.language == .chinese ? "。" : ".")
        ])
  }

  /// The decision as the name of a page says it.
  var decisionName: String {
    decision.name.spaced(source.language)
      + (rulings.all.isEmpty ? "" : say("（经改判）", " (by a ruling)"))
  }

  // MARK: - Opening and closing

  var opening: [String] {
    let notes = releaseNotes + source.names.notes(review.standingNotes)
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
      guard rulings.all.isEmpty else {
        return say("须补齐的材料以改判理由所述为准。", "What must be supplied is what the ruling says.")
      }
      return review.clashCount > 0
        ? say(
          "下列来源查清是否重复使用之前不能作出其他决定。",
          "It can be decided when it is settled whether the sources below are used more than once.")
        : say(
          "下列说明所述的问题查清之前不能作出其他决定。", "It can be decided when what the notes below say is settled.")
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
    guard release.signer == nil else {
      return [
        say(
          "所用规则与正式版有 \(count) 条不同，见附件。",
          "The rules differ from the released ones: \(count), see the annex.")
      ]
    }
    return [
      say(
        "所用规则与程序内置的规则有 \(count) 条不同，见附件。",
        "The rules differ from those built into the program: \(count), see the annex.")
    ]
  }

  var closing: [String] {
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
    if decision >= .suspend, let appeal = office.appeal { closing.append(appeal) }
    return closing.map { $0.withVisibleControls }
  }

  // MARK: - Annex

  /// The sections of the report that the decision rests on, behind what is to be known first.
  ///
  /// A paper names no paths: they are for whoever has the file.
  func annex(of report: Report, _ layout: Layout) -> [Section] {
    let notes = report.head.notes + report.head.remarks + languageNotes
    let wanted =
      (decision <= .conditional ? ["met"] : []) + Self.always + (isNotice ? [] : ["missing"])
    let first =
      Section(
        "annex-notes", say("项目与说明", "The project, and notes"),
        [
          .list(
            ([source.names.project] + notes).map { Item(Line($0)) }, isNumbered: false)
        ])
    let told = report.sections.filter { wanted.contains($0.id) }
    return [first] + abridgedSections(layout)
      + told.map { isNotice && $0.id == "undetermined" ? named($0) : $0 }
      .map { $0.withoutFieldPaths }
  }

  /// What a reader of a translation is told once.
  private var languageNotes: [String] {
    source.language == .english
      ? [
        "Quotations, what helps, and remarks on how a clause was read are in Chinese, the language of the rules."
      ] : []
  }

  /// The lists of the two pages in full, where these have no room for all of them.
  private func abridgedSections(_ layout: Layout) -> [Section] {
    guard !isNotice else { return noticeSections }
    let causes =
      layout.abridged.contains(.causes)
      ? source.list(
        "causes", say("不符合的事项（全部）", "All that is not met"), self.causes.map { Line($0) }) : nil
    let measures =
      layout.abridged.contains(.measures)
      ? source.list(
        "measures", say("整改要求与期限（全部）", "All measures and deadlines"),
        self.measures.map { Line($0) }) : nil
    return [causes, measures].compactMap { $0 }
  }

  /// The open rules of a notice by name and by what may follow: what each lacks is in the list of what
  /// to supply.
  private func named(_ section: Section) -> Section {
    let lines = section.blocks.findings.map { finding in
      [Run(finding.rule, .rule)]
        + Line(" \(finding.title)\(finding.element ?? "")\(finding.follows)")
    }
    return Section(section.id, section.title, count: section.count, [.series(lines)])
  }

  private static let always = [
    "overruled", "not-met", "redeterminations", "undetermined", "not-yet-due",
    "unverified", "judgements", "warnings", "not-in-force", "unread", "parameters", "rulesets",
    "audit",
  ]
}

extension Section {
  /// Without the paths behind the names of facts.
  fileprivate var withoutFieldPaths: Section {
    let plain = blocks.map { block -> Block in
      guard case .list(let items, let isNumbered) = block else { return block }
      return .list(
        items.map { item in
          Item(
            item.line.filter { run in
              run.kind != .path || !(run.words.hasPrefix("（") || run.words.hasPrefix(" ("))
            }, below: item.below)
        }, isNumbered: isNumbered)
    }
    return Section(id, title, count: count, plain)
  }
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
