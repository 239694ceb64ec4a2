// What is not encoded, how rules relate, and the cases.

extension Checker {
  mutating func checkOmission(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 6, let section = declaration.operands[2].text,
      let categoryName = declaration.operands[4].name
    else { return }
    let (id, document) = idAndDocument(declaration.operands.prefix(2))
    if let id {
      if let first = names.rules[id.word] ?? names.omissions[id.word] {
        reportDuplicate(Phrase("条款编号", "clause id"), id, first: first)
      }
      names.omissions[id.word] = id.range
    }
    guard let category = OmissionCategory.named(categoryName.word) else {
      reportUnknown(
        Phrase("不编码的类别", "reason for leaving a clause out"), categoryName,
        amongAll: OmissionCategory.allCases.map { $0.name })
      return
    }
    record(categoryName, as: category.name, .word(category.name))
    rules.omissions.append(
      Omission(
        id: id?.text, ruleset: ruleset(of: declaration.range), document: document,
        section: section.text, quote: declaration.operands[3].part?.first?.text?.text,
        category: category, reason: declaration.operands[5].part?.first?.text?.text,
        range: declaration.range))
  }

  /// `SD-5-02 鲁政办字〔2021〕98号`, either of which may be left out.
  private mutating func idAndDocument(
    _ operands: ArraySlice<OperandSyntax>
  ) -> (id: NameSyntax?, document: Int?) {
    var id: NameSyntax?
    var document: Int?
    for name in operands.compactMap({ $0.part?.first?.name }) {
      if let known = names.documents[name.word] {
        document = known
        mention(name.range, .document(known))
      } else if name.text.unicodeScalars.contains("〔") {
        reportUnknown(
          Phrase("文件", "document"), name,
          meant: nearest(to: name) { names.documents.keys.map { $0.text } })
      } else {
        id = name
      }
    }
    return (id, document)
  }

  mutating func checkRelation(_ declaration: DeclarationSyntax) {
    guard declaration.operands.count == 2, let id = declaration.operands[0].name,
      let topic = declaration.operands[1].text
    else { return }
    let joined = declaration.clauses(.joins).flatMap { $0.operands.first?.names ?? [] }
    relatedNames += joined
    rules.relations.append(
      Relation(
        id: id.text, topic: topic.text, rules: joined.map { $0.text },
        decides: declaration.text(.decides), range: declaration.range))
  }

  /// Reports related rules that exist neither as a rule nor as an omission.
  mutating func checkRelatedNames() {
    for name in relatedNames { mention(name.range, .rule(name.text)) }
    let known = names.rules.keys.map { $0.text } + names.omissions.keys.map { $0.text }
    for name in relatedNames
    where names.rules[name.word] == nil && names.omissions[name.word] == nil {
      report(
        .unknownRule, at: name.range,
        Phrase("没有编号为 `\(name.text)` 的规则或条款", "there is no rule or clause `\(name.text)`"),
        hint: nearest(to: name) { known }.map(Phrase.didYouMean), severity: .warning)
    }
  }
}

extension OmissionCategory {
  fileprivate static func named(_ word: Word) -> OmissionCategory? { byName[word] }

  private static let byName: [Word: OmissionCategory] = {
    var byName: [Word: OmissionCategory] = [:]
    for category in allCases {
      byName[Word(category.name.chinese)] = category
      byName[Word(category.name.english)] = category
    }
    return byName
  }()
}

extension Diagnostic.Code {
  static let unknownRule = Self(
    name: "unknown-rule",
    explanation: Phrase(
      "`关联` 和 `关系` 只能提到存在的规则，或登记为不编码的条款。",
      "`relates` and `relation` name rules that exist, or clauses registered as omitted."))
}
