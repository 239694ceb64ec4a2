/// A record that says the same of a project as another one, at other places and on other evidence.
enum ElsewhereRecord {
  /// Evidence as most write it, with signs that are escaped, that steer a terminal, or that nobody sees,
  /// and without a document.
  private static let evidence = [
    "\"source\": {\"document\": \"《节能报告》\", \"page\": \"#\"}",
    "\"source\": {\"document\": \"Report \\\"#\\\"\", \"page\": #, \"quote\": \"a\\tb\"}",
    "\"source\": \"环评批复 #\"", "\"source\": {\"page\": \"#\", \"authority\": \"发展改革委\"}",
    "\"source\": {\"document\": \"é\u{202E}#\", \"date\": \"2024-03-01\"}", "\"source\": null",
    "\"source\": {\"document\": \"\", \"page\": \"#\"}",
    "\"依据\": \"意见（#）\", \"日期\": \"2024-03-01\"",
    "\"basis\": \"意见\", \"document\": \"批复 #\", \"page\": #",
    "\"authority\": \"发展改革委\", \"source\": {\"basis\": \"批复\", \"quote\": \"第 # 条——\"}",
  ]

  /// - Parameter number: Records with different ones are different.
  static func bytes(_ text: [UInt8], _ number: Int) -> [UInt8] {
    let line = String(decoding: text.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    let gap = "," + String(repeating: " ", count: number)
    let evidence = evidence[number % evidence.count].replacing("#", with: "\(number + 1)")
    var told = line.replacing(",", with: gap)
    for (index, word) in ["true", "false"].enumerated() where number % 3 != index {
      told = told.replacing(
        ": \(word)", with: ": {\"value\": \(word), \(evidence)}")
    }
    return Array((String(repeating: " ", count: number * 7) + told).utf8)
  }
}
