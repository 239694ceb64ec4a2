extension ScalarValue {
  /// The value as the key of a table: of texts, what tells names apart.
  var foldedKey: ScalarValue {
    if case .text(let text) = self { .text(TextKey.folded(text)) } else { self }
  }
}
