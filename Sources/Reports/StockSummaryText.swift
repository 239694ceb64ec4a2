import Rules

extension StockSummary {
  /// A few lines for the end of a run.
  ///
  /// ```
  /// 共 1,000 份：不予通过 670、补正 300、通过 30；另有 3 份被拒绝（wrong-value 2、json-nesting 1）。
  ///   行业：钢铁 200（不予通过 150、补正 50）、水泥 90（…）……
  ///   最常不符合：NX-4.4-01 单位产品能耗 120、…
  ///   最常缺少：电能利用效率 80、…
  ///   年用电量：12345 万千瓦时（890 份给出）
  /// ```
  public func text(_ language: Language) -> String {
    let words = StockWords(language)
    var lines = [head(words)]
    for group in groups where !group.counts.items.isEmpty {
      let rest = rest(of: group)
      guard group.counts.items.count > 1 || rest != nil else { continue }
      lines.append(
        "  " + words.label(group.label, group.field) + words.colon
          + words.list(of: group.counts) { words.item($0, $1) + words.decisions($1.tally) }
          + (rest.map { "\(words.comma)\(words.notGiven) \($0.total)" + words.decisions($0) } ?? "")
      )
    }
    if !failures.items.isEmpty {
      lines.append(
        words.say("  最常不符合：", "  most often not met: ")
          + words.list(of: failures) { name, item in
            name + words.say(" \(item.label)", "") + " \(item.tally.total)"
          })
    }
    if !missing.items.isEmpty {
      lines.append(
        words.say("  最常缺少：", "  most often missing: ")
          + words.list(of: missing) { words.item($0, $1) })
    }
    for total in totals where total.given > 0 { lines.append("  " + words.line(of: total)) }
    return lines.map { $0.withVisibleControls + "\n" }.joined()
  }

  private func head(_ words: StockWords) -> String {
    var text = words.say("共 \(decisions.total) 份", "\(decisions.total) dossiers")
    if decisions.total > 0 { text += words.colon + words.counts(decisions) }
    if rejected > 0 {
      let codes = problems.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) \($0.value)" }
      text += words.say("；另有 \(rejected) 份被拒绝", "; \(rejected) more were rejected")
      text += words.brackets(codes.joined(separator: words.comma))
    }
    return text + words.say("。", ".")
  }
}

/// The words of a summary in one language.
struct StockWords {
  let language: Language

  /// How many of the most frequent are told.
  private static let limit = 5

  init(_ language: Language) { self.language = language }

  func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  var colon: String { say("：", ": ") }
  var comma: String { say("、", ", ") }

  /// The name of the row of those that do not say what is counted by.
  var notGiven: String { say("没有写", "not given") }

  func brackets(_ text: String) -> String { say("（\(text)）", " (\(text))") }

  /// What is counted: its label, or its path or choice in words; a name stays as it is.
  func label(_ chinese: String, _ name: String) -> String {
    let isWord = name.first.map { $0.isASCII && $0.isLowercase } ?? false
    return say(chinese, isWord ? name.plainName(.english) : name)
  }

  func item(_ name: String, _ item: StockSummary.Counts.Item) -> String {
    label(item.label, name) + " \(item.tally.total)"
  }

  /// The decisions that came up, the worst first.
  func counts(_ tally: StockSummary.Tally) -> String {
    Decision.allCases.reversed().filter { tally[$0] > 0 }
      .map { "\($0.name[language]) \(tally[$0])" }.joined(separator: comma)
  }

  func decisions(_ tally: StockSummary.Tally) -> String { brackets(counts(tally)) }

  func list(
    of counts: StockSummary.Counts, _ words: (String, StockSummary.Counts.Item) -> String
  ) -> String {
    let all = counts.ranked
    let shown = all.prefix(Self.limit).map { words($0.name, $0.item) }.joined(separator: comma)
    return all.count > Self.limit
      ? shown + say("……（共 \(all.count) 种）", " … (\(all.count) in all)") : shown
  }

  func line(of total: StockSummary.Total) -> String {
    label(total.label, total.field) + colon + amount(total)
      + brackets(say("\(total.given) 份给出", "given by \(total.given)"))
  }

  func amount(_ total: StockSummary.Total) -> String {
    let unit = total.unit[language].isEmpty ? "" : " \(total.unit[language])"
    guard let low = total.low, let high = total.high else {
      return say("合计不出", "no sum")
    }
    return low == high
      ? low.shortDecimal() + unit : "\(low.shortDecimal())–\(high.shortDecimal())" + unit
  }
}
