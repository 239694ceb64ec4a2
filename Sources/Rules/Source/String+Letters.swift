extension String {
  /// The text with its ASCII letters in small ones.
  var asciiLowercased: String {
    String(decoding: utf8.map { $0.asciiLowercased }, as: UTF8.self)
  }
}
