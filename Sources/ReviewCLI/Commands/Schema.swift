import Rules

extension ReviewTool {
  mutating func schema(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    throw .usage("not here yet")
  }
}
