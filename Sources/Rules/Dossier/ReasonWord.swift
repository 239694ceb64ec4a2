/// What can be the reason for which a value is not given, and what cannot.
enum ReasonWord {
  /// Whether a text says why: it has words, and is no answer, no verdict, nothing that a program
  /// writes for nothing, and no word for a reason or for not knowing one.
  static func isReason(_ text: String) -> Bool {
    let word = TextKey.folded(text).asciiLowercased
    if wordsForNone.contains(word) { return true }
    return hasWords(word) && !isAnswer(word) && !questions.contains(word)
      && !word.split(separator: ":").suffix(1).contains { isAnswer(String($0)) }
  }

  /// Whether a text stands where a name would, and says only that there is none yet, or none to be seen:
  /// 待定, 见附件, `TBD`, `??`.
  ///
  /// Those are short and have no digits; longer texts are not looked up.
  static func isPlaceholder(_ text: String) -> Bool {
    guard text.utf8.count <= longestPlaceholder else { return false }
    let marks = text.plain
    if !marks.isEmpty, marks.allSatisfy({ "?*…".contains($0) }) { return true }
    var word = TextKey.folded(text).asciiLowercased
    while let first = word.first, "([【".contains(first) { word.removeFirst() }
    while let last = word.last, ")]】".contains(last) { word.removeLast() }
    return placeholders.contains(word)
  }

  /// What is said of a text that is no reason.
  static func problem(_ key: String, _ said: String) -> Phrase {
    let said = said.plain
    return Phrase(
      "`\(key)` 要写明原因" + (said.isEmpty ? "" : "，`\(said)` 不说明原因"),
      "`\(key)` needs a reason in words" + (said.isEmpty ? "" : ": `\(said)` says no reason"))
  }

  static func hint(writing example: Phrase) -> Phrase {
    Phrase(
      "用一句话说明为什么，如 `\(example.chinese)`；保密、缺、见附件、是、否、不知道和结论、选项都不是原因；有值就写 `{\"value\": …}`；不知道就不写",
      "say why in words, as `\(example.english)`; confidential, missing, see annex, yes, no, unknown, verdicts and choices are no reasons; write `{\"value\": …}` when there is a value, or leave it out when it is not known"
    )
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
    AnswerWord.truth(word) != nil || verdicts.contains(word) || placeholders.contains(word)
      || isVerdict(word)
      || Verdict.allCases.contains {
        $0.name.chinese == word || $0.name.english.asciiLowercased == word
      }
  }

  /// Whether a few words say how it turned out, or that nobody wrote it down: 未通过, 存在违规, 见附件.
  private static func isVerdict(_ word: String) -> Bool {
    word.unicodeScalars.count <= longestVerdict
      && (word.hasPrefix("无法") || !denials.contains { word.hasPrefix($0) })
      && outcomes.contains { word.holds($0) }
  }

  private static let longestVerdict = 8
  private static let denials = ["无", "没有", "不存在", "未发现", "未发生", "不涉及", "不属于", "不适用"]
  private static let outcomes = [
    "不达标", "未达", "不满足", "未满足", "不合格", "未通过", "不通过", "没有通过", "不符合", "否决", "拒", "驳回", "违规", "违法",
    "违反", "超标", "超限", "未批", "不予",
    "不同意", "否定", "没填", "忘", "不好说", "办理中", "存在问题", "测试",
    "超出", "超过", "未填", "未报", "暂缺", "缺失", "缺项", "附件", "附表", "同上", "如上", "见上", "从略",
    "保密", "提供", "造假", "虚假", "有问题", "存在问题",
  ]
  private static let wordsForNone: Set<String> = ["无", "没有"]
  private static let verdicts: Set<String> = [
    "conform", "conforms", "notconform", "合格", "不合格", "通过", "不通过", "pass", "fail",
    "passed", "failed", "refused", "rejected", "denied", "violation", "violated", "exceeded",
    "test", "doesnotconform", "failedthecheck",
  ]
  private static let questions: Set<String> = [
    "原因", "理由", "说明", "事由", "为什么", "reason", "reasons", "why", "because", "cause", "explanation",
  ]
  private static let placeholders: Set<String> = [
    "null", "nil", "none", "undefined", "nan", "n/a", "xxx", "missing", "unavailable",
    "不知道", "不知", "不清楚", "不详", "不明", "未知", "不确定", "unknown", "notknown", "unclear", "notsure",
    "don'tknow", "dontknow", "donotknow",
    "待定", "待查", "待核实", "待补", "待补充", "待确认", "待填", "tbd", "tba", "todo", "pending", "tobedetermined",
    "缺", "暂缺", "缺失", "略", "从略", "暂无", "空", "未提供", "未填", "未填写", "无法提供", "notprovided",
    "附件", "见附件", "附表", "见附表", "同上", "如上", "seeattachment", "seeannex", "asabove", "sameasabove",
    "保密", "confidential",
  ]
  /// In bytes.
  private static let longestPlaceholder = 16
}
