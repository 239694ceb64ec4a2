import Rules

/// Bytes that are written one behind the other, in memory that is used again and again.
///
/// Nothing is counted or checked while they are written.
///
/// INVARIANT: one thread has it at a time; whoever hands it on is done with it.
public final class ByteRun: @unchecked Sendable {
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) public private(set) var count = 0
  /// How much memory it takes, in bytes.
  @exclusivity(unchecked) public private(set) var capacity = 1 << 14

  public init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  /// What was written, until more is.
  public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  public func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// Forgets what was written behind a place.
  public func cut(at place: Int) { count = place }

  /// What was written from a place on, until more is written.
  func start(_ place: Int) -> UnsafePointer<UInt8> { UnsafePointer(base + place) }

  private func reserve(_ more: Int) { if count &+ more > capacity { grow(more) } }

  private func grow(_ more: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: (count + more) * 2)
    larger.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, (count + more) * 2)
  }

  func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count &+= 1
  }

  func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (base + count).update(from: start, count: length)
    count &+= length
  }

  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { append(start, bytes.count) }
  }

  func append(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

  public func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  /// Appends a number that is not below zero in digits.
  func append(_ number: Int) {
    reserve(20)
    var (divisor, rest) = (1, number)
    while rest / 10 >= divisor { divisor &*= 10 }
    while divisor > 0 {
      base[count] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / divisor)
      count &+= 1
      rest %= divisor
      divisor /= 10
    }
  }
}
