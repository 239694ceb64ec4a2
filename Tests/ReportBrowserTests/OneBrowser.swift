import Testing

/// Starts one browser for all tests of a suite, and ends it after the last one.
struct OneBrowser: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let program = Browser.installed else { return try await function() }
    try await Browser.use(program) { browser in
      try await Browser.$current.withValue(browser) { try await function() }
    }
  }
}

extension Trait where Self == OneBrowser {
  /// One browser for all tests of the suite.
  static var oneBrowser: Self { Self() }
}
