// Clauses that would never count because of another part of their declaration.

extension Checker {
  /// Reports a `缺省单位` that no bare number meets, and values that are never looked up.
  mutating func reportIdleClauses(ofParameter declaration: DeclarationSyntax, _ type: ValueType) {
    if let unit = declaration.clause(.bareUnit), !type.isOfAnyUnit {
      report(
        .idleClause, at: unit.keywordRange,
        Phrase(
          "`缺省单位` 只用于 `数 随附单位` 的参数，这里不起作用",
          "`bare-unit` is for a parameter that is a `number any-unit`, and does nothing here"),
        hint: Phrase(
          "各键单位不同的，类型写成 `数 随附单位 …`；否则删去这一行",
          "where units differ from key to key, write the type `number any-unit …`; else leave the line out"
        ))
    }
    guard let value = declaration.clause(.value) else { return }
    if let table = declaration.clause(.takenFrom) {
      report(
        .idleClause, at: value.keywordRange,
        Phrase(
          "参数的值 `取自` 表，这里的 `值` 不起作用",
          "the parameter is `taken-from` a table, so that this `value` would never count"),
        related: [.init(table.range, Phrase("表在这里", "the table"))],
        hint: Phrase(
          "把它写进表里作一行，删去这一行；不用表的，不写取自",
          "make it a row of the table and leave the line out; without a table, write no taken-from"
        ))
    } else if case .types(let keys)? = declaration.operands.last?.part?.first, let key = keys.first
    {
      report(
        .idleClause, at: value.keywordRange,
        Phrase(
          "参数按键取值，没有键的 `值` 不起作用",
          "the parameter is looked up by a key, so that a `value` without one would never count"),
        related: [.init(key.range, Phrase("键在这里", "the key"))],
        hint: Phrase(
          "把各键的值写成一张表，写 `取自 …`；各处同值的，不写按什么取值",
          "make a table of the values and write `taken-from …`; for one value everywhere, write no `by …`"
        ))
    }
  }

  /// Reports consequences that an earlier one always comes before, and what only a demand can have.
  mutating func reportIdleClauses(ofRule declaration: DeclarationSyntax) {
    if let effect = declaration.clause(.then) {
      reportNeedingDemand(declaration, beside: effect)
      return
    }
    let consequences = declaration.clauses(.otherwise)
    guard let last = consequences.firstIndex(where: { !$0.isConditionalConsequence }) else {
      return
    }
    for idle in consequences[(last + 1)...] {
      report(
        .idleClause, at: idle.keywordRange,
        Phrase(
          "前面的 `否则` 不带条件，轮不到这一个",
          "an `else` before this one has no condition, so that this one never has its turn"),
        related: [.init(consequences[last].range, Phrase("总是先用它", "always taken first"))],
        hint: Phrase(
          "带条件的写在前面；同时有几个后果的写成 `否则 …、…`；多余的删去这一行",
          "put those with a condition first; consequences that come together are written `else …, …`; where this one is too much, leave the line out"
        ))
    }
  }

  /// A day until which there is time, and which is over before the rule is in force, gives none.
  mutating func reportPastDue(
    _ due: DateSyntax, before since: CalendarDate, _ declaration: DeclarationSyntax
  ) {
    let start = declaration.clause(.since)?.operands.first?.date?.range ?? declaration.keywordRange
    report(
      .idleClause, at: due.range,
      Phrase(
        "期限早于规则施行的 \(since)，不起作用",
        "the due date is over before the rule is in force on \(since) and does nothing"),
      related: [.init(start, Phrase("这一天施行", "in force from here"))],
      hint: Phrase(
        "核对两个日期；没有宽限的，删去期限",
        "look at both dates; where no time is given, leave the due date out"))
  }

  /// A rule with `则` demands nothing: it is never not met.
  private mutating func reportNeedingDemand(
    _ declaration: DeclarationSyntax, beside effect: ClauseSyntax
  ) {
    let idle: [Keyword] = [.otherwise, .mustAlso, .inPrinciple, .due, .remedy, .curedBy]
    for clause in declaration.clauses where idle.contains(clause.keyword) {
      let name = clause.keyword.spelling
      report(
        .idleClause, at: clause.keywordRange,
        Phrase(
          "写 `则` 的规则没有不符合，`\(name.chinese)` 不起作用",
          "a rule with `then` is never not met, so that `\(name.english)` does nothing"),
        related: [.init(effect.keywordRange, Phrase("没有要求", "demands nothing"))],
        hint: Phrase(
          "有要求的写成 `应 …`；只作提示、归类的，删去这一行",
          "write a demand as `must …`; where the rule only notes or routes, leave the line out")
      )
    }
  }
}

extension ClauseSyntax {
  /// Whether it is `否则 … 若 …`.
  var isConditionalConsequence: Bool { keyword == .otherwise && operands.last?.part != nil }
}

extension ValueType {
  /// Whether its numbers bring their units along.
  fileprivate var isOfAnyUnit: Bool {
    if case .number(let type) = self { type.dimensions == nil } else { false }
  }
}

extension Diagnostic.Code {
  static let idleClause = Self(
    name: "idle-clause",
    explanation: Phrase(
      """
      同一条声明里的另一部分使这个子句永远不起作用。它说的话不会算数，所以是错误：

          参数 限值 limit 「限值」 : 数 吨/年 按 文字
            取自 限值表.值
            值 5 吨/年            表里没有的行业也不会取 5，写成表里的一行

          否则 不予审批
          否则 提示 若 项目.阶段 是 存量      轮不到它，带 `若` 的写在前面
      """,
      """
      Another part of the declaration keeps this clause from ever counting. What it says would be
      lost, so it is an error:

          parameter 限值 limit 「限值」 : number t/a by text
            taken-from limits.value
            value 5 t/a           no industry gets 5: write a row of the table

          else refuse
          else note if project.stage is existing      never has its turn: put `if` first
      """))
}
