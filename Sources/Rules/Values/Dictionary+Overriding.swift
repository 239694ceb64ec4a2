// The standard library's `merge` casts dynamically, which Embedded Swift does not.

extension Dictionary {
  /// Takes over the entries of another dictionary, which win where both have a key.
  mutating func override(with other: [Key: Value]) {
    for (key, value) in other { self[key] = value }
  }

  /// These entries and those of another dictionary, which win where both have a key.
  func overridden(by other: [Key: Value]) -> [Key: Value] {
    var both = self
    both.override(with: other)
    return both
  }
}
