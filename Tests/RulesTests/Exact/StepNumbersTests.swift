import Testing

@testable import Rules

@Suite("What steps say, as numbers")
struct StepNumbersTests {
  @Test("Two steps have one number exactly when they say the same")
  func same() {
    let program = CommittedRules.book.program
    let numbers = StepNumbers().numbers(of: program)
    let words = StepSignature(program)
    var textOfNumber: [Int: String] = [:]
    var numberOfText: [String: Int] = [:]
    // Long ones are long to write out; the first few thousand steps hold every kind.
    for step in program.steps.indices.prefix(6_000) {
      let text = words.text(of: step)
      #expect(textOfNumber.updateValue(text, forKey: numbers[step]) ?? text == text)
      let number = numbers[step]
      #expect(numberOfText.updateValue(number, forKey: text) ?? number == number)
    }
    #expect(numberOfText.count > 1_000)
  }
}
