@testable import Rules

/// The same numbers in every run: SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension ExactNumber {
  /// A quotient of two small integers.
  static func random(upTo limit: Int = 12, using generator: inout SplitMix64) -> ExactNumber {
    let top = Int128(Int.random(in: -limit...limit, using: &generator))
    let bottom = Int128(Int.random(in: 1...limit, using: &generator))
    return ExactNumber(top, over: bottom) ?? .zero
  }

  init(decimal text: String) { self = ExactNumber(parsing: text) ?? .zero }
}
