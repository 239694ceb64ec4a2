// A dossier that is filled in answer by answer.

extension Dossier {
  /// The most elements of a list that one answer opens.
  public static let openedLimit = 200

  /// The dossier with one more fact, written as people write it: `是`, `108 kgce/t`, `2024年3月`. A
  /// list is answered by how many elements it has, or 无: their facts are asked for next.
  ///
  /// - Returns: nil with what is wrong with the answer.
  public func answering(
    _ written: String, to reference: FactReference, in vocabulary: Vocabulary
  ) -> (dossier: Dossier?, source: SourceText, diagnostics: [Diagnostic]) {
    let path = reference.path(in: vocabulary)
    let source = SourceText(path: path, text: written)
    let range = SourceRange(source: 0, start: 0, end: source.bytes.count)
    var changed = self
    switch reference.target {
    case .list(let list):
      guard let count = Self.elementCount(written) else {
        let problem = Diagnostic(
          .wrongValue, at: range,
          Phrase("`\(written)` 不是项数", "`\(written)` is no number of elements"),
          hint: Phrase(
            "写有几项，如 `2`，至多 \(Self.openedLimit)；没有写 `无`",
            "write how many there are, as `2`, at most \(Self.openedLimit); `none` for none"))
        return (nil, source, [problem])
      }
      changed.root.open(
        list, count, in: vocabulary.lists(aroundList: list)[...], at: reference.indices[...])
      return (changed, source, [])
    case .field:
      let cell = CSVCell(text: path, range: range)
      let (reader, unknown) = RowReader.make(
        header: [cell], of: source, vocabulary: vocabulary, over: root)
      let row = CSVRow(cells: [CSVCell(text: written.trimmed, range: range)], range: range)
      let (answer, wrong) = reader.read(row)
      let problems = (unknown + wrong).map { problem in
        Self.isBareUnavailable(written) && problem.severity == .error
          ? Self.withoutReason(at: range) : problem
      }
      guard !problems.hasErrors, !answer.root.isEmpty else { return (nil, source, problems) }
      changed.root.merge(answer.root)
      return (changed, source, problems)
    }
  }

  /// Whether somebody says that it cannot be given, and not why.
  private static func isBareUnavailable(_ written: String) -> Bool {
    ["无法提供", "unavailable"].contains(written.plain.asciiLowercased)
  }

  private static func withoutReason(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .wrongValue, at: range,
      Phrase("`无法提供` 要写明原因", "`unavailable` needs a reason in words"),
      hint: Phrase(
        "写 `无法提供：原因`，如 `无法提供：尚未开工`；不知道就空着",
        "write `unavailable: reason`, as `unavailable: not built yet`; leave it empty when you do not know"
      ))
  }

  private static func elementCount(_ written: String) -> Int? {
    let text = written.plain
    if ["无", "没有", "none", "no"].contains(text.asciiLowercased) { return 0 }
    return Int(text).flatMap { (0...openedLimit).contains($0) ? $0 : nil }
  }
}

extension DossierElement {
  fileprivate var isEmpty: Bool { facts.isEmpty && lists.isEmpty }

  /// Gives a list its elements, as yet without facts.
  fileprivate mutating func open(
    _ list: Int, _ count: Int, in path: ArraySlice<Int>, at indices: ArraySlice<Int?>
  ) {
    guard let outer = path.first else {
      lists[list] = .elements(Array(repeating: DossierElement(), count: count))
      return
    }
    guard case .elements(var elements)? = lists[outer], let position = indices.first ?? nil,
      elements.indices.contains(position)
    else { return }
    elements[position].open(list, count, in: path.dropFirst(), at: indices.dropFirst())
    lists[outer] = .elements(elements)
  }
}

extension Vocabulary {
  /// The lists whose elements hold a list, from the outermost.
  fileprivate func lists(aroundList list: Int) -> [Int] {
    var lists: [Int] = []
    var container = containers[list].parent
    while let index = container {
      if containers[index].isList { lists.insert(index, at: 0) }
      container = containers[index].parent
    }
    return lists
  }
}
