import Testing

@testable import ReviewCLI

@Suite("The first difference of two results")
struct FirstDifferenceTests {
  private let logged =
    #"{"decision":"refuse","findings":[{"rule":"T-1"},{"margin":{"value":"0.05"}}]}"#

  private func difference(_ computed: String) -> FirstDifference? {
    FirstDifference(logged: Array(logged.utf8), computed: Array(computed.utf8))
  }

  @Test("equal bytes have none; equal text in other bytes has one")
  func equality() {
    #expect(difference(logged) == nil)
    #expect(FirstDifference(logged: Array("é".utf8), computed: Array("e\u{301}".utf8)) != nil)
  }

  @Test("it is named by the members and elements that lead to it")
  func places() throws {
    let margin = try #require(difference(logged.replacing("0.05", with: "0.06")))
    #expect(margin.place == "findings[1].margin.value, byte 71")
    #expect(margin.logged.contains("0.05") && margin.computed.contains("0.06"))
    let decision = try #require(difference(logged.replacing("refuse", with: "approve")))
    #expect(decision.place == "decision, byte 13")
  }

  @Test("a result that was cut differs where it ends")
  func cut() throws {
    let short = try #require(difference(String(logged.dropLast(2))))
    #expect(short.place.hasSuffix("byte \(logged.utf8.count - 2)"))
  }
}
