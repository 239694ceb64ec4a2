import Foundation

@testable import Rules

/// The rule files of the repository, and the policy texts, which do not belong to it.
enum PolicyFolder {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let shared = package.deletingLastPathComponent().appending(path: "shared")

  static let isAbsent = "the policy texts are not beside the repository (../shared/policies)"

  static var isPresent: Bool {
    FileManager.default.fileExists(atPath: shared.appending(path: "policies").path)
  }

  /// The policy texts, named by their files.
  static func texts() throws -> [SourceText] {
    try files(below: shared.appending(path: "policies")).filter { $0.path.hasSuffix(".txt") }
  }

  /// The rule files without the cases.
  static func rules() throws -> [SourceText] {
    try files(below: package.appending(path: "Rules"))
      .filter { $0.path.hasSuffix(".rules") || $0.path.hasSuffix(".csv") }
  }

  /// The sentences of the reference split, in the order of the texts: the text's short name and
  /// the sentence, without markup.
  static func referenceSentences() throws -> [(text: String, sentence: String)] {
    let table = try String(
      contentsOf: shared.appending(path: "clauses/coverage.tsv"), encoding: .utf8)
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

  private static func files(below folder: URL) throws -> [SourceText] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    return try paths.compactMap { path in
      let file = folder.appending(path: path)
      guard !file.hasDirectoryPath, file.pathExtension != "" else { return nil }
      return SourceText(path: path, bytes: Array(try Data(contentsOf: file)))
    }
  }
}
