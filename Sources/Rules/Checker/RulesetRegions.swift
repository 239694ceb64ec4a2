// Where a ruleset holds, against its parent and against the fields that say where a project is.

extension Checker {
  /// Reports a region that no project can be in, since no field of the place reaches its level: the
  /// ruleset would never hold, in silence.
  mutating func reportUnmatchedRegions(_ regions: [String], _ names: [NameSyntax]) {
    let fields = rules.vocabulary.jurisdictionFields.count
    guard regions.count > fields, !rules.vocabulary.fields.isEmpty, let name = names.last
    else { return }
    report(
      .jurisdictionUnmatched, at: name.range,
      Phrase(
        "词汇的 `辖区字段` 有 \(fields) 级，这一辖区有 \(regions.count) 级：没有项目会落在里面",
        "the vocabulary has place fields of \(fields) levels and this jurisdiction \(regions.count): "
          + "no project can be in it"),
      hint: Phrase(
        "在词汇里写 `辖区字段 省份字段、城市字段 …`",
        "declare `jurisdictionFields` with the province and the city in the vocabulary"))
  }

  /// Reports a ruleset that lies outside of its parent: the parent's rules would not hold where the
  /// ruleset counts on them.
  mutating func reportRegionOutside(_ child: Int, _ name: NameSyntax) {
    let own = rules.rulesets[child]
    guard let above = own.parent.map({ rules.rulesets[$0] }),
      !own.regions.starts(with: above.regions)
    else { return }
    report(
      .jurisdictionOutside, at: name.range,
      Phrase(
        "`\(own.name.chinese)` 的辖区不在上级 `\(above.name.chinese)` 的辖区"
          + "（\(above.regions.joined(separator: "、"))）之内",
        "the jurisdiction of `\(own.name.english)` is not within that of its parent "
          + "`\(above.name.english)` (\(above.regions.joined(separator: ", ")))"),
      related: [.init(above.range, Phrase("上级规则集", "the parent"))],
      hint: Phrase("改正 `上级` 或其中一个 `辖区`", "correct the `parent`, or one of the jurisdictions"))
  }
}

extension Checker {
  /// Reports rules that cite a document of another place: their file lies in the wrong folder, and
  /// they would hold for other projects than those the document speaks of.
  mutating func reportForeignDocuments() {
    for rule in rules.rules {
      let above = rulesets(from: rule.ruleset)
      reportLentDocuments(rule)
      for citation in rule.citations {
        let document = rules.documents[citation.document]
        guard let owner = document.ruleset, !above.contains(owner) else { continue }
        report(
          .jurisdictionOutside, at: citation.range,
          Phrase(
            "`\(rule.id)` 在规则集 `\(rules.rulesets[rule.ruleset].name.chinese)` 里，依据的却是 "
              + "`\(rules.rulesets[owner].name.chinese)` 的文件",
            "`\(rule.id)` is in the ruleset `\(rules.rulesets[rule.ruleset].name.english)` and cites "
              + "a document of `\(rules.rulesets[owner].name.english)`"),
          related: [.init(document.range, Phrase("文件在这里声明", "declared here"))],
          hint: Phrase(
            "把规则文件放回它的规则集的文件夹；确要引用的，在本规则集里声明这份文件",
            "put the rule file back into the folder of its ruleset, or declare the document in this one"
          ))
      }
    }
  }

  /// Reports a rule that rests on documents of the rulesets above alone: it would hold in one place,
  /// and no longer where its document does.
  private mutating func reportLentDocuments(_ rule: CheckedRule) {
    let owners = rule.citations.map { rules.documents[$0.document].ruleset }
    guard let citation = rule.citations.first, let owner = owners.first ?? nil,
      rulesets(from: rule.ruleset).contains(owner), !owners.contains(rule.ruleset)
    else { return }
    report(
      .jurisdictionOutside, at: citation.range,
      Phrase(
        "`\(rule.id)` 在规则集 `\(rules.rulesets[rule.ruleset].name.chinese)` 里，依据的却只有上级 "
          + "`\(rules.rulesets[owner].name.chinese)` 的文件：它在别处就不再适用",
        "`\(rule.id)` is in the ruleset `\(rules.rulesets[rule.ruleset].name.english)` and rests on a "
          + "document of `\(rules.rulesets[owner].name.english)` alone: elsewhere it would not hold"
      ),
      related: [
        .init(rules.documents[citation.document].range, Phrase("文件在这里声明", "declared here"))
      ],
      hint: Phrase(
        "把规则文件放回它的规则集的文件夹；确要引用的，在本规则集里声明这份文件",
        "put the rule file back into the folder of its ruleset, or declare the document in this one"
      ))
  }

  /// A ruleset and all above it.
  private func rulesets(from ruleset: Int) -> Set<Int> {
    var found: Set<Int> = []
    var current: Int? = ruleset
    while let index = current, found.insert(index).inserted {
      current = rules.rulesets[index].parent
    }
    return found
  }
}

extension Diagnostic.Code {
  static let jurisdictionUnmatched = Self(
    name: "jurisdiction-unmatched",
    explanation: Phrase(
      """
      规则集写了省、市，词汇却没有说哪些字段是项目的省、市，或者级数不够。这样的规则集对哪个项目都不适用，规则就无声地没有了。

          辖区字段 项目.省份、项目.城市、项目.县区
      """,
      """
      A ruleset names a province or a city, and the vocabulary does not say which fields are a
      project's province and city, or not down to that level. Such a ruleset would hold for no
      project, and its rules be gone in silence.

          jurisdictionFields project.province, project.city, project.county
      """))

  static let jurisdictionOutside = Self(
    name: "jurisdiction-outside",
    explanation: Phrase(
      """
      下级规则集靠上级的规则补全，所以它的辖区必须在上级的辖区之内：市在它的省里，省在 `辖区 全国` 里。
      规则依据本规则集的文件，可以再加上级的：依据别处文件的，或者只依据上级文件的，多半是规则文件放错了文件夹。
      """,
      """
      A ruleset counts on the rules of its parent, so its jurisdiction lies within the parent's: a
      city in its province, a province in `jurisdiction nationwide`. A rule cites documents of its own
      ruleset, and those above besides: one that cites another's, or those above alone, is most likely
      in the wrong folder.
      """))
}
