// The kinds of warning about what one rule says in itself.

extension Diagnostic.Code {
  static let neverApplies = Self(
    name: "never-applies",
    explanation: Phrase(
      """
      在字段声明的范围和选项内，没有一个项目能让规则适用：`当`、每个的条件和排除合起来不可能成立。
      这是证明的，不是猜测：逐一排除了所有情形和规则有效的每一天。

          当 窑.热效率 高于 2
          排除 节能窑：窑.热效率 不低于 1.5      高于 2 的都排除了
      """,
      """
      No project within the declared ranges and choices makes the rule apply: its conditions and
      exclusions leave nothing. This is proved, for every case and every day that the rule is in force.

          when kiln.efficiency > 2
          exclude efficient: kiln.efficiency >= 1.5      whatever is above 2 is left out
      """))

  static let neverMet = Self(
    name: "never-met",
    explanation: Phrase(
      """
      凡适用的项目，要求都不可能成立。多半是数、单位或比较的方向写错了；确是一律不许的，写 `禁止`。

          当 窑.热效率 不高于 1
          应 窑.热效率 不低于 2
      """,
      """
      No project that the rule applies to can meet what it asks. Most likely a number, a unit or the
      direction of a comparison is wrong; what nobody may do is written `forbidden`.

          when kiln.efficiency <= 1
          must kiln.efficiency >= 2
      """))

  static let neverViolated = Self(
    name: "never-violated",
    explanation: Phrase(
      """
      凡适用的项目，要求都成立，规则什么也没有要求：适用的条件已经包含了要求。

          当 窑.热效率 不高于 1
          应 窑.热效率 不高于 2
      """,
      """
      Every project that the rule applies to meets what it asks: the condition of who is asked contains
      it already.

          when kiln.efficiency <= 1
          must kiln.efficiency <= 2
      """))

  static let idleCondition = Self(
    name: "idle-condition",
    explanation: Phrase(
      """
      条件的一部分在前面各部分之后总是（或从不）成立，删去规则的意思不变。

          当 窑.燃料 是 煤 且 窑.燃料 属于 煤、气      是煤的当然属于煤、气
      """,
      """
      After the parts before it, a part of a condition always (or never) holds: without it the rule says
      the same.

          when kiln.fuel is coal and kiln.fuel in coal, gas      what is coal is one of them
      """))

  static let unreachedLimit = Self(
    name: "unreached-limit",
    explanation: Phrase(
      """
      字段的范围和前面的条件里，没有一个数能达到（或越过）这一界限。多半是单位或小数点写错了。

          字段 窑.烟囱 … 范围 0 至 150
          当 窑.烟囱 高于 200 或 窑.燃料 是 煤
      """,
      """
      No number within the range of the field, and with what stands before it, reaches the limit or is
      beyond it. Most likely the unit or the decimal point is wrong.

          field kiln.chimney … range 0 to 150
          when kiln.chimney > 200 or kiln.fuel is coal
      """))

  static let idleException = Self(
    name: "idle-exception",
    explanation: Phrase(
      """
      例外（或排除）不放过任何项目：它不可能成立，或者成立时规则本来就符合（不适用）。

          应 窑.热效率 不高于 2
          除外 低耗：窑.热效率 不高于 1.5      不高于 1.5 的本来就符合
      """,
      """
      An exception (or exclusion) frees no project: it never holds, or where it does the rule is met (does
      not apply) anyway.

          must kiln.efficiency <= 2
          except frugal: kiln.efficiency <= 1.5      who is at most 1.5 meets it anyway
      """))

  static let idleConsequence = Self(
    name: "idle-consequence",
    explanation: Phrase(
      """
      带条件的后果不会发生：违反规则的项目都不满足它的条件，或者都已落入前面的后果。

          应 窑.热效率 不高于 2
          否则 不予审批 若 窑.热效率 低于 1      违反的都高于 2
      """,
      """
      A consequence with a condition never follows: no project that violates the rule meets the
      condition, or all of them meet that of a consequence before it.

          must kiln.efficiency <= 2
          else refuse if kiln.efficiency < 1      who violates it is above 2
      """))
}
