import Rules

/// The rules of one ruleset by document and clause, each with its text, what it reads and its cases.
struct RulesetPage {
  private let book: RuleBook
  private let ruleset: Int

  init(_ book: RuleBook, ruleset: Int) { (self.book, self.ruleset) = (book, ruleset) }

  private var rules: CheckedRules { book.checked }

  var title: String { rules.rulesets[ruleset].title }
  var path: String { "rules/\(rules.rulesets[ruleset].name.english).html" }

  var page: Site.Page {
    let html = HTMLPage(title: title, language: .chinese).text { html in
      html.block("p") {
        $0.inline("a", [.href("../index.html")], "目录 · Contents")
      }
      html.block("h1", title)
      for (number, document) in documents.enumerated() {
        html.section("document-\(number + 1)", document.title) { write(document, to: &$0) }
      }
    }
    return Site.Page(path: path, html: html)
  }

  // MARK: - Documents and clauses

  /// The clauses of a document that rules of the ruleset cite first, or its register names.
  private struct Document {
    let title: String
    var sections: [Section] = []
  }

  private struct Section {
    let name: String
    var rules: [Int] = []
    var omissions: [Omission] = []
  }

  private var documents: [Document] {
    var documents: [Document] = []
    func place(_ title: String, _ section: String) -> (Int, Int) {
      let document = documents.firstIndex { $0.title == title } ?? documents.count
      if document == documents.count { documents.append(Document(title: title)) }
      let sections = documents[document].sections
      let found = sections.firstIndex { $0.name == section } ?? sections.count
      if found == sections.count { documents[document].sections.append(Section(name: section)) }
      return (document, found)
    }
    for (index, rule) in rules.rules.enumerated() where rule.ruleset == ruleset {
      guard let first = rule.citations.first else { continue }
      let (document, section) = place(name(of: first.document), first.citation.section)
      documents[document].sections[section].rules.append(index)
    }
    for omission in rules.omissions where omission.ruleset == ruleset {
      let title = omission.document.map { name(of: $0) } ?? documents.first?.title ?? "—"
      let (document, section) = place(title, omission.section)
      documents[document].sections[section].omissions.append(omission)
    }
    return documents
  }

  private func name(of document: Int) -> String {
    "\(rules.documents[document].number) 《\(rules.documents[document].title)》"
  }

  private func write(_ document: Document, to html: inout HTMLWriter) {
    for section in document.sections {
      html.block("h3", section.name)
      for rule in section.rules { write(rule: rule, to: &html) }
      guard !section.omissions.isEmpty else { continue }
      html.block("ul") { html in
        for omission in section.omissions {
          let quote = omission.quote.map { "「\($0)」" } ?? "整条"
          html.block(
            "li", "不编码（\(omission.category.name.chinese)）\(quote) \(omission.reason ?? "")")
        }
      }
    }
  }

  // MARK: - One rule

  private func write(rule index: Int, to html: inout HTMLWriter) {
    let rule = rules.rules[index]
    let isFirst = rules.rules.firstIndex { $0.id == rule.id } == index
    html.block("article", isFirst ? [.id(rule.id)] : []) { html in
      html.block("h4", "\(rule.id) \(rule.title)")
      for cited in rule.citations {
        html.block("blockquote") { html in
          html.words("\(rules.documents[cited.document].number) \(cited.citation.section)")
          html.words("「\(cited.citation.quote)」")
        }
      }
      html.lines(source(of: rule).split(separator: "\n").map { String($0) })
      list("所读的事实和由谁提供", facts(of: index), to: &html)
      list("案例", cases(of: rule.id), to: &html)
      readers(of: rule.id, to: &html)
    }
  }

  private func source(of rule: CheckedRule) -> String {
    let source = book.sources[Int(rule.range.source)]
    return source.slice(Int(rule.range.start), Int(rule.range.end))
  }

  private func list(_ title: String, _ items: [String], to html: inout HTMLWriter) {
    guard !items.isEmpty else { return }
    html.block("p", title + "：" + items.joined(separator: "；"))
  }

  private func facts(of index: Int) -> [String] {
    var facts: [String] = []
    for step in book.program.programRules[index].steps {
      guard case .field(let field, _) = book.program.steps[step] else { continue }
      let fact = rules.vocabulary.fields[field]
      let text = "\(fact.label)（\(fact.isFoundByAuthority ? "主管部门" : "申请单位")）"
      if !facts.contains(text) { facts.append(text) }
    }
    return facts
  }

  private func cases(of id: String) -> [String] {
    rules.cases.filter { $0.rules.contains(id) }.map { $0.title }
  }

  /// The rules that name this one: they follow it, ask for its result, or stand beside it.
  private func readers(of id: String, to html: inout HTMLWriter) {
    let readers = rules.rules.filter { rule in
      rule.id != id && (rule.follows == id || rule.related.contains(id))
    }
    guard !readers.isEmpty else { return }
    html.block("p") { html in
      html.words("引用本条的规则：")
      for (index, reader) in readers.enumerated() {
        if index > 0 { html.words("、") }
        let page = RulesetPage(book, ruleset: reader.ruleset).path.dropFirst("rules/".count)
        html.inline("a", [.href("\(page)#\(reader.id)")], reader.id)
      }
    }
  }
}
