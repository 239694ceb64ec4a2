/// The texts of a rule that people read: in a decision, and where the rule is explained.
struct RuleWords: Equatable {
  private let texts: [Text]

  private struct Text: Equatable {
    let place: Place
    let text: Phrase
  }

  private enum Place: Equatable, CaseIterable {
    case title, englishTitle, ground, quotation, note, consequence, exclusion, exception, caution
    case remedy, remark, related, score

    var name: Phrase {
      switch self {
      case .title: Phrase("标题", "title")
      case .englishTitle: Phrase("英文名", "English title")
      case .ground: Phrase("依据", "ground")
      case .quotation: Phrase("引文", "quotation")
      case .note: Phrase("说明", "note")
      case .consequence: Phrase("后果", "consequence")
      case .exclusion: Phrase("排除", "exclusion")
      case .exception: Phrase("除外", "exception")
      case .caution: Phrase("提醒", "caution")
      case .remedy: Phrase("补救", "remedy")
      case .remark: Phrase("备注", "remark")
      case .related: Phrase("关联", "related")
      case .score: Phrase("计分", "score")
      }
    }
  }

  /// - Parameter isBrief: Whether conditions are left out, which are compared by what they mean.
  init(of index: Int, in program: Program, isBrief: Bool) {
    let parts = program.programRules[index]
    let rule = program.rules.rules[parts.rule]
    var texts: [Text] = []
    func add(_ place: Place, _ text: String?) {
      if let text { texts.append(Text(place: place, text: Phrase(text, text))) }
    }
    add(.title, rule.title)
    add(.englishTitle, rule.englishTitle)
    for cited in rule.citations {
      let document = program.rules.documents[cited.document].number
      add(.ground, document + " " + cited.citation.section)
      add(.quotation, cited.citation.quote)
    }
    if case .effect(let note) = rule.requirement { add(.note, note) }
    for (consequence, step) in zip(rule.consequences, parts.consequences) {
      let words = program.words(of: consequence, where: isBrief ? nil : step)
      texts.append(Text(place: .consequence, text: words))
    }
    for (place, branches) in [(Place.exclusion, rule.exclusions), (.exception, rule.exceptions)] {
      for branch in branches {
        add(place, branch.name)
        add(.ground, branch.citation.map { $0.document + " " + $0.section })
        add(.quotation, branch.citation?.quote)
      }
    }
    for caution in rule.cautions { add(.caution, caution) }
    add(.remedy, rule.remedy)
    for remark in rule.remarks { add(.remark, remark) }
    for related in rule.related { add(.related, related) }
    if let score = rule.score {
      texts.append(
        Text(place: .score, text: program.words(of: score, isBrief ? nil : parts.grading)))
    }
    self.texts = texts
  }

  /// What is written otherwise in another version, by its places.
  func rewordings(to other: RuleWords) -> [RuleDifference.Rewording] {
    guard self != other else { return [] }
    return Place.allCases.flatMap { place -> [RuleDifference.Rewording] in
      let (before, after) = (texts(at: place), other.texts(at: place))
      let gone = before.filter { !after.contains($0) }
      let come = after.filter { !before.contains($0) }
      return (0..<max(gone.count, come.count)).map { index in
        RuleDifference.Rewording(
          place: place.name, old: gone.indices.contains(index) ? gone[index] : nil,
          new: come.indices.contains(index) ? come[index] : nil)
      }
    }
  }

  private func texts(at place: Place) -> [Phrase] {
    texts.filter { $0.place == place }.map { $0.text }
  }
}

extension Program {
  /// `不予审批、加价`
  func words(of consequence: RuleConsequence) -> Phrase {
    words(of: consequence) { _ in Phrase("", "") }
  }

  /// `不予审批（推定），若 …`
  fileprivate func words(of consequence: RuleConsequence, where step: Int?) -> Phrase {
    let all = words(of: consequence) {
      $0.isInferred ? Phrase("（推定）", " (inferred)") : Phrase("", "")
    }
    guard let step else { return all }
    let condition = conditionWords(step)
    return Phrase(
      all.chinese + "，若 " + condition.chinese, all.english + ", if " + condition.english)
  }

  private func words(
    of consequence: RuleConsequence, _ mark: (ConsequenceBeside) -> Phrase
  ) -> Phrase {
    let names = consequence.all.map { one in
      let name = vocabulary.consequences[one.consequence].name
      return Phrase(name.chinese + mark(one).chinese, name.english + mark(one).english)
    }
    return Phrase(
      names.map { $0.chinese }.joined(separator: "、"),
      names.map { $0.english }.joined(separator: ", "))
  }

  fileprivate func words(of score: RuleScore, _ grading: ProgramGrading?) -> Phrase {
    let dimension = vocabulary.dimensions[score.dimension]
    let points = score.weight.shortDecimal()
    let plain = Phrase("\(dimension.label) \(points)", "\(dimension.name.english) \(points)")
    guard let grading else { return plain }
    let ends = [grading.graded, grading.worst, grading.best].map { conditionWords($0) }
    return Phrase(
      "\(plain.chinese)，\(ends[0].chinese) 从 \(ends[1].chinese) 到 \(ends[2].chinese)",
      "\(plain.english), \(ends[0].english) from \(ends[1].english) to \(ends[2].english)")
  }

  private func conditionWords(_ step: Int) -> Phrase {
    Phrase(
      ConditionWriter(program: self, language: .chinese).text(of: step).text,
      ConditionWriter(program: self, language: .english).text(of: step).text)
  }
}
