// A rule that takes over the clauses of another: one sentence in two documents, encoded once.

/// Rules by their ids, for those that follow one of them.
struct FollowedRules {
  private var declarations: [Word: DeclarationSyntax] = [:]
  private(set) var hasFollowers = false

  /// Adds the rules of texts; of one id the first counts.
  mutating func add(_ trees: [SyntaxTree]) {
    for tree in trees {
      for declaration in tree.declarations where declaration.keyword == .rule {
        if declaration.clause(.follows) != nil { hasFollowers = true }
        guard let id = declaration.operands.first?.name?.word, declarations[id] == nil else {
          continue
        }
        declarations[id] = declaration
      }
    }
  }

  subscript(id: Word) -> DeclarationSyntax? { declarations[id] }

  var ids: [String] { declarations.keys.map { $0.text } }
}

extension Checker {
  /// Whether clauses were checked for several rules, so that a problem in them is found again.
  var hasFollowers: Bool { followed.hasFollowers }

  /// A rule with the clauses of the rule that it follows; nil after a reported problem.
  ///
  /// A rule that is followed may follow another one. Whatever a rule writes itself replaces all
  /// clauses of that kind: its own exceptions, for example, stand for all exceptions.
  mutating func complete(_ rule: DeclarationSyntax) -> DeclarationSyntax? {
    var chain: [Word] = rule.operands.first?.name.map { [$0.word] } ?? []
    var complete = rule
    var last = rule
    while let name = last.clause(.follows)?.operands.first?.name {
      guard let next = followed[name.word] else {
        reportUnknown(Phrase("规则", "rule"), name, among: followed.ids)
        return nil
      }
      guard !chain.contains(name.word) else {
        // Reported once, at the rule that the circle begins with in its own view.
        if name.word == chain.first {
          report(
            .circularFollowing, at: name.range,
            Phrase("规则互相沿用，绕了一圈", "the rules follow one another in a circle"),
            hint: Phrase("把其中一条写全", "write one of them in full"))
        }
        return nil
      }
      guard chain.count <= Parser.nestingLimit else {
        report(
          .nestingTooDeep, at: rule.clause(.follows)?.range ?? name.range,
          Phrase(
            "规则一条沿用一条，超过 \(Parser.nestingLimit) 条",
            "rules follow one another more than \(Parser.nestingLimit) deep"),
          hint: Phrase("直接沿用写全的那一条", "follow the one that is written in full"))
        return nil
      }
      record(name, as: Phrase(name.text, name.text), .rule(name.text))
      chain.append(name.word)
      complete = complete.taking(from: next)
      last = next
    }
    return complete
  }
}

extension DeclarationSyntax {
  /// The rule with the clauses of another one where it has none of that kind.
  fileprivate func taking(from other: DeclarationSyntax) -> DeclarationSyntax {
    let own = Set(clauses.compactMap { $0.keyword.followedKind })
    let taken = other.clauses.filter { clause in
      clause.keyword.followedKind.map { !own.contains($0) } ?? false
        && !(clause.keyword == .otherwise && clauses.contains { $0.keyword == .then })
    }
    return DeclarationSyntax(
      keyword: keyword, operands: operands, clauses: clauses + taken, range: range,
      keywordRange: keywordRange)
  }
}

extension Keyword {
  /// The kind of a clause that a following rule takes over; nil for one that it never does: its
  /// title, citation, period, cautions, relations and remarks are its own.
  fileprivate var followedKind: Keyword? {
    switch self {
    case .each, .when, .exclude, .except, .inPrinciple, .due, .otherwise, .score, .remedy,
      .curedBy, .mustAlso:
      self
    // A rule has one demand, in whichever words.
    case .must, .mustNot, .forbidden, .then: .must
    default: nil
    }
  }
}

extension Array where Element == Diagnostic {
  /// Each problem once, where several rules share the text that it is in.
  var withoutRepetitions: [Diagnostic] {
    var kept: [Diagnostic] = []
    for diagnostic in self {
      let isKnown = kept.reversed().prefix { $0.range == diagnostic.range }.contains { other in
        other.code == diagnostic.code && other.message.chinese == diagnostic.message.chinese
      }
      if !isKnown { kept.append(diagnostic) }
    }
    return kept
  }
}

extension Diagnostic.Code {
  static let circularFollowing = Self(
    name: "circular-following",
    explanation: Phrase(
      """
      `沿用` 取另一条规则的子句；被沿用的规则可以再沿用别的规则，但不能绕回自己，必须有一条写全。

          规则 ZW-5.3-02 管控目录
            依据 卫政发〔2023〕7号 五（三）「…」
            沿用 NX-4.3-01
      """,
      """
      `follows` takes over the clauses of another rule, which may follow a further one; it never leads
      back to the rule itself, so that one of them is written in full.

          rule ZW-5.3-02 control catalogue
            cites 卫政发〔2023〕7号 五（三）「…」
            follows NX-4.3-01
      """))
}
