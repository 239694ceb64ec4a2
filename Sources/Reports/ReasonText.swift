import Rules

/// The words of reasons, in one language; every drawing takes them from here.
struct ReasonText {
  let program: Program
  let binding: Binding
  let language: Language
  /// Whether facts are called by words alone, as on a page or a paper, without the paths of a file;
  /// their choices likewise.
  let isPlain: Bool

  init(_ review: Review, _ language: Language, isPlain: Bool = false) {
    program = review.program
    binding = review.binding
    self.language = language
    self.isPlain = isPlain
  }

  /// A note or an outcome: what kind it is, if that is said first, and the words.
  struct Sentence {
    let label: String?
    let words: String

    init(_ words: String) { (label, self.words) = (nil, words) }
    init(_ label: String, _ words: String) { (self.label, self.words) = (label, words) }
  }

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func say<Words>(_ chinese: Words, _ english: Words) -> Words {
    language == .chinese ? chinese : english
  }

  var colon: String { say("：", ": ") }

  // MARK: - Subjects

  /// What a group of reasons is about and what it came to, as a heading ends.
  func heading(_ subject: Subject, _ truth: Truth?) -> String {
    switch subject {
    case .scope:
      return outcome(
        truth, ("适用，因为：", "It applies, because:"), ("不适用，因为：", "It does not apply, because:"),
        ("是否适用未定：", "Whether it applies is open:"))
    case .requirement:
      return outcome(
        truth, ("要求成立：", "The requirement holds:"), ("要求不成立：", "The requirement fails:"),
        ("要求是否成立未定：", "Whether the requirement holds is open:"))
    case .furtherGround: return say("因此另有要求：", "Something more is demanded, because:")
    case .exclusion(let exclusion):
      return named(exclusion, truth, kind: Phrase("排除情形", "exclusion"))
    case .exception(let exception):
      return named(exception, truth, kind: Phrase("例外", "exception"))
    case .justification:
      return outcome(
        truth, ("条文为“原则上”：例外理由已获书面采纳。", "“In principle”: a written justification was accepted."),
        ("条文为“原则上”：没有获采纳的书面例外理由。", "“In principle”: there is no accepted written justification."),
        (
          "条文为“原则上”：是否有书面例外理由未说明。",
          "“In principle”: whether there is a written justification is not said."
        ))
    case .existing:
      return outcome(
        truth, ("属存量设施：", "The plant exists already:"),
        ("不属存量设施：", "The plant does not exist yet:"),
        ("是否属存量设施未定：", "Whether the plant exists already is open:"))
    case .consequence(let consequence):
      let name = name(of: consequence)
      return outcome(
        truth, ("后果为“\(name)”，因为：", "What follows is “\(name)”, because:"),
        ("后果不是“\(name)”，因为：", "What follows is not “\(name)”, because:"),
        ("后果是否为“\(name)”未定：", "Whether “\(name)” follows is open:"))
    case .marks: return say("计分依据：", "The marks rest on:")
    case .noMarks: return say("零分：", "No marks at:")
    case .fullMarks: return say("满分：", "Full marks at:")
    case .definition(let index):
      let name = program.rules.definitions[index].name
      guard let truth else { return say("“\(name)”的计算：", "“\(name)” is computed from:") }
      return outcome(
        truth, ("“\(name)”成立，因为：", "“\(name)” holds, because:"),
        ("“\(name)”不成立，因为：", "“\(name)” does not hold, because:"),
        ("“\(name)”是否成立未定：", "Whether “\(name)” holds is open:"))
    case .element(let reference, let isCounted):
      return name(of: reference) + (isCounted ? "" : say("不计入", " is not counted")) + say("：", ":")
    case .unused: return say("另读取：", "Also read:")
    }
  }

  private func outcome(
    _ truth: Truth?, _ holds: (String, String), _ fails: (String, String),
    _ open: (String, String)
  ) -> String {
    switch truth {
    case .true: say(holds.0, holds.1)
    case .false: say(fails.0, fails.1)
    case .unknown, nil: say(open.0, open.1)
    }
  }

  private func named(_ condition: CatalogueRule.Branch, _ truth: Truth?, kind: Phrase) -> String {
    let mark = condition.isInferred ? say("（推定）", " (inferred)") : ""
    let source = mark + (condition.citation.map { "（\($0.section)「\($0.quote)」）" } ?? "")
    return say(
      "\(kind.chinese)“\(condition.name)”\(source)：",
      "\(kind.english) “\(condition.name)”\(source): ")
      + outcome(truth, ("成立。", "taken."), ("不成立。", "not taken."), ("未定。", "open."))
  }

  private func name(of consequence: RuleConsequence) -> String {
    consequence.all.map { one in
      let declared = program.vocabulary.consequences[one.consequence]
      return say(declared.label, declared.name.english.spacedWords)
    }.joined(separator: say("、", ", "))
  }

  /// An element of a list: 置换来源 第 1 项.
  func name(of element: FactReference) -> String {
    guard language == .chinese else {
      let path = element.elementPath(in: program.vocabulary)
      return isPlain ? path.plainElement : path
    }
    let label = element.label(in: program.vocabulary)
    guard let index = element.indices.last ?? nil else { return "\(label)的任何一项" }
    return "\(label)第 \(index + 1) 项"
  }

  private func name(ofList list: FieldContainer) -> String {
    isPlain ? list.path.english.plainName(.english) : list.path.english
  }

  /// The name of a fact, with its element where it is one of several: 产能（第 1 项）.
  func name(ofFact reference: FactReference) -> String {
    guard language == .chinese else {
      let path = reference.path(in: program.vocabulary)
      return isPlain ? path.plainName(language) : path
    }
    let label = reference.label(in: program.vocabulary)
    guard let index = reference.indices.last ?? nil else { return label }
    return "\(label)（第 \(index + 1) 项）"
  }

  func alternatives(_ truth: Truth) -> String {
    truth == .true
      ? say("以下有一项成立即可：", "one of these is enough:")
      : say("以下须有一项成立：", "one of these must hold:")
  }

  var together: String { say("同时：", "all of these:") }

  func outcome(_ truth: Truth) -> String {
    outcome(truth, ("成立", "holds"), ("不成立", "does not hold"), ("未定", "open"))
  }

  // MARK: - Parts

  /// Words, and the value behind them.
  typealias Words = (words: String, reading: ReadValue?)

  /// The words of a part as an office writes them: 行业 不属于 有色业, 是否分散锅炉 为 否 for a
  /// condition that begins with 非.
  func phrases(of pieces: [Piece]) -> [Words] {
    let all = pieces.map { (words: words(of: $0), reading: $0.reading) }
    guard language == .chinese, all.count == 2 || all.count == 3, all[0].words == "非 ",
      all[0].reading == nil, all[1].reading != nil
    else { return all }
    let value = all[1]
    guard all.count == 3 else {
      return value.words.hasPrefix("适用 ")
        ? [("不" + value.words, value.reading)] : [value, (" 为 否", nil)]
    }
    for verb in [" 属于 ", " 是 "] where all[2].words.hasPrefix(verb) && all[2].reading == nil {
      return [value, (" 不" + all[2].words.dropFirst(), nil)]
    }
    return all
  }

  /// The words of a piece: the name of a value, or what is said of it.
  private func words(of piece: Piece) -> String {
    let words = piece.words[language]
    guard isPlain else { return words }
    return piece.reading == nil ? words.plainValue(language) : words.plainPhrase(language)
  }

  // MARK: - Values

  func value(_ reading: ReadValue) -> String {
    switch reading {
    case .fact(let reference, let fact):
      guard let fact, case .field(let field) = reference.target else {
        return say("未提供", "not given")
      }
      let text = FactText(program: program, language: language).text(fact, of: field)
      return isPlain && fact.isChoice ? text.plainValue(language) : text
    case .parameter(let index, _, let use):
      return ParameterText(program: program, language: language).value(use, of: index)
    case .result(let value): return self.value(value)
    case .reviewDate(let date): return date.description
    }
  }

  private func value(_ value: StepValue) -> String {
    switch value {
    case .truth(.true): say("成立", "holds")
    case .truth(.false): say("不成立", "does not hold")
    case .truth(.unknown), .unknown: say("未定", "open")
    case .notApplicable: say("不适用", "not applicable")
    case .quantity(let quantity, _): quantity.text(language)
    case .scalar(let value):
      ConditionWriter(program: program, language: language).value(value, type: nil)
    }
  }

  /// Where a value comes from; nil when that is not said.
  func origin(_ reading: ReadValue) -> String? {
    switch reading {
    case .fact(_, let fact):
      fact.map { FactPlace($0, in: binding.dossier.source).text(language) }
    case .parameter(_, _, let use):
      use.flatMap { ParameterText(program: program, language: language).source($0) }
    case .result, .reviewDate: nil
    }
  }

  // MARK: - Notes

  func sentence(_ note: Note) -> Sentence {
    switch note {
    case .notYetInForce(let since):
      return Sentence(
        say(
          "本条自 \(since) 起施行，审查日 \(binding.asOf) 尚未施行。",
          "The clause is in force from \(since); on \(binding.asOf) it is not yet in force."))
    case .lapsed(let until):
      return Sentence(
        say(
          "本条于 \(until) 期满，审查日 \(binding.asOf) 已失效。",
          "The clause lapsed on \(until); on \(binding.asOf) it is no longer in force."))
    case .supposed(let supposed):
      let verdict = supposed.verdict.name[language]
      let follows = supposed.consequence.map { say("，\(name(of: $0))", ", \(name(of: $0))") } ?? ""
      return Sentence(
        say(
          "若当日有效：\(verdict)\(follows)。不影响决定。",
          "If it were in force: \(verdict)\(follows). It does not bear on the decision."))
    case .nothingToJudge(let index):
      let list = index.map { program.vocabulary.containers[$0] }
      if let index, binding.existence.absentContainers.contains(index) {
        return Sentence(
          say(
            "这类项目没有\(list?.label ?? "")，无从适用。",
            "Projects of this kind have no \(list.map { name(ofList: $0) } ?? "elements"): nothing to judge."
          ))
      }
      return Sentence(
        say(
          "卷宗列明没有\(list?.label ?? "")，无从适用。",
          "The dossier says there are no \(list.map { name(ofList: $0) } ?? "elements"): nothing to judge."
        ))
    case .effect(let text): return Sentence(text)
    case .forbidden(let applies):
      return applies == .true
        ? Sentence(say("属条文禁止情形。", "The clause forbids this."))
        : Sentence(say("如适用，即属条文禁止情形。", "Where it applies, the clause forbids this."))
    case .margin(let margin): return sentence(ofMargin: text(of: margin))
    case .timeLeft(let due):
      return Sentence(
        say(
          "存量设施的期限为 \(due)，审查日 \(binding.asOf) 未到期。",
          "An existing plant has until \(due); on \(binding.asOf) it is not yet due."))
    case .overdue(let due):
      return Sentence(say("期限 \(due) 已过。", "The due date \(due) has passed."))
    case .open: return Sentence(say("待查明：", "To be settled:"))
    case .indifferent(let facts):
      let names = facts.map { causeText.label($0) }.joined(separator: say("、", ", "))
      return Sentence(
        say("无论\(names)取何值，结论相同。", "Whatever the value of \(names), the outcome is the same."))
    case .membership(let index):
      let set = program.rules.sets[index]
      return Sentence(
        say(
          "“\(set.label)”按归类表认定：",
          "Counted among \(isPlain ? set.name.english.plainName(.english) : set.name.english) by the table: "
        ),
        set.source ?? "")
    case .caution(let text): return Sentence(say("提醒：", "Caution: "), text)
    case .unverified(let figures):
      let names = figures.map { causeText.name($0.parameter, $0.key) }
        .joined(separator: say("、", ", "))
      return Sentence(
        say("所依据的数值未经核实，须核对原件：", "It rests on a value that is not verified; check the original: "),
        names)
    case .remedy(let text): return Sentence(say("整改要求：", "What helps: "), text)
    }
  }

  func sentence(ofMargin words: String) -> Sentence {
    Sentence(say("差距：", "Margin: "), words)
  }

  /// The distance, and in per cent of the limit where that says something.
  func text(of margin: Margin) -> String { MarginText(language: language).text(of: margin) }

  /// The distance itself: `63 千克/吨`, or `10 个百分点` of a share.
  func distance(of margin: Margin) -> String {
    MarginText(language: language).distance(of: margin)
  }

  /// Said before a distance that may be larger, as from a number that is known as a range.
  func least(_ margin: Margin) -> String { margin.isLeast ? say("至少", "at least ") : "" }

  private var causeText: CauseText {
    CauseText(program: program, language: language, isPlain: isPlain)
  }

  /// What keeps the finding open, as a sentence without its end.
  func sentence(_ cause: Cause) -> String {
    causeText.sentence(cause)
  }
}

extension Fact {
  /// Whether it is one or several of the words of a list.
  fileprivate var isChoice: Bool {
    switch state {
    case .value(.choice), .value(.choices): true
    case .value, .unavailable, .notApplicable, .notDone, .absent: false
    }
  }
}

extension Margin {
  /// Whether it is one of shares, which differ by points: nobody is told a percentage of a percentage.
  var isInPoints: Bool { distance.unit?.name.english == "%" }

  /// Whether it is so many times the limit that a percentage says nothing to a reader.
  var isManifold: Bool { percent.map { $0 >= ExactNumber(200) } ?? false }
}

extension ExactNumber {
  /// Per cent to two places.
  var shownPercent: String { decimal(places: 2) }
}
