/// Facts one behind the other as bytes, the same for the same facts, in plain memory of one thread.
///
/// Texts are filled up to whole words of eight bytes, so that spellings are compared by words.
final class BulkSpelling {
  @exclusivity(unchecked) private var start: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var capacity = 1 << 12
  @exclusivity(unchecked) private var count = 0

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func clear() { count = 0 }

  func append(_ word: Int64) {
    reserve(8)
    store(word)
  }

  /// A text, behind its length.
  func append(_ text: UnsafeBufferPointer<UInt8>) {
    append(Int64(text.count))
    guard let base = text.baseAddress, text.count > 0 else { return }
    let size = (text.count &+ 7) & ~7
    reserve(size)
    let end = UnsafeMutableRawPointer(start + count)
    end.storeBytes(of: 0, toByteOffset: size &- 8, as: Int64.self)
    end.copyMemory(from: base, byteCount: text.count)
    count &+= size
  }

  /// A number with its unit by the number of it.
  func append(_ number: BulkInterval, unit: UInt16) {
    reserve(40)
    store(Int64(unit) << 8 | Int64(number.ends))
    store(number.low.numerator)
    store(number.low.denominator)
    store(number.high.numerator)
    store(number.high.denominator)
  }

  private func store(_ word: Int64) {
    UnsafeMutableRawPointer(start + count).storeBytes(of: word, as: Int64.self)
    count &+= 8
  }

  private func reserve(_ size: Int) {
    guard count &+ size > capacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: (count + size) * 2)
    larger.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (larger, (count + size) * 2)
  }
}
