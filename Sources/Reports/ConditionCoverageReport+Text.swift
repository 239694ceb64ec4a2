import Rules

extension ConditionCoverageReport {
  /// By document what no case shows, then all figures, the total last.
  public var text: String {
    var lines: [String] = []
    for document in documents {
      lines.append(line(document.document?.number ?? "—", count(document)))
      for rule in document.rules { lines += self.lines(rule) }
    }
    for table in coverage.tables where !table.missing.isEmpty {
      lines.append(
        line(say("表", "table ") + label(of: table.parameter), table.count) + "  "
          + say("缺 ", "lacks ") + listed(table.missing))
    }
    for (group, count) in groups { lines.append(line(group.name[language], count)) }
    let rows = coverage.tables.reduce(CoverageCount.none) { $0.adding($1.count) }
    if rows != .none { lines.append(line(say("表的行", "rows of tables"), rows)) }
    let proved = coverage.unreachable.count
    if proved > 0 {
      lines.append(
        say(
          "另有 \(proved) 处已证明没有卷宗能到，不计",
          "\(proved) more are proved to be shown by no dossier, and do not count"))
    }
    lines.append(line(say("总计", "total"), coverage.total))
    return lines.visibleText
  }

  private func lines(_ rule: ConditionCoverage.OfRule) -> [String] {
    let missing = places(of: rule).filter { !$0.missing.isEmpty }
    guard !missing.isEmpty else { return [] }
    return ["  " + line(catalogue.rules[rule.rule].id, coverage.count(rule.goals))]
      + missing.map { place in
        let names = place.missing.map { name(of: $0, in: rule.rule) }
          .joined(separator: say("、", ", "))
        return "    \(at(place.place))  \(words(at: place.place))  \(say("缺 ", "lacks "))\(names)"
      }
  }

  private func line(_ name: String, _ count: CoverageCount) -> String {
    "\(name)  \(count.percent) %\(say("（", " ("))\(count.reached)/\(count.total)\(say("）", ")"))"
  }

  /// The first of many, and how many there are.
  private func listed(_ keys: [String]) -> String {
    let most = 12
    let first = keys.prefix(most).joined(separator: say("、", ", "))
    return keys.count > most ? first + " …(\(keys.count))" : first
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }
}
