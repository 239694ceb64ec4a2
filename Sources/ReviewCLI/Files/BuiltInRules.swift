import Rules

/// The rules that were compiled into the program.
enum BuiltInRules {
  static func sources(_ selection: RuleFiles.Selection) -> [SourceText] { [] }
}
