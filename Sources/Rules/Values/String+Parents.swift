extension String {
  /// The names that stand before a separator: 硅 and 硅-工业 before the last part of 硅-工业-石油焦.
  func parents(before separator: Character) -> [String] {
    // Most keys have no parent, and bytes are looked through sooner than characters.
    if let byte = separator.asciiValue, !utf8.contains(byte) { return [] }
    let parts = split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return [] }
    return (1..<parts.count).map { parts.prefix($0).joined(separator: String(separator)) }
  }
}
