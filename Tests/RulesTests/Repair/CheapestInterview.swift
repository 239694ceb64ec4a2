@testable import Rules

/// The least that an interview can cost on the average, by dynamic programming over all states: for
/// each fact that it is open, or the kind of its answer.
struct CheapestInterview {
  private let costs: [Double]
  /// By fact, the kind of each answer.
  private let kinds: [[Int]]
  /// By fact and kind.
  private let weights: [[Double]]
  private let strides: [Int]
  /// By state: the decisions that completions come to, as bits.
  private var decisions: [UInt8]
  private var least: [Double]

  init(_ rules: RandomQuestions) {
    costs = rules.kinds.indices.map { rules.cost($0) }
    kinds = rules.kinds.indices.map { rules.kinds(ofAnswersTo: $0) }
    weights = zip(rules.kinds.indices, kinds).map { fact, kinds in
      var weights = Array(repeating: 0.0, count: (kinds.max() ?? 0) + 1)
      for (kind, weight) in zip(kinds, rules.weights(fact)) { weights[kind] += weight }
      return weights
    }
    var strides: [Int] = []
    var size = 1
    for own in weights {
      strides.append(size)
      size *= own.count + 1
    }
    self.strides = strides
    decisions = Array(repeating: 0, count: size)
    least = Array(repeating: 0, count: size)
    // What is open is digit 0, and stands before its answers: the last states are whole.
    for state in (0..<size).reversed() { fill(state, rules) }
  }

  var cost: Double { least[0] }

  func isFixed(_ state: Int) -> Bool { decisions[state] & (decisions[state] &- 1) == 0 }

  func state(_ state: Int, answering fact: Int, _ answer: Int) -> Int {
    state + strides[fact] * (kinds[fact][answer] + 1)
  }

  private mutating func fill(_ state: Int, _ rules: RandomQuestions) {
    var open: [Int] = []
    var digits: [Int] = []
    var rest = state
    for fact in weights.indices {
      let count = weights[fact].count + 1
      digits.append(rest % count)
      if digits[fact] == 0 { open.append(fact) }
      rest /= count
    }
    guard let first = open.first else {
      let answers = weights.indices.map { kinds[$0].firstIndex(of: digits[$0] - 1) ?? 0 }
      decisions[state] = 1 << UInt8(rules.decision(answers).rawValue)
      return
    }
    for kind in 1...weights[first].count {
      decisions[state] |= decisions[state + strides[first] * kind]
    }
    guard !isFixed(state) else { return }
    var best = Double.infinity
    for fact in open {
      var cost = costs[fact]
      var next = state
      for weight in weights[fact] {
        next += strides[fact]
        cost += weight * least[next]
      }
      best = min(best, cost)
    }
    least[state] = best
  }
}
