import Rules

extension ReviewTool {
  mutating func format(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    throw .usage("not here yet")
  }
}
