import Rules

/// What a verification says of the decisions and of those who stand behind them.
extension VerificationText {
  /// What the lines say of their rules, where no manifest was given to check it with.
  var noted: [String] {
    let noted = verification.noted
    guard verification.rules == nil, !noted.isEmpty else { return [] }
    let others = list(noted.others)
    let silent =
      noted.silentCount > 0
      ? say("，\(noted.silentCount) 条没有注明", ", \(noted.silentCount) say nothing") : ""
    return [
      say(
        "规则：未与正式版清单核对（--release）；条目自述：\(noted.sameCount) 条用程序内置的规则，"
          + "\(noted.others.count) 条用其他规则\(others)\(silent)",
        "Rules: not compared with a manifest (--release); the lines say: \(noted.sameCount) by the built-in ones, "
          + "\(noted.others.count) by others\(others)\(silent)")
    ]
  }

  var contradictions: [String] {
    verification.lines.contradictions.prefix(Self.listLimit).map { line in
      let names = line.members.map { $0.name[language] }.joined(separator: say("、", ", "))
      return say(
        "  记录行与结果不符：条目 \(line.entry)：\(names)",
        "  the line says otherwise than its result: entry \(line.entry): \(names)")
    }
  }

  var demands: [String] {
    let demands = verification.demands
    guard demands.demandedCount > 0 else { return [] }
    let unchecked =
      demands.uncheckedCount > 0
      ? say("，\(demands.uncheckedCount) 条未检查", ", \(demands.uncheckedCount) not checked") : ""
    return [
      say(
        "日志的要求：\(demands.demandedCount) 条决定须合要求，\(demands.breaches.count) 处违反\(unchecked)",
        "Demands: \(demands.demandedCount) decisions under them, \(demands.breaches.count) breaches\(unchecked)"
      )
    ]
      + demands.breaches.prefix(Self.listLimit).map { breach in
        switch breach.demand {
        case .rules:
          say(
            "  条目 \(breach.entry)：不是正式版规则", "  entry \(breach.entry): not by the released rules")
        case .parameters:
          say(
            "  条目 \(breach.entry)：参数没有来源", "  entry \(breach.entry): parameters without a source")
        case .reviewers:
          say("  条目 \(breach.entry)：没有签名", "  entry \(breach.entry): not signed")
        }
      }
  }

  /// Who overruled what was decided.
  var rulings: [String] {
    let rulings = verification.rulings
    guard rulings.count > 0 else { return [] }
    let same = rulings.sameLogin.count
    return [
      say(
        "改判和销毁：\(rulings.count) 条，\(rulings.inOneHand.count) 条出自作出决定的本人，"
          + "\(same) 条与原决定出自同一登录名\(list(rulings.sameLogin))",
        "Overrides and redactions: \(rulings.count), \(rulings.inOneHand.count) by whoever had decided, "
          + "\(same) from the login of the decision\(list(rulings.sameLogin))")
    ]
      + rulings.inOneHand.prefix(Self.listLimit).map { entry in
        say("  出自本人：条目 \(entry)", "  in one hand: entry \(entry)")
      }
  }

  /// The first few numbers of entries, in parentheses; nothing for none.
  private func list(_ entries: [Int]) -> String {
    guard !entries.isEmpty else { return "" }
    let shown = entries.prefix(8).map { "\($0)" }.joined(separator: say("、", ", "))
    let more = entries.count > 8 ? " …" : ""
    return say("（条目 \(shown)\(more)）", " (entries \(shown)\(more))")
  }
}
