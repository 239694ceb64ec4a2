/// Numbers for what steps say, so that steps of two programs are compared as numbers.
final class StepNumbers {
  private var numbers: [String: Int] = [:]

  /// By step: two steps have the same number exactly when they have the same ``StepSignature``.
  func numbers(of program: Program) -> [Int] {
    let words = StepSignature(program)
    var found: [Int] = []
    found.reserveCapacity(program.steps.count)
    // INVARIANT: a step refers to earlier steps, whose numbers stand for them.
    for step in program.steps.indices {
      if case .definition(_, let body) = program.steps[step] {
        found.append(found[body])
      } else {
        found.append(number(of: words.text(of: step) { "§\(found[$0])" }))
      }
    }
    return found
  }

  func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    let number = numbers.count
    numbers[text] = number
    return number
  }
}
