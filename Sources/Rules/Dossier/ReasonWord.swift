/// What can be the reason for which a value is not given, and what cannot.
enum ReasonWord {
  /// Whether a text says why: it has words, and is no answer, no verdict, nothing that a program
  /// writes for nothing, and no word for a reason or for not knowing one.
  static func isReason(_ text: String) -> Bool {
    let word = TextKey.folded(text).asciiLowercased
    if wordsForNone.contains(word) { return true }
    return hasWords(word) && !isAnswer(word) && !empty.contains(word)
      && !word.split(separator: ":").suffix(1).contains { isAnswer(String($0)) }
  }

  /// Two characters of Chinese, or three letters.
  private static func hasWords(_ word: String) -> Bool {
    var (characters, letters) = (0, 0)
    for scalar in word.unicodeScalars where scalar.properties.isAlphabetic {
      if (0x3400...0x9FFF).contains(scalar.value) { characters += 1 }
      letters += 1
    }
    return characters >= 2 || letters >= 3
  }

  private static func isAnswer(_ word: String) -> Bool {
    AnswerWord.truth(word) != nil || verdicts.contains(word)
      || Verdict.allCases.contains {
        $0.name.chinese == word || $0.name.english.asciiLowercased == word
      }
  }

  private static let wordsForNone: Set<String> = ["无", "没有"]
  private static let verdicts: Set<String> = [
    "conform", "conforms", "notconform", "合格", "不合格", "通过", "不通过", "pass", "fail",
  ]
  private static let empty: Set<String> = [
    "null", "nil", "none", "undefined", "nan", "n/a", "原因", "理由", "说明", "事由", "为什么", "reason",
    "reasons", "why", "because", "cause", "explanation", "不知道", "不知", "不清楚", "不详", "不明", "未知",
    "不确定", "待查", "待核实", "待补", "待补充", "待确认", "待填", "unknown", "notknown", "unclear",
    "notsure", "don'tknow", "dontknow", "donotknow", "tbd", "tba", "todo", "pending", "xxx",
  ]
}
