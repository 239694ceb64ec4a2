import Rules

extension EndingValue {
  /// How many keys are named before the rest is only counted.
  private static let keyLimit = 5

  /// `2026-01-31（还有 30 天）：参数限值 limit，之后没有值`
  public func line(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }
    let shown = keys.prefix(Self.keyLimit).joined(separator: say("、", ", "))
    let more =
      keys.count > Self.keyLimit ? say("等 \(keys.count) 行", " and others, \(keys.count) rows") : ""
    let key = keys.isEmpty ? "" : "[\(shown)\(more)]"
    let next =
      isFollowed ? say("之后另有值", "another value follows") : say("之后没有值", "no value follows")
    return say(
      "\(until) 到期（还有 \(days) 天）：\(label) \(name.chinese)\(key)，\(next)",
      "\(until) ends (in \(days) days): \(name.english)\(key), \(next)")
  }
}
