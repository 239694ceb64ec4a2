/// The words and marks that answer a question of a form without a value.
enum AnswerWord {
  /// Yes or no, as a tick or a word says it; nil when it says neither.
  static func truth(_ text: String) -> Bool? {
    let word = text.plain.asciiLowercased
    if yes.contains(word) { return true }
    return no.contains(word) ? false : nil
  }

  /// Whether it says that there is nothing to give: `/`, `—`, 无.
  static func isNone(_ text: String) -> Bool {
    let word = text.plain
    return word.utf8.count <= longestNone && none.contains(word.asciiLowercased)
  }

  /// Whether it is hyphens alone: what is meant, nobody can tell.
  static func isHyphen(_ text: String) -> Bool {
    let marks = text.plain
    return !marks.isEmpty && marks.unicodeScalars.allSatisfy { hyphens.contains($0) }
  }

  /// Whether nothing is written.
  static func isEmpty(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.isBlank } }

  /// All words for yes and for no, and all that say that there is nothing to give.
  static var truths: [String] { yes.sorted() + no.sorted() }
  static var nones: [String] { none.sorted() }

  private static let yes: Set<String> = [
    "是", "有", "已", "对", "属于", "√", "✓", "✔", "☑", "yes", "y", "true", "1",
  ]
  private static let no: Set<String> = [
    "否", "无", "没有", "不是", "不属于", "×", "✕", "✖", "✗", "✘", "☒", "x", "no", "n", "false", "0",
  ]
  private static let none: Set<String> = [
    "/", "\\", "—", "——", "–", "无", "不适用", "不涉及", "n/a", "notapplicable",
  ]
  /// In bytes, so that a long text is not looked up.
  private static let longestNone = none.map { $0.utf8.count }.max() ?? 0
  private static let hyphens: [Unicode.Scalar] = ["-", "‐", "‑", "﹣"]
}

extension Fact {
  /// Whether it was said not to apply by a mark or a word alone: `/`, `—`, 无.
  package var isStruckOut: Bool {
    if case .notApplicable(let reason) = state { AnswerWord.isNone(reason) } else { false }
  }
}
