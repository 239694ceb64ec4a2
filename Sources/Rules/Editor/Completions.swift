// What can be written at the cursor, in the language of the file.

extension Analysis {
  /// What can be written at an offset of a text; nil inside a quotation or a comment.
  public func completions(at offset: Int, of source: Int) -> Completions? {
    guard let place = CompletionPlace(self, at: offset, of: source) else { return nil }
    let found = completions(place, before: offset, of: source)
    let start = CompletionPlace.startOfRun(before: offset, in: sources[source])
    // A section or a number is several tokens: all of them are the word then.
    guard found.items.isEmpty, start < place.start,
      let whole = CompletionPlace(self, at: offset, of: source, wordStart: start)
    else { return found }
    return completions(whole, before: offset, of: source)
  }

  private func completions(
    _ place: CompletionPlace, before offset: Int, of source: Int
  ) -> Completions {
    let typed = sources[source].slice(place.start, offset)
    var wanted: [Wanted] = []
    if place.beginsLine {
      if place.declaration != nil { wanted.append(.clauses) }
      wanted.append(.declarations)
    }
    wanted += ShapeWalk(place, checked).wanted
    let candidates = CompletionCandidates(self, place, source: source)
    var seen: Set<String> = []
    let items = wanted.flatMap { candidates.items(for: $0) }.filter {
      seen.insert($0.text).inserted
    }
    return Completions(
      range: SourceRange(source: source, start: place.start, end: offset),
      items: CompletionMatch(typed).best(of: items))
  }
}

/// Which of the candidates what was typed can mean.
struct CompletionMatch {
  private let typed: String

  init(_ typed: String) { self.typed = typed.asciiLowercased }

  /// Those that it begins, then those that hold it, then those whose other names do; the order of
  /// equals stays.
  func best(of items: [CompletionItem]) -> [CompletionItem] {
    guard !typed.isEmpty else { return items }
    let ranked = items.compactMap { item in rank(item).map { (item, $0) } }
    return (0...Self.lastRank).flatMap { rank in
      ranked.filter { $0.1 == rank }.map { $0.0 }
    }
  }

  private static let lastRank = 4

  private func rank(_ item: CompletionItem) -> Int? {
    let text = item.text.asciiLowercased
    if text.hasPrefix(typed) { return 0 }
    if item.aliases.contains(where: { $0.asciiLowercased.hasPrefix(typed) }) { return 1 }
    if text.holds(typed) { return 2 }
    if item.aliases.contains(where: { $0.asciiLowercased.holds(typed) }) { return 3 }
    return Self.isScattered(typed, in: text) ? 4 : nil
  }

  /// Whether the characters stand in a text in their order, with others between.
  private static func isScattered(_ letters: String, in text: String) -> Bool {
    var rest = text.unicodeScalars[...]
    for letter in letters.unicodeScalars {
      guard let place = rest.firstIndex(of: letter) else { return false }
      rest = rest[rest.index(after: place)...]
    }
    return true
  }
}
