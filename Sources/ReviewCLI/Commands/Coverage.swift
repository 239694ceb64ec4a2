import Rules

extension ReviewTool {
  mutating func coverage(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    throw .usage("not here yet")
  }
}
