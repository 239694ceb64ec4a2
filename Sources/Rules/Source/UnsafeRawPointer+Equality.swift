extension UnsafeRawPointer {
  /// Whether so many bytes are the same as others, eight at a time; the last ones overlap.
  @inline(__always)
  func isEqual(_ other: UnsafeRawPointer, count: Int) -> Bool {
    guard count >= 8 else { return isEqual(other, few: count) }
    var place = 0
    while place &+ 8 < count {
      guard
        loadUnaligned(fromByteOffset: place, as: UInt64.self)
          == other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      else { return false }
      place &+= 8
    }
    return loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      == other.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  }

  /// Fewer than eight.
  @inline(__always)
  private func isEqual(_ other: UnsafeRawPointer, few count: Int) -> Bool {
    if count >= 4 {
      return loadUnaligned(as: UInt32.self) == other.loadUnaligned(as: UInt32.self)
        && loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
          == other.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
    }
    var place = 0
    while place < count {
      guard
        load(fromByteOffset: place, as: UInt8.self)
          == other.load(fromByteOffset: place, as: UInt8.self)
      else { return false }
      place &+= 1
    }
    return true
  }
}
