/// The words of conditions, which are the same in every finding: each is put into words once.
///
/// It is of one program and of one thread.
public final class ConditionMemory {
  /// Words in both languages; a step stands behind those that name a value.
  struct Run {
    let words: Phrase
    let step: Int?
  }

  private var runs: [Int: [Run]] = [:]

  public init() {}

  /// The words of a step, those without a value in one run.
  func runs(of step: Int, in program: Program) -> [Run] {
    if let known = runs[step] { return known }
    let chinese = ConditionWriter(program: program, language: .chinese).text(of: step).runs
    let english = ConditionWriter(program: program, language: .english).text(of: step).runs
    var found: [Run] = []
    for (run, other) in zip(chinese, english) {
      let words = Phrase(run.words, other.words)
      if run.step == nil, let last = found.last, last.step == nil {
        found[found.count - 1] = Run(words: last.words.followed(by: words), step: nil)
      } else {
        found.append(Run(words: words, step: run.step))
      }
    }
    runs[step] = found
    return found
  }
}

extension Phrase {
  func followed(by other: Phrase) -> Phrase {
    Phrase(chinese + other.chinese, english + other.english)
  }
}
