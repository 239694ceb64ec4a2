/// A reserved meaning with its Chinese and its English spelling.
///
/// A keyword is one only where the grammar asks for it; elsewhere its spelling is a name.
/// English spellings of several words are written with a space.
public enum Keyword: Int, Sendable, CaseIterable {
  // Declarations.
  case ruleset, document, rule, definition, set, parameter, table, omission, relation, caseOf
  case field, group, list, choiceList, unit, consequence, scoreDimension
  case jurisdictionFields, asOfField, numberField, nameField, dueApplies, justification
  case choiceNames, materials, crossCheck, ledger, addedChoices, addedRows
  // Clauses.
  case divisions, formerNames, perRule
  case parent, jurisdiction, alias, issuer, policyText, since, until, remark
  case cites, each, `where`, when, exclude, mustNot, mustAlso, must, forbidden, then, except
  case inPrinciple, due, otherwise, ifSurely, `if`, score, gradedFrom, gradedTo, caution, remedy
  case curedBy, relates
  case source, value, bareUnit, takenFrom, keyedBy, key, column, data, row, unverified
  case confidence, verifiedBy, parentNames
  case joins, decides, basedOn, asOf, given, expect, decision
  case range, through, unbounded, changeable, foundByAuthority, basis, equals, onlyIf
  case evidence, question, per, about
  case onNotMet, onUndetermined, inferred, exists, follows, englishTitle
  case sourceNumber, sourceNames, sourceDate, sourceAmount, sourceWhole, accountedBy, nameEndings
  case excess, replaces, measuredIn, unitIn, appliesTo, datedBy
  // Operators.
  // `is not` and `not in` stand before their shorter beginnings, so that they are tried first.
  case and, or, isNotChoice, isChoice, notMemberOf, memberOf, not, includesOnly, includes
  case atLeast, atMost, notOver, above, over, below, short, sameAs, differentFrom
  case notBefore, notAfter, before, after
  case inList, forEach, least, greatest, sum, maximum, minimum, count, all, any, distinct
  case roundHalf, roundUp, roundDown
  case applicable, hasValue, reviewDate
  // Types.
  case number, integer, boolean, text, date, choice, choices, anyUnit, ascending, descending
  // Values in cases.
  case yes, no, missing, empty, notApplicable
  // The result of another rule in a condition.
  case met
  // The region of a ruleset that holds everywhere.
  case nationwide

  /// The two spellings.
  public var spelling: Phrase { Self.spellings[rawValue] }

  var chinese: Word { Self.chineseWords[rawValue] }
  var english: [Word] { Self.englishWords[rawValue] }

  private static let spellings: [Phrase] = allCases.map(spelling(of:))
  private static let chineseWords: [Word] = spellings.map { Word($0.chinese) }
  private static let englishWords: [[Word]] = spellings.map {
    $0.english.split(separator: " ").map { Word(String($0)) }
  }

  private static func spelling(of keyword: Keyword) -> Phrase {
    switch keyword {
    case .ruleset: Phrase("规则集", "ruleset")
    case .document: Phrase("文件", "document")
    case .rule: Phrase("规则", "rule")
    case .definition: Phrase("定义", "define")
    case .set: Phrase("集合", "set")
    case .parameter: Phrase("参数", "parameter")
    case .table: Phrase("表", "table")
    case .omission: Phrase("不编码", "omit")
    case .relation: Phrase("关系", "relation")
    case .caseOf: Phrase("案例", "case")
    case .field: Phrase("字段", "field")
    case .group: Phrase("组", "group")
    case .list: Phrase("列表", "list")
    case .choiceList: Phrase("选项表", "choice-list")
    case .unit: Phrase("单位", "unit")
    case .consequence: Phrase("后果", "consequence")
    case .scoreDimension: Phrase("维度", "dimension")
    case .jurisdictionFields: Phrase("辖区字段", "jurisdiction-fields")
    case .asOfField: Phrase("审查日期字段", "as-of-field")
    case .numberField: Phrase("编号字段", "number-field")
    case .nameField: Phrase("名称字段", "name-field")
    case .dueApplies: Phrase("期限适用", "due-applies")
    case .justification: Phrase("书面说明", "justification")
    case .choiceNames: Phrase("选项别名", "choice-names")
    case .materials: Phrase("计量对象", "materials")
    case .crossCheck: Phrase("核对", "cross-check")
    case .ledger: Phrase("台账", "ledger")
    case .divisions: Phrase("区划", "divisions")
    case .formerNames: Phrase("曾用名", "former-names")
    case .perRule: Phrase("逐条", "per-rule")
    case .parent: Phrase("上级", "parent")
    case .jurisdiction: Phrase("辖区", "jurisdiction")
    case .alias: Phrase("又称", "alias")
    case .issuer: Phrase("机关", "issuer")
    case .policyText: Phrase("原文", "text")
    case .since: Phrase("自", "from")
    case .until: Phrase("至", "until")
    case .datedBy: Phrase("时点", "dated-by")
    case .remark: Phrase("备注", "remark")
    case .cites: Phrase("依据", "cites")
    case .each: Phrase("每个", "each")
    case .where: Phrase("其中", "where")
    case .when: Phrase("当", "when")
    case .exclude: Phrase("排除", "exclude")
    case .must: Phrase("应", "must")
    case .mustNot: Phrase("不得", "must not")
    case .forbidden: Phrase("禁止", "forbidden")
    case .then: Phrase("则", "then")
    case .except: Phrase("除外", "except")
    case .inPrinciple: Phrase("原则上", "in principle")
    case .due: Phrase("期限", "due")
    case .otherwise: Phrase("否则", "else")
    case .if: Phrase("若", "if")
    case .score: Phrase("计分", "score")
    case .gradedFrom: Phrase("从", "from")
    case .gradedTo: Phrase("到", "to")
    case .caution: Phrase("提醒", "caution")
    case .remedy: Phrase("补救", "remedy")
    case .mustAlso: Phrase("另应", "must also")
    case .ifSurely: Phrase("若确知", "if surely")
    case .curedBy: Phrase("整改", "cured-by")
    case .relates: Phrase("关联", "relates")
    case .source: Phrase("来源", "source")
    case .value: Phrase("值", "value")
    case .bareUnit: Phrase("缺省单位", "bare-unit")
    case .takenFrom: Phrase("取自", "taken-from")
    case .keyedBy: Phrase("按", "by")
    case .key: Phrase("键", "key")
    case .column: Phrase("列", "column")
    case .data: Phrase("数据", "data")
    case .row: Phrase("行", "row")
    case .unverified: Phrase("未核实", "unverified")
    case .confidence: Phrase("可信度", "confidence")
    case .verifiedBy: Phrase("核实人", "verified-by")
    case .parentNames: Phrase("上位名", "parent-names")
    case .joins: Phrase("涉及", "joins")
    case .decides: Phrase("决定", "decides")
    case .basedOn: Phrase("基于", "based-on")
    case .asOf: Phrase("截至", "as-of")
    case .given: Phrase("设", "given")
    case .expect: Phrase("得", "expect")
    case .decision: Phrase("决定", "decision")
    case .range: Phrase("范围", "range")
    case .through: Phrase("至", "to")
    case .unbounded: Phrase("无上限", "unbounded")
    case .changeable: Phrase("可改", "changeable")
    case .foundByAuthority: Phrase("由主管部门认定", "foundByAuthority")
    case .basis: Phrase("口径", "basis")
    case .equals: Phrase("等于", "equals")
    case .onlyIf: Phrase("仅当", "only if")
    case .evidence: Phrase("证据", "evidence")
    case .question: Phrase("问", "question")
    case .per: Phrase("每", "per")
    case .about: Phrase("约", "about")
    case .exists: Phrase("存在于", "exists-where")
    case .follows: Phrase("沿用", "follows")
    case .englishTitle: Phrase("英文名", "english-title")
    case .onNotMet: Phrase("不符合", "notMet")
    case .onUndetermined: Phrase("待定", "undetermined")
    case .sourceNumber: Phrase("来源编号", "source-number")
    case .sourceNames: Phrase("来源名称", "source-names")
    case .sourceDate: Phrase("来源日期", "source-date")
    case .sourceAmount: Phrase("使用数量", "amount-used")
    case .sourceWhole: Phrase("来源总量", "whole-amount")
    case .accountedBy: Phrase("分别记账", "accounted-by")
    case .nameEndings: Phrase("名称后缀", "name-endings")
    case .excess: Phrase("超出数量", "excess-in")
    case .measuredIn: Phrase("可用单位", "measured-in")
    case .unitIn: Phrase("单位见", "unit-in")
    case .replaces: Phrase("取代", "replaces")
    case .inferred: Phrase("推定", "inferred")
    case .and: Phrase("且", "and")
    case .or: Phrase("或", "or")
    case .not: Phrase("非", "not")
    case .isChoice: Phrase("是", "is")
    case .isNotChoice: Phrase("不是", "is not")
    case .memberOf: Phrase("属于", "in")
    case .notMemberOf: Phrase("不属于", "not in")
    case .includes: Phrase("包含", "includes")
    case .includesOnly: Phrase("仅含", "only")
    case .atLeast: Phrase("不低于", ">=")
    case .atMost: Phrase("不高于", "<=")
    case .notOver: Phrase("不超过", "not over")
    case .above: Phrase("高于", ">")
    case .over: Phrase("超过", "over")
    case .below: Phrase("低于", "<")
    case .short: Phrase("不足", "short of")
    case .sameAs: Phrase("等于", "==")
    case .differentFrom: Phrase("不等于", "!=")
    case .notBefore: Phrase("不早于", "not before")
    case .notAfter: Phrase("不晚于", "not after")
    case .before: Phrase("早于", "before")
    case .after: Phrase("晚于", "after")
    case .inList: Phrase("于", "in")
    case .forEach: Phrase("对", "for")
    case .least: Phrase("较小者", "min")
    case .greatest: Phrase("较大者", "max")
    case .sum: Phrase("合计", "sum")
    case .maximum: Phrase("最大", "largest")
    case .minimum: Phrase("最小", "smallest")
    case .count: Phrase("个数", "count")
    case .all: Phrase("都", "all")
    case .any: Phrase("有", "any")
    case .applicable: Phrase("适用", "applicable")
    case .reviewDate: Phrase("审查日", "review-date")
    case .number: Phrase("数", "number")
    case .integer: Phrase("整数", "integer")
    case .boolean: Phrase("是否", "boolean")
    case .text: Phrase("文字", "text")
    case .date: Phrase("日期", "date")
    case .choice: Phrase("选项", "choice")
    case .choices: Phrase("多选", "choices")
    case .anyUnit: Phrase("随附单位", "any-unit")
    case .yes: Phrase("是", "yes")
    case .no: Phrase("否", "no")
    case .missing: Phrase("缺", "missing")
    case .empty: Phrase("空", "empty")
    case .notApplicable: Phrase("不适用", "notApplicable")
    case .nationwide: Phrase("全国", "nationwide")
    case .addedChoices: Phrase("增加选项", "add-choices")
    case .addedRows: Phrase("增加行", "add-rows")
    case .appliesTo: Phrase("适用于", "applies-to")
    case .distinct: Phrase("互不相同", "distinct")
    case .roundHalf: Phrase("四舍五入", "round")
    case .roundUp: Phrase("向上取整", "round-up")
    case .roundDown: Phrase("向下取整", "round-down")
    case .hasValue: Phrase("有值", "has-value")
    case .ascending: Phrase("由低到高", "ascending")
    case .descending: Phrase("由高到低", "descending")
    case .met: Phrase("符合", "met")
    }
  }
}

extension Keyword {
  /// The call that rounds so.
  init(_ rounding: Rounding) {
    switch rounding {
    case .half: self = .roundHalf
    case .up: self = .roundUp
    case .down: self = .roundDown
    }
  }
}

extension Keyword {
  init(_ order: ChoiceOrder) { self = order == .ascending ? .ascending : .descending }
}
