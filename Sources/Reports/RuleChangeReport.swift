import Rules

/// What a change of rules does: which rules changed and how, and whose decision does.
public struct RuleChangeReport {
  /// What the decision on one project was and is.
  public struct Move: Sendable {
    public let from: Decision
    public let to: Decision
    /// The rules whose findings moved, the weightiest first.
    public let rules: [String]

    public init(from: Decision, to: Decision, rules: [String]) {
      (self.from, self.to, self.rules) = (from, to, rules)
    }
  }

  /// A dossier of the stock or of a log.
  public struct StockMove: Sendable {
    public let path: String
    public let move: Move
    /// The fewest changes after which the new rules decide as the old ones did; nil: none was found.
    public let edit: Phrase?

    public init(path: String, move: Move, edit: Phrase?) {
      (self.path, self.move, self.edit) = (path, move, edit)
    }
  }

  /// An example of a rule's comparison.
  public struct WitnessMove {
    public let dossier: String
    public let rule: String
    public let move: Move

    public init(dossier: String, rule: String, move: Move) {
      (self.dossier, self.rule, self.move) = (dossier, rule, move)
    }
  }

  /// A text of a rule that still names a number which its conditions no longer have.
  public struct StaleText {
    public let rule: String
    /// Which text it is: its title, its quotation and so on.
    public let place: Phrase
    public let number: String
    public let text: String

    public init(rule: String, place: Phrase, number: String, text: String) {
      (self.rule, self.place, self.number, self.text) = (rule, place, number, text)
    }
  }

  /// Whether any project is decided otherwise, proved or shown.
  public struct Flips {
    public let refusedThenPassed: DecisionFlips.Answer
    public let passedThenRefused: DecisionFlips.Answer

    /// - Parameters:
    ///   - examples: Dossiers that people wrote, where a made one does not show it.
    ///   - ground: What changed besides the rules: a proof that looks at rules alone proves nothing
    ///     where it bears on decisions.
    ///   - hear: Hears how many of how many rules were asked about, for each direction.
    public init(
      _ flips: DecisionFlips, _ examples: WrittenExamples, besides ground: [GroundChange],
      hear: (Int, Int) -> Void = { _, _ in }
    ) {
      let open = ground.first { $0.bearing == .direct }
      refusedThenPassed = examples.completing(
        flips.refusedThenPassed(hear: hear), isReversed: false
      )
      .leavingOpen(open)
      passedThenRefused = examples.completing(flips.passedThenRefused(hear: hear), isReversed: true)
        .leavingOpen(open)
    }
  }

  public let differences: [RuleDifference]
  /// What changed besides the rules.
  public let ground: [GroundChange]
  public let flips: Flips
  public let witnesses: [WitnessMove]
  public let stock: [StockMove]
  /// How many dossiers were judged.
  public let count: Int
  /// Cases of the new version that fail by it.
  public let cases: [CaseToRevise]
  public let texts: [StaleText]

  public init(
    differences: [RuleDifference], ground: [GroundChange], flips: Flips,
    witnesses: [WitnessMove], stock: [StockMove], count: Int, cases: [CaseToRevise],
    texts: [StaleText]
  ) {
    (self.differences, self.ground) = (differences, ground)
    (self.flips, self.witnesses) = (flips, witnesses)
    (self.stock, self.count, self.cases, self.texts) = (stock, count, cases, texts)
  }

  /// Whether a decision changes, on a project that was handed in or on one that was found.
  public var changesDecisions: Bool {
    !witnesses.isEmpty || !stock.isEmpty || flips.refusedThenPassed.isFound
      || flips.passedThenRefused.isFound || cases.contains { $0.move != nil }
  }

  /// Whether it is sure that no decision changes because nothing changed that decides.
  var decidesAsBefore: Bool {
    differences.isEmpty && ground.allSatisfy { $0.bearing != .direct }
  }
}

extension DecisionFlips.Answer {
  var isFound: Bool { if case .found = self { true } else { false } }

  /// What is left of a proof where something besides the rules changed.
  fileprivate func leavingOpen(_ change: GroundChange?) -> Self {
    guard case .none = self, let change else { return self }
    return .undecided(
      rule: change.name.isEmpty ? change.kind.chinese : change.name,
      Phrase(
        "规则之外的改动不逐条证明；请用 --dossiers 比卷宗的决定",
        "what changed besides the rules is not proved; compare dossiers by --dossiers"))
  }
}

extension RuleDifference.Change {
  var words: Phrase {
    switch self {
    case .equivalent: Phrase("等价（已证明）", "equivalent (proved)")
    case .stricter: Phrase("更严", "stricter")
    case .looser: Phrase("更宽", "looser")
    case .mixed: Phrase("互有宽严", "mixed")
    case .undecided: Phrase("未判定", "undecided")
    }
  }
}
