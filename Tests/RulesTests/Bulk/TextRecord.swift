/// A record in which one text is another: one that gives no value, one that looks like that, or a short one.
enum TextRecord {
  private static let texts = [
    "无法提供：还没有拿到，正在办理之中", "不适用：这个项目没有这一项内容", "unavailable: not issued yet by anyone", "P-123", "1",
    "notApplicable: there is nothing of the kind", "无法提供:（2024）3号", "不适用：", "无法提供的第 3 种情形，另有说明",
    "0x", "N/A1",
    "n/a", "３-", "甲1 ", "2号", "unavailable3",
  ]

  /// Records that differ from one in a text each, in turn by all that are tried, as many as it has texts.
  ///
  /// - Parameter first: The text that the first place gets, so that several runs try different ones.
  static func all(_ bytes: [UInt8], from first: Int) -> [[UInt8]] {
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: "\"", omittingEmptySubsequences: false)
    let values = parts.indices.filter {
      $0 % 2 == 1 && parts[$0 - 1].hasSuffix(": ")
    }
    return values.enumerated().map { number, place in
      var changed = parts
      changed[place] = Substring(texts[(first + number) % texts.count])
      return Array(changed.joined(separator: "\"").utf8)
    }
  }
}
