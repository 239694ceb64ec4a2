// Fields that say the unit of a number beside them.

extension Checker {
  /// `单位见 设备.功率单位`
  mutating func checkUnitField(_ clause: ClauseSyntax, of index: Int) {
    guard isNumber(index) else { return reportNotOfNumber(clause) }
    guard let name = clause.operands.first?.name, let field = plainField(name) else { return }
    let (own, other) = (rules.vocabulary.fields[index], rules.vocabulary.fields[field])
    guard other.type == .text else {
      report(
        .wrongType, at: name.range,
        Phrase(
          "`单位见` 后面是写单位的文字字段，\(other.label)不是文字",
          "`unit-in` names a text that says the unit, and \(other.path.english) is none"),
        hint: Phrase(
          "把它的类型写成 `文字`，或换成写单位的字段", "declare it as `text`, or name the field that says the unit"))
      return
    }
    guard other.container == own.container else {
      report(
        .unknownName, at: name.range,
        Phrase(
          "\(other.label)与\(own.label)不在同一组",
          "\(other.path.english) is not of the same group as \(own.path.english)"),
        hint: Phrase(
          "单位写在数的旁边：在同一组里声明它", "a unit stands beside its number: declare it in the same group"))
      return
    }
    rules.vocabulary.fields[index].unitField = field
  }
}
