extension [UInt8] {
  /// Whether the bytes of a word stand in it; an empty one stands everywhere.
  package func holdsBytes(_ word: [UInt8]) -> Bool {
    withUnsafeBufferPointer { bytes in word.withUnsafeBufferPointer { bytes.holdsBytes($0) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes of a word stand in it; an empty one stands everywhere.
  func holdsBytes(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first else { return true }
    var place = 0
    while place + word.count <= count {
      if self[place] == first {
        var length = 1
        while length < word.count, self[place + length] == word[length] { length += 1 }
        if length == word.count { return true }
      }
      place += 1
    }
    return false
  }
}
