import Rules

extension ReviewTool {
  mutating func explain(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    throw .usage("not here yet")
  }
}
