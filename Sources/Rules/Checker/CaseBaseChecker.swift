// Cases that start from other cases.

extension Checker {
  /// Reports cases that start from one another in a circle, and those that stand on too many.
  ///
  /// Each case is visited once: from a case to the one it starts from, until one is known.
  mutating func checkCaseBases() {
    let bases = rules.cases.map { base(of: $0) }
    for (declaration, base) in zip(rules.cases, bases) {
      guard let base else {
        reportUnknownBase(of: declaration)
        continue
      }
      guard let place = declaration.base?.range else { continue }
      mention(place, .caseTitle(rules.cases[base].title, folder: rules.cases[base].folder))
    }
    // How many cases stand below each; nil for one that was not visited.
    var depths = [Int?](repeating: nil, count: bases.count)
    for start in bases.indices where depths[start] == nil {
      var chain: [Int] = []
      var positions: [Int: Int] = [:]
      var next: Int? = start
      while let index = next, depths[index] == nil, positions[index] == nil {
        positions[index] = chain.count
        chain.append(index)
        next = bases[index]
      }
      if let next, let first = positions[next] { reportCircle(chain[first...]) }
      var depth = next.flatMap { depths[$0] } ?? -1
      for index in chain.reversed() {
        depth += 1
        depths[index] = depth
        if depth == CaseDeclaration.baseLimit + 1 { reportDepth(of: rules.cases[index]) }
      }
    }
  }

  /// The case that a case starts from, as ``CaseRunner`` finds it; nil for none, or a dossier.
  private func base(of declaration: CaseDeclaration) -> Int? {
    guard let base = declaration.base, !base.text.hasSuffix(".json") else { return nil }
    let found = names.cases[Word(base.text), default: []]
    return found.first { rules.cases[$0].folder == declaration.folder } ?? found.first
  }

  /// Reports a case that starts from one that is not there; a dossier is looked for when it is run.
  private mutating func reportUnknownBase(of declaration: CaseDeclaration) {
    guard let base = declaration.base, !base.text.hasSuffix(".json") else { return }
    let name = NameSyntax(word: Word(base.text), range: base.range)
    reportUnknown(
      Phrase("案例", "case"), name, meant: nearest(to: name) { names.cases.keys.map { $0.text } },
      hint: nil)
  }

  private mutating func reportCircle(_ circle: ArraySlice<Int>) {
    guard let first = circle.first, let base = rules.cases[first].base else { return }
    let title = TextCheck.excerpt(rules.cases[first].title)
    report(
      .circularCases, at: base.range,
      Phrase(
        "案例 `\(title)` 绕一圈又以自己为基础", "the case `\(title)` is based on itself in a circle"),
      related: circle.dropFirst().prefix(3).compactMap { index in
        rules.cases[index].base.map { .init($0.range, Phrase("经过这里", "by way of this")) }
      },
      hint: Phrase(
        "让其中一个案例自己给出全部事实", "let one of these cases give all its facts itself"))
  }

  private mutating func reportDepth(of declaration: CaseDeclaration) {
    guard let base = declaration.base else { return }
    report(
      .nestingTooDeep, at: base.range,
      Phrase(
        "案例一个以另一个为基础，超过 \(CaseDeclaration.baseLimit) 层",
        "cases stand on one another more than \(CaseDeclaration.baseLimit) deep"),
      hint: Phrase("以更前面的案例为基础", "start from a case further up"))
  }
}

extension Diagnostic.Code {
  static let circularCases = Self(
    name: "circular-cases",
    explanation: Phrase(
      """
      一个案例可以在另一个案例的事实上改几处，但不能绕回自己：没有一个案例给出全部事实。

          案例 甲
            基于 「乙」
          案例 乙
            基于 「甲」      改成：删去这一行，写明乙的事实
      """,
      """
      A case may change a few facts of another one, but not come back to itself: then no case gives
      all the facts.

          case one
            based on 「two」
          case two
            based on 「one」      delete this line and give the facts of two
      """))
}
