/// The two languages of rules, messages and reports.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"
}

/// One text in both languages.
public struct Phrase: Sendable, Hashable {
  public let chinese: String
  public let english: String

  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  public subscript(_ language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
