import Reports
import Rules

typealias StaleText = RuleChangeReport.StaleText

extension StaleText {
  /// The texts of the new version that name what only the old one compared with.
  static func texts(
    _ old: JudgingRules, _ new: JudgingRules, _ differences: [RuleDifference]
  ) -> [StaleText] {
    differences.flatMap { difference -> [StaleText] in
      guard let before = old.program.rules.rule(difference.rule),
        let after = new.program.rules.rule(difference.rule)
      else { return [] }
      let gone = old.program.figures(ofRule: before).subtracting(
        new.program.figures(ofRule: after))
      return new.program.rules.rules[after].texts.flatMap { place, text in
        gone.sorted().compactMap { figure in
          figure.spellings.first { text.names($0) }.map {
            StaleText(rule: difference.rule, place: place, number: $0, text: text)
          }
        }
      }
    }
  }
}

extension CatalogueRule {
  /// What people read of it.
  fileprivate var texts: [(place: Phrase, text: String)] {
    var texts = [(place: Phrase("标题", "title"), text: title)]
    if let englishTitle { texts.append((Phrase("英文名", "English title"), englishTitle)) }
    texts += citations.map { (Phrase("引文", "quotation"), $0.citation.quote) }
    if let remedy { texts.append((Phrase("补救", "remedy"), remedy)) }
    texts += cautions.map { (Phrase("提醒", "caution"), $0) }
    texts += remarks.map { (Phrase("备注", "remark"), $0) }
    return texts
  }
}

extension String {
  /// Whether a number or a day stands in the text by itself, not as part of a longer one.
  fileprivate func names(_ number: String) -> Bool {
    ranges(of: number).contains { range in
      let before = self[..<range.lowerBound].last
      let after = self[range.upperBound...].first
      return !(before?.continuesNumber ?? false) && !(after?.isNumber ?? false)
        && !(after == "." && self[range.upperBound...].dropFirst().first?.isNumber ?? false)
    }
  }
}

extension Character {
  fileprivate var continuesNumber: Bool { isNumber || self == "." }
}
