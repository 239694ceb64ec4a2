import Rules

extension ReviewTool {
  mutating func test(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    throw .usage("not here yet")
  }
}
