import Rules

extension ConditionCoverageReport {
  /// The texts of the rules, by document: each condition in the colour of what cases show of it.
  public var html: String {
    let words = say("案例覆盖", "What the cases cover")
    return HTMLPage(title: words, language: language).text { html in
      html.block("main") { html in
        html.block("h1", words)
        html.block("p", [.class("legend")]) { html in
          html.inline("span", [.class("covered")], say("案例都显示了", "all shown by cases"))
          html.words(" ")
          html.inline("span", [.class("partly")], say("缺一部分", "something is lacking"))
          html.words(" ")
          html.inline("span", [.class("uncovered")], say("没有案例", "nothing is shown"))
        }
        figures(&html)
        for (number, document) in documents.enumerated() {
          html.section("document-\(number + 1)", title(of: document)) { html in
            for rule in document.rules { write(rule, to: &html) }
          }
        }
      }
    }
  }

  private func figures(_ html: inout HTMLWriter) {
    html.block("table") { html in
      row([say("文件、内容", "document, kind"), "%", say("已显示/应显示", "shown/all")], in: "th", &html)
      for document in documents {
        row(cells(document.document?.number ?? "—", count(document)), in: "td", &html)
      }
      for (group, count) in groups { row(cells(group.name[language], count), in: "td", &html) }
      for table in coverage.tables {
        row(cells(say("表 ", "table ") + label(of: table.parameter), table.count), in: "td", &html)
      }
      row(cells(say("总计", "total"), coverage.total), in: "td", &html)
    }
  }

  private func cells(_ name: String, _ count: CoverageCount) -> [String] {
    [name, count.percent, "\(count.reached)/\(count.total)"]
  }

  private func row(_ cells: [String], in name: StaticString, _ html: inout HTMLWriter) {
    html.block("tr") { html in for cell in cells { html.inline(name, cell) } }
  }

  private func title(of document: OfDocument) -> String {
    guard let own = document.document else { return "—" }
    return "\(own.number) \(own.title)  \(count(document).percent) %"
  }

  // MARK: - One rule

  private func write(_ rule: ConditionCoverage.OfRule, to html: inout HTMLWriter) {
    let declared = catalogue.rules[rule.rule]
    let places = places(of: rule)
    html.block("h3") { html in
      html.words("\(declared.id) \(declared.title(language))")
      html.inline("span", [.class("count")], " \(coverage.count(rule.goals).percent) %")
    }
    html.block("pre") { write(declared.range, places, rule.rule, to: &$0) }
    // What is said elsewhere, of a definition or by another rule that this one follows.
    for place in places where !declared.range.holds(place.place) {
      html.block("p", [.class("place")]) { html in
        html.words(at(place.place) + " ")
        mark(place, words(at: place.place), rule.rule, &html)
      }
    }
    if let whole = places.first(where: { $0.place == declared.range }), !whole.missing.isEmpty {
      html.block("p", [.class("partly")], lacks(whole, rule.rule))
    }
  }

  /// The text of a rule; conditions do not overlap, but an exception may be one itself.
  private func write(
    _ range: SourceRange, _ places: [OfPlace], _ rule: Int, to html: inout HTMLWriter
  ) {
    let source = book.sources[Int(range.source)]
    var end = Int(range.start)
    let inner = places.filter { $0.place != range && range.holds($0.place) }
      .sorted { ($0.place.start, $1.place.end) < ($1.place.start, $0.place.end) }
    for place in inner where Int(place.place.start) >= end && !isAround(place, inner) {
      html.written(source.slice(end, Int(place.place.start)))
      mark(place, source.slice(Int(place.place.start), Int(place.place.end)), rule, &html)
      end = Int(place.place.end)
    }
    html.written(source.slice(end, Int(range.end)))
  }

  /// Whether a place has others in it, which are marked instead.
  private func isAround(_ place: OfPlace, _ others: [OfPlace]) -> Bool {
    others.contains { $0.place != place.place && place.place.holds($0.place) }
  }

  private func mark(
    _ place: OfPlace, _ words: String, _ rule: Int, _ html: inout HTMLWriter
  ) {
    guard !place.missing.isEmpty else {
      return html.inline("span", [.class("covered")]) { $0.written(words) }
    }
    let isBare = place.missing.count == place.goals.count
    html.inline(
      "span",
      [
        .class(isBare ? "uncovered" : "partly"), HTMLAttribute("title", lacks(place, rule)),
      ]
    ) { $0.written(words) }
  }

  private func lacks(_ place: OfPlace, _ rule: Int) -> String {
    say("缺 ", "lacks ")
      + place.missing.map { name(of: $0, in: rule) }.joined(separator: say("、", ", "))
  }

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    source == other.source && start <= other.start && other.end <= end
  }
}
