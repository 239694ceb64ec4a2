/// Words that people write for keywords, each answered by the word to write.
///
/// A clause says 必须 and 如果; the language has one word for each meaning, so that two rules that
/// mean the same read the same.
enum Synonyms {
  /// What may begin a clause.
  static let clauses: SynonymTable<Keyword> = [
    (.must, ["必须", "须", "应当", "应该", "需", "需要", "要求", "必需", "务必", "shall", "should", "require"]),
    (.mustNot, ["不应", "不准", "不许", "不可", "不能", "不宜", "may-not", "never"]),
    (.forbidden, ["严禁", "禁", "prohibited", "forbid"]),
    (.when, ["如果", "若", "如", "因", "凡", "倘若", "当为", "条件", "适用于", "if", "where", "whenever"]),
    (.except, ["例外", "但", "但是", "除", "except-if", "unless"]),
    (.exclude, ["不适用", "excluding"]),
    (.otherwise, ["违反", "违者", "不然", "otherwise", "consequence", "后果"]),
    (.cites, ["根据", "依照", "按照", "出处", "cite", "source"]),
    (.due, ["截止", "最迟", "限期", "deadline"]),
    (.remark, ["注", "说明", "注释", "note", "comment"]),
    (.remedy, ["整改", "措施", "fix"]),
    (.score, ["评分", "得分", "分值"]),
    (.relates, ["参见", "另见", "see"]),
    (.each, ["对每个", "对于每个", "对每一个", "逐个", "逐项", "foreach", "for-each"]),
    (.given, ["给定", "假设", "已知", "输入", "事实"]),
    (.expect, ["结果", "期望", "预期", "应得", "expected"]),
    (.asOf, ["日期", "时间", "审查日期"]),
    (.jurisdiction, ["范围", "地区", "适用范围", "区域", "适用地区"]),
    (.parent, ["父级", "上级规则集"]),
    (.issuer, ["发文机关", "发布机关", "印发机关", "发文单位"]),
    (.value, ["取值", "数值", "默认值"]),
  ]

  /// What may begin a declaration.
  static let declarations: SynonymTable<Keyword> = [
    (.rule, ["条款", "规定", "条", "clause"]),
    (.document, ["办法", "通知", "方案", "policy"]),
    (.caseOf, ["用例", "测试", "例", "test", "example"]),
    (.table, ["数据表", "表格"]),
    (.parameter, ["变量", "常量", "const", "let", "var"]),
  ]

  static let joiners: SynonymTable<Keyword> = [
    (.and, ["并且", "而且", "和", "与", "及", "以及", "同时", "并", "且：", "both"]),
    (.or, ["或者", "或是", "抑或"]),
  ]

  static let negations: SynonymTable<Keyword> = [(.not, ["不", "没有", "无", "未", "并非"])]

  static let operators: SynonymTable<Keyword> = [
    (.isChoice, ["为", "即", "equals"]), (.isNotChoice, ["不为", "并非是"]),
    (.memberOf, ["在", "包括于", "属"]), (.notMemberOf, ["不在", "不属"]),
    (.includes, ["包括", "含有", "含"]),
    (.above, ["大于", "多于"]), (.below, ["小于", "少于"]),
    (
      .atLeast,
      ["不小于", "不少于", "大于等于", "大于或等于", "至少", "不得低于", "应不低于", "不应低于", "不得少于"]
    ),
    (
      .atMost,
      [
        "不大于", "不多于", "小于等于", "小于或等于", "至多", "最多", "不得高于", "不得超过", "应不高于",
        "不应高于", "不应超过", "应不超过",
      ]
    ),
  ]

  static let signs: SynonymTable<Token.Sign> = [
    (.times, ["乘以", "乘", "乘上"]), (.dividedBy, ["除以"]),
  ]

  /// What stands between an item and its list.
  static let listWords: SynonymTable<Keyword> = [(.inList, ["在", "属于", "of", "from"])]

  static let aggregates: SynonymTable<Keyword> = [
    (.sum, ["总和", "求和", "之和", "总计", "累计", "共计"]), (.all, ["所有", "全部", "每一", "均"]),
    (.any, ["存在", "任一", "任意", "至少一个"]), (.maximum, ["最大值"]), (.minimum, ["最小值"]),
    (.count, ["计数", "数目"]),
  ]
}

/// What words stand for, as rows of a meaning and its words.
struct SynonymTable<Meaning: Sendable>: Sendable, ExpressibleByArrayLiteral {
  let rows: [(meaning: Meaning, words: [Word])]
  private let meanings: [Word: Meaning]

  init(arrayLiteral rows: (Meaning, [Word])...) {
    self.rows = rows.map { (meaning: $0.0, words: $0.1) }
    var meanings: [Word: Meaning] = [:]
    for (meaning, words) in rows {
      for word in words where meanings[word] == nil { meanings[word] = meaning }
    }
    self.meanings = meanings
  }

  subscript(word: Word) -> Meaning? { meanings[word] }
}

extension Parser {
  /// The clause that the word at the start of a line stands for.
  var clauseSynonym: Keyword? {
    guard token.kind == .word, token.follows == .lineBreak, !startsNext,
      let meant = Synonyms.clauses[token.word], clauses[meant] != nil
    else { return nil }
    return meant
  }

  /// The declaration that the word at the start of a line stands for.
  var declarationSynonym: Keyword? {
    guard token.kind == .word, token.follows == .lineBreak, peek().kind == .word,
      peek().follows == .space
    else { return nil }
    return Synonyms.declarations[token.word]
  }

  /// The keyword that the word here stands for, of those that may stand here.
  func synonym(among some: SynonymTable<Keyword>) -> Keyword? {
    guard token.kind == .word, let meant = some[token.word], !startsNext else { return nil }
    return meant
  }

  /// Passes a word that stands for a keyword, and says which one to write.
  mutating func passSynonym(of keyword: Keyword) -> SourceRange {
    passWord(standingFor: keyword.spelling)
  }

  /// Passes a word, and says what to write for it.
  mutating func passWord(standingFor meant: Phrase) -> SourceRange {
    let word = advance()
    report(
      Diagnostic(
        .synonym, at: word.range,
        Phrase(
          "`\(word.text)` 写作 `\(meant.chinese)`", "write `\(meant.english)` for `\(word.text)`")))
    return word.range
  }
}

extension Diagnostic.Code {
  static let synonym = Self(
    name: "keyword-synonym",
    explanation: Phrase(
      """
      每个意思只有一个词，同样的规则读起来就一样：

          必须、须、应当      应
          如果、若、凡        当
          并且、和            且
          或者                或
          为                  是
          大于、小于          高于、低于
      """,
      """
      There is one word for each meaning, so that rules that mean the same read the same:

          shall, should, require      must
          if, whenever                when
          unless                      except
          otherwise                   else
      """))
}
