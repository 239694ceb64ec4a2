@testable import Rules

/// The policy texts, which do not belong to the repository but may stand beside it.
enum PolicyFolder {
  private static let shared = "../shared"

  static let isAbsent = "the policy texts are not beside the repository (../shared/policies)"

  static var isPresent: Bool { !texts.isEmpty }

  static var texts: [SourceText] {
    sources(below: "\(shared)/policies", endingIn: [".txt"])
  }

  /// The rule files of the repository without the cases.
  static var rules: [SourceText] {
    sources(below: "Rules", endingIn: [".rules", ".csv"])
  }

  /// The sentences of the reference split, in the order of the texts: the text's short name and
  /// the sentence, without markup.
  static var referenceSentences: [(text: String, sentence: String)] {
    let table = Repository.text(of: "\(shared)/clauses/coverage.tsv") ?? ""
    var sentences: [(text: String, sentence: String)] = []
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count > 4 else { continue }
      sentences.append((String(cells[0]), withoutMarkup(cells[4])))
    }
    return sentences
  }

  private static func withoutMarkup(_ text: Substring) -> String {
    var plain = ""
    var isInTag = false
    for character in text {
      if character == "<" { isInTag = true }
      if !isInTag { plain.append(character) }
      if character == ">" { isInTag = false }
    }
    return plain
  }

  private static func sources(below folder: String, endingIn suffixes: [String]) -> [SourceText] {
    Repository.files(below: folder, endingIn: suffixes).map {
      SourceText(path: $0, bytes: Repository.bytes(of: $0) ?? [])
    }
  }
}
