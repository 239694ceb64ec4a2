import Rules

/// The words of an interview on a terminal.
///
/// ```
/// 3. 电能利用效率PUE（dataCentre.pue）
///    可填 不小于 1；由申请单位提供；凭据：节能报告
///    若填 > 1.2，则不予审批（NX-3.1-05）
/// >
/// ```
public struct InterviewText {
  public let language: Language
  private let ask: AskText
  private let why: WhyText

  public init(program: Program, language: Language) {
    self.language = language
    ask = AskText(program: program, language: language)
    why = WhyText(program: program, language: language)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  public var opening: String {
    say(
      "照平常的写法回答。空行：暂不答；<：退回；?：谁来答、为什么问；.：结束。\n",
      "Answer as you write. Empty: leave open; <: back; ?: who answers and why; .: end.\n")
  }

  public var noneBefore: String { say("前面没有问题了。\n", "There is no question before this one.\n") }

  /// - Parameter count: How many lines in a row answered nothing.
  public func stopped(after count: Int) -> String {
    say(
      "连续 \(count) 行都不是回答，到此为止。请照提示写：是、108 kgce/t、2024年3月；空行暂不答\n",
      "\(count) lines in a row were no answers, and it ends here. Write as is shown: yes, 108 kgce/t, 2024-03; "
        + "an empty line leaves a question open\n")
  }

  /// - Parameter reason: Why it is asked.
  public func question(_ fact: MissingFact, _ reason: AskReason, number: Int) -> String {
    let name = say(
      "\(fact.label)（\(fact.path)）", "\(fact.path.plainName(.english)) (\(fact.path))")
    let lines = [
      "\(number). \(name)", "   \(isList(fact) ? counted : ask.details(fact))",
      "   \(why.sentence(reason, of: fact))",
    ]
    return "\n" + lines.map { $0.withVisibleControls + "\n" }.joined() + "> "
  }

  private var counted: String {
    say("有几项？没有写“无”", "how many are there? `none` for none")
  }

  private func isList(_ fact: MissingFact) -> Bool {
    if case .list? = fact.reference?.target { true } else { false }
  }

  /// Who can answer, with which values, and why it is asked.
  public func details(_ fact: MissingFact) -> String {
    let rules = fact.rules.joined(separator: say("、", ", "))
    let why =
      rules.isEmpty
      ? say("决定适用哪些规则", "decides which rules apply")
      : say("涉及规则 \(rules)", "asked by \(rules)")
    let worst = say(
      "最重可能成为“\(fact.couldDecide.name[language])”",
      "could become “\(fact.couldDecide.name[language])” at the hardest")
    return "   \(ask.details(fact, isWhole: true))\n   \(why)\(say("；", "; "))\(worst)\n"
  }

  /// What is asked when nothing else is: `决定：补正。<：退回；空行：结束`
  public func last(_ decision: Decision) -> String {
    let name = decision.name[language]
    return say(
      "\n决定：\(name)。<：退回；空行：结束\n> ", "\nDecision: \(name). <: back; empty: end\n> ")
  }

  /// `现在的决定：补正`
  public func decision(_ decision: Decision) -> String {
    say("现在的决定：", "The decision now: ") + decision.name[language] + "\n"
  }

  /// The decision at the end, and what it still hangs on.
  ///
  /// - Parameters:
  ///   - decision: Where nothing is asked any more, what it is whatever is still given.
  ///   - question: What would be asked next; nil: nothing of the dossier.
  ///   - hasSkipped: Whether questions were left open.
  ///   - parameters: What only the authority gives.
  public func closing(
    _ review: Review, _ decision: Decision, question: MissingFact?, hasSkipped: Bool,
    parameters: [MissingFact]
  ) -> String {
    var lines = ["\n" + say("决定：", "Decision: ") + decision.name[language]]
    if question != nil || hasSkipped {
      lines.append(
        say("  还有没回答的事实，决定可能改变。", "  Facts were left open; the decision may change."))
    } else if parameters.isEmpty {
      lines.append(say("  卷宗里再没有能改变它的事实。", "  No further fact can change it."))
    }
    if decision != review.decision {
      let name = review.decision.name[language]
      lines.append(
        say(
          "  没有填的无论怎么填都是这样；卷宗照现在的样子送审，是“\(name)”。",
          "  Whatever is still given, it is this; submitted as it stands, the dossier comes to “\(name)”."
        ))
    }
    for fact in parameters {
      lines.append("  " + say("待主管部门给出：", "from the authority: ") + say(fact.label, fact.path))
    }
    let names = review.findings.filter { $0.verdict == .notMet }
      .map { review.program.rules.rules[$0.rule].id }
    var seen: Set<String> = []
    let failed = names.filter { seen.insert($0).inserted }
    if !failed.isEmpty {
      lines.append("  " + say("不符合：", "not met: ") + failed.joined(separator: say("、", ", ")))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
