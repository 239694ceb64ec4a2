// The grammar of declarations and clauses, as one table.
//
//   file         = { declaration } .
//   declaration  = keyword operands { clause } .        both given below, per keyword
//   clause       = keyword operands .
//
//   expression   = disjunction .
//   disjunction  = conjunction { "或" conjunction } .    且 and 或 side by side need parentheses
//   conjunction  = negation { "且" negation } .
//   negation     = [ "非" ] comparison .
//   comparison   = sum [ order sum | "是" item | "不是" item
//                      | ( "属于" | "不属于" | "包含" | "仅含" ) item { "、" item } ] .
//   order        = "不低于" | "不高于" | "不超过" | "高于" | "超过" | "低于" | "不足" | "等于"
//                | "不等于" | "早于" | "晚于" | "不早于" | "不晚于" | "≥" | "≤" | ">" | "<" | "=" | "≠" .
//   sum          = product { ( "+" | "-" ) product } .
//   product      = unary { ( "×" | "÷" ) unary } .
//   unary        = [ "-" ] primary .
//   primary      = number [ unit ] | date | text | path | path "[" expression { "、" expression } "]"
//                | ( "较小者" | "较大者" ) "（" expression { "、" expression } "）"
//                | ( "四舍五入" | "向上取整" | "向下取整" ) "（" expression "、" expression "）"
//                | aggregate | "适用" path | "有值" path "[" … "]" | "审查日"
//                | rule ( "符合" | "不符合" | "不适用" ) | "（" expression "）" | choice .
//   choice       = "（" "若" expression "则" expression { "若" expression "则" expression }
//                  "否则" expression "）" .
//   aggregate    = ( "合计" | "最大" | "最小" | "都" | "有" | "互不相同" ) expression loop | "个数" loop .
//   loop         = "对" name "于" path [ "其中" expression ] .
//
// Every keyword may be written in Chinese or in English (``Keyword``), every sign full-width
// or half-width. Line breaks are white space, except that an unquoted title ends with its line.

/// What may stand in one place of a declaration or clause.
indirect enum Shape: Sendable {
  /// One word.
  case name
  /// One word that starts with an ASCII letter or holds 〔: a rule id or a document number.
  case identifier
  /// An identifier with a section behind it.
  case documentNumber
  /// One word, even one that would start a clause or declaration.
  case word
  /// The English name beside a Chinese one, which may be left out; any word, even a keyword.
  case englishName
  /// A unit: words joined by `/`.
  case unitName
  case names
  /// A quotation, or the rest of the line.
  case title
  case quotation
  case bookTitle
  /// A run of tokens without white space, up to a quotation: 三（一）.
  case section
  case date
  case expression
  /// A value without comparison.
  case sum
  case expressions
  case condition
  case type
  /// The types of the keys of a table.
  case types
  case choices
  /// Names, each with what is said of it: a consequence and whether it is inferred.
  case consequences
  case assignments
  case expectations
  /// What the rows of a case give and expect.
  case columns
  /// A row of a case.
  case cells
  case keyword(Keyword)
  case sign(Token.Sign)
  /// Written when the first of its shapes is there.
  case optional([Shape])
}

/// The operands of a declaration or clause; keywords and signs among them give no operand.
struct Form: Sendable {
  let shapes: [Shape]
  /// For a declaration: its clauses.
  let clauses: [Keyword: Form]
  let clauseSet: KeywordSet

  init(_ shapes: [Shape], clauses: [Keyword: Form] = [:]) {
    self.shapes = shapes
    self.clauses = clauses
    clauseSet = KeywordSet(clauses.keys)
  }
}

enum Grammar {
  /// The declarations of a file.
  static let declarations: [Keyword: Form] = [
    .ruleset: Form(
      [.name, .optional([.name]), .quotation],
      clauses: [
        .parent: Form([.name]), .jurisdiction: Form([.names]), .alias: Form([.names]),
        .since: Form([.date]), .until: Form([.date]), .remark: Form([.quotation]),
      ]),
    .document: Form(
      [.documentNumber, .bookTitle],
      clauses: [
        .issuer: Form([.name]), .policyText: Form([.name]), .since: Form([.date]),
        .until: Form([.date]), .replaces: Form([.names]), .remark: Form([.quotation]),
      ]),
    .rule: Form([.identifier, .title], clauses: ruleClauses),
    .definition: Form(
      [.name, .optional([.sign(.colon), .type]), .sign(.equal), .expression],
      clauses: [.remark: Form([.quotation])]),
    .set: Form(
      [.name, .englishName, .quotation, .keyword(.inList), .name, .sign(.colon), .names],
      clauses: [.source: Form([.quotation]), .remark: Form([.quotation])]),
    .parameter: Form(
      [
        .name, .englishName, .quotation, .sign(.colon), .type,
        .optional([.keyword(.keyedBy), .types]),
      ],
      clauses: [
        .source: Form([.quotation]), .takenFrom: Form([.name]), .remark: Form([.quotation]),
        .bareUnit: Form([.unitName]),
        .value: Form(
          [
            .expression, .optional([.keyword(.since), .date]),
            .optional([.keyword(.until), .date]), .optional([.quotation]),
          ] + verification),
      ]),
    .table: Form(
      [.name, .englishName, .quotation],
      clauses: [
        .source: Form([.quotation]), .since: Form([.date]), .until: Form([.date]),
        .key: Form([.name, .englishName, .sign(.colon), .type]),
        .column: Form([.name, .englishName, .sign(.colon), .type]),
        .data: Form([.quotation]), .parentNames: Form([.quotation]),
        .remark: Form([.quotation]),
        .row: row,
      ]),
    .addedRows: Form(
      [.name],
      clauses: [
        .source: Form([.quotation]), .since: Form([.date]), .until: Form([.date]),
        .data: Form([.quotation]), .row: row, .remark: Form([.quotation]),
      ]),
    .addedChoices: Form([.name, .sign(.colon), .choices]),
    .omission: Form([
      .optional([.identifier]), .optional([.documentNumber]), .section, .optional([.quotation]),
      .word,
      .optional([.quotation]),
    ]),
    .relation: Form(
      [.name, .quotation],
      clauses: [
        .joins: Form([.names]), .decides: Form([.quotation]), .remark: Form([.quotation]),
      ]),
    .caseOf: Form(
      [.title],
      clauses: [
        .basedOn: Form([.title]), .asOf: Form([.date]), .given: Form([.assignments]),
        .parameter: Form([.assignments]), .expect: Form([.expectations]),
        .column: Form([.columns]), .row: Form([.cells]),
        .remark: Form([.quotation]),
      ]),
    .field: Form(
      [.name, .englishName, .quotation, .sign(.colon), .type],
      clauses: [
        .range: Form([.sum, .keyword(.through), .sum]),
        .changeable: Form([.optional([.keyword(.gradedTo), .names])]),
        .foundByAuthority: Form([]), .basis: Form([.name]),
        .equals: Form([.expression]), .onlyIf: Form([.condition]),
        .per: Form([.unitName, .optional([.sign(.equal), .sum])]), .about: Form([.sum]),
        .measuredIn: Form([.names]), .unitIn: Form([.name]), .evidence: Form([.quotation]),
        .question: Form([.quotation]),
        .exists: Form([.condition]), .remark: Form([.quotation]),
      ]),
    .group: Form([.name, .englishName, .quotation], clauses: containerClauses),
    .list: Form([.name, .englishName, .quotation], clauses: containerClauses),
    .ledger: Form(
      [.name, .quotation, .optional([.quotation])],
      clauses: [
        .sourceNumber: Form([.name]), .sourceNames: Form([.names]), .sourceDate: Form([.name]),
        .sourceAmount: Form([.name]), .sourceWhole: Form([.name]), .accountedBy: Form([.name]),
        .nameEndings: Form([.names]), .excess: Form([.name]), .remark: Form([.quotation]),
      ]),
    .choiceList: Form([.name, .name, .sign(.colon), .choices]),
    .unit: Form([
      .unitName, .unitName, .optional([.keyword(.alias), .names]),
      .optional([.sign(.equal), .expression]),
    ]),
    .consequence: Form(
      [.name, .name, .quotation],
      clauses: [.onNotMet: Form([.name]), .onUndetermined: Form([.name])]),
    .scoreDimension: Form([.name, .name, .expression, .quotation]),
    .jurisdictionFields: Form(
      [.names],
      clauses: [.divisions: Form([.quotation]), .formerNames: Form([.quotation])]),
    .asOfField: Form([.name]),
    .numberField: Form([.name]),
    .nameField: Form([.name]),
    .choiceNames: Form([.quotation]),
    .materials: Form([.names]),
    .dueApplies: Form([.condition]),
    .crossCheck: Form([.quotation, .optional([.quotation]), .sign(.colon), .condition]),
    .justification: Form(
      [.condition], clauses: [.perRule: Form([.name, .sign(.colon), .names])]),
  ]

  /// How sure a value is, and who compared it with the original: ``Verification``.
  private static let verification: [Shape] = [
    .optional([.keyword(.unverified)]), .optional([.keyword(.confidence), .name]),
    .optional([.keyword(.verifiedBy), .quotation, .date]),
  ]

  private static let row = Form([.expressions, .optional([.quotation])] + verification)

  private static let inferredMark = Shape.optional([
    .sign(.leftParenthesis), .keyword(.inferred), .sign(.rightParenthesis),
  ])

  /// A named condition that takes a project out of a rule.
  private static let branch = Form([
    .name, inferredMark, .sign(.colon), .condition,
    .optional([.keyword(.cites), .optional([.identifier]), .section, .quotation]),
  ])

  private static let containerClauses: [Keyword: Form] = [
    .exists: Form([.condition]), .remark: Form([.quotation]),
  ]

  private static let ruleClauses: [Keyword: Form] = [
    .follows: Form([.name]),
    .englishTitle: Form([.quotation]),
    .cites: Form([.documentNumber, .section, .quotation]),
    .since: Form([.date]),
    .until: Form([.date]),
    .datedBy: Form([.name]),
    .each: Form([
      .name, .keyword(.inList), .name, .optional([.keyword(.where), .condition]),
    ]),
    .when: Form([.condition]),
    .exclude: branch,
    .must: Form([.condition]),
    .mustNot: Form([.condition]),
    .forbidden: Form([]),
    .mustAlso: Form([.condition, .keyword(.ifSurely), .condition]),
    .then: Form([.name, inferredMark, .optional([.quotation])]),
    .except: branch,
    .inPrinciple: Form([]),
    .due: Form([.date, .optional([.keyword(.appliesTo), .condition])]),
    .otherwise: Form([
      .name, inferredMark, .consequences, .optional([.keyword(.if), .condition]),
    ]),
    .score: Form([
      .name, .expression,
      .optional([.keyword(.gradedFrom), .expression, .keyword(.gradedTo), .expression]),
    ]),
    .caution: Form([.quotation, .optional([.keyword(.if), .condition])]),
    .remedy: Form([.quotation]),
    .curedBy: Form([.names]),
    .relates: Form([.names]),
    .remark: Form([.quotation]),
  ]
}
