extension [UInt8] {
  /// Whether the bytes of a word stand in it; an empty one stands everywhere.
  package func holdsBytes(_ word: [UInt8]) -> Bool {
    guard let first = word.first, let last = word.last else { return true }
    return withUnsafeBufferPointer { bytes in
      var place = 0
      while place + word.count <= bytes.count {
        if bytes[place] == first, bytes[place + word.count - 1] == last,
          bytes[place..<place + word.count].elementsEqual(word)
        {
          return true
        }
        place += 1
      }
      return false
    }
  }
}
