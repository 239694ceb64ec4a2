// What may be wrong with a value wherever it stands: in rules, tables, dossiers and their formats.

extension Diagnostic.Code {
  static let invalidDate = Self(
    name: "invalid-date",
    explanation: Phrase(
      "日期写成 年-月-日，四位、两位、两位，且必须是存在的一天。2025-02-30 不存在。",
      "A date is year-month-day with four, two and two digits, and a day that exists. "
        + "2025-02-30 does not."))

  static let numberTooLarge = Self(
    name: "number-too-large",
    explanation: Phrase(
      "数最多 34 位有效数字。引擎不四舍五入，所以放不下的数是错误。",
      "A number has at most 34 digits. The engine never rounds, so a number that does not fit is "
        + "an error."))

  static let outOfRange = Self(
    name: "out-of-range",
    explanation: Phrase(
      "字段声明了可能的范围，如 PUE 不小于 1、占比在 0 到 100 % 之间。范围外的值多半是单位或小数点错了。",
      "A field declares what is possible: PUE is at least 1, a share lies between 0 and 100 %. A "
        + "value outside usually has a wrong unit or decimal point."))

  static let unknownChoice = Self(
    name: "unknown-choice",
    explanation: Phrase(
      "选项字段只能取声明过的值，中文名或英文名均可。",
      "A choice field takes one of its declared values, by its Chinese or its English name."))

  static let unknownUnit = Self(
    name: "unknown-unit",
    explanation: Phrase(
      "单位在 units.rules 中声明，可用 `/` 组合，如 千克标准煤/吨、毫克/立方米。",
      "Units are declared in units.rules and combined with `/`, as kgce/t or mg/m3."))

  static let wrongValue = Self(
    name: "wrong-value",
    explanation: Phrase(
      "值要符合字段的类型：数写 1.25 或 \"108 kgce/t\"，是否写 true 或 false，日期写 \"2024-03-01\"，选项写它的中文名或英文名。",
      "A value fits the type of its field: a number is 1.25 or \"108 kgce/t\", a yes-or-no true or "
        + "false, a date \"2024-03-01\", a choice its Chinese or English name."))
}
