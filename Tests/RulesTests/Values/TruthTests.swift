import Testing

@testable import Rules

/// Kleene's strong logic, <https://plato.stanford.edu/entries/logic-manyvalued/>, section 3.1.
@Suite("Truth")
struct TruthTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let left: Truth
    let right: Truth
    let and: Truth
    let or: Truth

    var testDescription: String { "\(left), \(right)" }

    init(_ left: Truth, _ right: Truth, _ and: Truth, _ or: Truth) {
      (self.left, self.right, self.and, self.or) = (left, right, and, or)
    }

    static let all = [
      Row(.true, .true, .true, .true),
      Row(.true, .false, .false, .true),
      Row(.true, .unknown, .unknown, .true),
      Row(.false, .true, .false, .true),
      Row(.false, .false, .false, .false),
      Row(.false, .unknown, .false, .unknown),
      Row(.unknown, .true, .unknown, .true),
      Row(.unknown, .false, .false, .unknown),
      Row(.unknown, .unknown, .unknown, .unknown),
    ]
  }

  @Test("Conjunction and disjunction, the whole tables", arguments: Row.all)
  func tables(_ row: Row) {
    #expect((row.left && row.right) == row.and)
    #expect((row.left || row.right) == row.or)
  }

  @Test("Negation")
  func negation() {
    #expect(!Truth.true == .false)
    #expect(!Truth.false == .true)
    #expect(!Truth.unknown == .unknown)
  }

  @Test("De Morgan", arguments: Truth.allCases, Truth.allCases)
  func deMorgan(_ a: Truth, _ b: Truth) {
    #expect(!(a && b) == (!a || !b))
    #expect(!(a || b) == (!a && !b))
    #expect(!(!a) == a)
  }

  @Test("Associative, commutative, absorbing", arguments: Truth.allCases, Truth.allCases)
  func lattice(_ a: Truth, _ b: Truth) {
    #expect((a && b) == (b && a))
    #expect((a || b) == (b || a))
    #expect((a && (a || b)) == a)
    #expect((a || (a && b)) == a)
    for c in Truth.allCases {
      #expect(((a && b) && c) == (a && (b && c)))
      #expect((a && (b || c)) == ((a && b) || (a && c)))
    }
  }

  @Test(
    "An answer that is given stands, whatever the unknown turns out to be",
    arguments: Truth.allCases, Truth.allCases)
  func settled(_ a: Truth, _ b: Truth) {
    func meanings(_ truth: Truth) -> [Bool] {
      switch truth {
      case .true: [true]
      case .false: [false]
      case .unknown: [true, false]
      }
    }
    for left in meanings(a) {
      for right in meanings(b) {
        #expect([Truth(left && right), .unknown].contains(a && b))
        #expect([Truth(left || right), .unknown].contains(a || b))
      }
    }
  }
}
