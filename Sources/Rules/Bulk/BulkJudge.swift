/// Judges records one after another, from their bytes to what a line of results tells of each.
///
/// It gives what the reference gives for ``ReviewDepth/verdicts``, or nothing: whatever is unusual in
/// a record sends it to the reference. It is of one thread, and who has access to its parts is not
/// checked: nothing that is called with one of them reaches the judge another way.
public final class BulkJudge {
  let plan: BulkPlan
  let evaluator: BulkEvaluator
  let reader: BulkReader
  let setting: ReviewSetting
  @exclusivity(unchecked) var places = BulkPlaces()
  @exclusivity(unchecked) var place: BulkPlaces.Place?
  /// What is open of the record at hand.
  @exclusivity(unchecked) var findings: [BulkFinding] = []
  @exclusivity(unchecked) var score = BulkScore()
  /// What would settle whether groups and lists, and fields, exist.
  @exclusivity(unchecked) var openContainers: [Int: BulkCauses] = [:]
  @exclusivity(unchecked) var openFields: [Int: BulkCauses] = [:]
  let membersOfGroup: [(fields: [Int], lists: [Int])]
  /// The fields that are days, and the lists that have any, by the list they are of.
  let dateFields: [[Int]]
  let datedLists: [[(list: Int, place: Int)]]
  @exclusivity(unchecked) var checkReads: BulkReads?
  /// What the record uses of which source, with the facts that this follows from, and the row of
  /// each source.
  @exclusivity(unchecked) var sources = BulkSourceMemory()
  let spelling = BulkSpelling()
  @exclusivity(unchecked) var sourceRows: [Int] = []
  /// Whether another judge spells these facts by the same bytes.
  @exclusivity(unchecked) var isSpellingShared = true
  /// The units that have the same numbers in all judges.
  let plannedUnits: Int
  /// What is told of facts that contradict one another, or are days that nobody means; and these
  /// facts.
  @exclusivity(unchecked) var contradictionNotes: [Phrase] = []
  @exclusivity(unchecked) var contradicted: [BulkReference] = []
  /// By ruleset, whether a rule of it speaks on the day, and whether one does not.
  @exclusivity(unchecked) var isSpeaking: [Bool]
  @exclusivity(unchecked) var isResting: [Bool]
  @exclusivity(unchecked) var standings = BulkStandingsTable()
  /// The bits of the rules that may apply by each of the facts that exclude any.
  let mayApply: UnsafeMutablePointer<UnsafeMutablePointer<UInt64>>
  /// The values that are tried of a field, by rule and field; nil: they cannot be told.
  @exclusivity(unchecked) var triedValues: [UInt64: [BulkFact]?] = [:]
  /// What is asked of each rule where facts are tried; nil: nothing was yet.
  @exclusivity(unchecked) var completionPlans: [BulkCompletionPlan?]
  /// What an open number is compared with, by rule and field; nil: more is done with it.
  @exclusivity(unchecked) var comparedNodes: [UInt64: [Int]?] = [:]
  /// What each rule reads, where the reference had to judge it.
  @exclusivity(unchecked) var reads: [Int: BulkReads] = [:]
  /// How many rules the reference judged.
  package var referredRules = 0
  /// By container and field, what the project cannot have.
  @exclusivity(unchecked) var isAbsent: [Bool]
  @exclusivity(unchecked) var isFieldLeftOut: [Bool]
  /// What follows from other facts, by the list that it is of.
  let derivations: [[(field: Int, node: Int)]]
  /// The places of what was not done.
  @exclusivity(unchecked) var undone: [Int] = []
  let words: BulkWords
  /// What rules and checks came to before.
  let memory: BulkOutcomeMemory
  let groundsReader: BulkGroundsReader
  /// Whether a fact is open that the key at hand tells only the truth of a condition of.
  @exclusivity(unchecked) var isPartOpen = false
  /// Whether values were tried since that was asked last.
  @exclusivity(unchecked) var isTried = false
  /// What the place fields say, while it is looked up.
  @exclusivity(unchecked) var placeKey: [UInt8] = []
  private let today: Int
  private let askedDay: Int?
  /// How many records were declined, by reason.
  private var declines = Array(repeating: 0, count: BulkDecline.allCases.count)
  /// The record at hand as it is written; what is read is ``BulkEvaluator/bytes``.
  @exclusivity(unchecked) private(set) var record = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private let unescaping = BulkUnescaping()

  /// Whether it remembers so much that a new one should take its place, so that memory stays bounded
  /// whatever the records say.
  public var isFull: Bool {
    evaluator.texts.count > Self.memory || evaluator.figures.count > Self.memory
      || places.count > Self.memory
  }

  private static let memory = 1 << 16

  /// Why records were declined, and how many: the reasons, and the fields whose values were the reason.
  package var declineTexts: [String] {
    let reasons = zip(BulkDecline.allCases, declines).filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
    let fields = reader.declinedFields.sorted { $0.value > $1.value }.prefix(8).map {
      "\(plan.program.vocabulary.fields[$0.key].path.english) \($0.value)"
    }
    return reasons + fields
  }

  /// nil: the setting asks for what only the reference does.
  public init?(_ plan: BulkPlan, _ setting: ReviewSetting) {
    guard !setting.parameters.hasNotApplicable, setting.surroundings.isEmpty else { return nil }
    (self.plan, self.setting) = (plan, setting)
    evaluator = BulkEvaluator(plan, setting.parameters)
    reader = BulkReader(evaluator)
    plannedUnits = plan.units.units.count
    (today, askedDay) = (
      BulkDay.number(setting.today), setting.asOf.map { BulkDay.number($0) }
    )
    let vocabulary = plan.program.vocabulary
    words = BulkWords(plan)
    memory = BulkOutcomeMemory(
      count: plan.rules.count + plan.crossChecks.count + 1, BulkVerdictMemory(plan))
    groundsReader = BulkGroundsReader(evaluator, setting.parameters)
    mayApply = .allocate(capacity: plan.signposts.posts.count + 1)
    completionPlans = plan.rules.map { _ in nil }
    isSpeaking = plan.program.rules.rulesets.map { _ in false }
    isResting = isSpeaking
    isAbsent = vocabulary.containers.map { _ in false }
    isFieldLeftOut = vocabulary.fields.map { _ in false }
    derivations = vocabulary.containers.indices.map { home in
      plan.derivations.filter { plan.schema.homeOfField[$0.field] == home }
    }
    membersOfGroup = vocabulary.containers.indices.map { plan.schema.members(of: $0, vocabulary) }
    dateFields = vocabulary.containers.indices.map { home in
      plan.schema.fieldsOfHome[home].filter { plan.fields[$0].kind == .date }
    }
    let dates = dateFields
    func hasDates(_ list: Int) -> Bool {
      !dates[list].isEmpty || plan.schema.listsOfHome[list].contains { hasDates($0) }
    }
    datedLists = vocabulary.containers.indices.map { home in
      plan.schema.listsOfHome[home].filter { hasDates($0) }
        .map { ($0, plan.schema.placeOfList[$0]) }
    }
  }

  deinit { mayApply.deallocate() }

  /// What a record comes to; nil: it is for the reference.
  public func review(_ bytes: UnsafeBufferPointer<UInt8>) -> BulkReview? {
    let review = judged(bytes)
    if let reason = evaluator.declined {
      declines[reason.rawValue] += 1
      return nil
    }
    return review
  }

  private func judged(_ bytes: UnsafeBufferPointer<UInt8>) -> BulkReview? {
    evaluator.begin()
    evaluator.bytes = bytes
    findings.removeAll(keepingCapacity: true)
    openContainers.removeAll(keepingCapacity: true)
    openFields.removeAll(keepingCapacity: true)
    contradictionNotes.removeAll(keepingCapacity: true)
    contradicted.removeAll(keepingCapacity: true)
    score = BulkScore(dimensions: plan.dimensionWeights.count)
    record = bytes
    guard reader.read(bytes) || readUnescaped(bytes) else { return nil }
    setDay()
    guard settle(), let place else { return nil }
    exist()
    derive()
    account()
    guard evaluator.declined == nil, isJustified else { return nil }
    return memory.records.verdicts(evaluator, at: place) { self.verdicts(at: place) }
      .map { BulkReview(self, $0) }
  }

  /// What the rules and checks come to; nil: it is for the reference.
  private func verdicts(at place: BulkPlaces.Place) -> BulkVerdicts? {
    judgeRules(at: place)
    guard evaluator.declined == nil else { return nil }
    findContradictions(at: place)
    guard evaluator.declined == nil else { return nil }
    let found = BulkVerdicts(self, place)
    if found == nil { evaluator.decline(.number) }
    return found
  }

  /// Reads a record that was declined once more, if anything in it was written with escapes.
  private func readUnescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let plain = unescaping.plain(bytes) else { return false }
    evaluator.begin()
    evaluator.bytes = plain
    return reader.read(plain)
  }

  private func setDay() {
    var day = askedDay
    if words.asOf >= 0 {
      let fact = evaluator.state.rows + words.asOf
      if fact.pointee.state == .date { day = day ?? fact.pointee.first }
    }
    evaluator.asOf = day ?? today
    evaluator.asOfRank = evaluator.figures.rank(of: evaluator.asOf)
  }

  // MARK: - Checks

  /// Whether what is said of justifications needs no reading of its own.
  private var isJustified: Bool {
    guard words.justifications >= 0 else { return true }
    let list = evaluator.state.rows[words.justifications].state
    let given = evaluator.state.rows + words.justification
    let isPlain =
      list == .none
      && (given.pointee.state == .none
        || given.pointee.state == .choice && given.pointee.first == words.noJustification)
    if !isPlain { evaluator.decline(.justification) }
    return isPlain
  }
}

extension BulkSchema {
  /// The fields and lists of a group, of groups in it too.
  func members(of group: Int, _ vocabulary: Vocabulary) -> (fields: [Int], lists: [Int]) {
    func isInside(_ container: Int) -> Bool {
      var next = container
      while next != group {
        guard !vocabulary.containers[next].isList, let parent = vocabulary.containers[next].parent
        else { return false }
        next = parent
      }
      return true
    }
    guard !vocabulary.containers[group].isList else { return ([], []) }
    let fields = vocabulary.fields.indices.filter { isInside(vocabulary.fields[$0].container) }
    let lists = vocabulary.containers.indices.filter { list in
      vocabulary.containers[list].isList
        && (vocabulary.containers[list].parent.map { isInside($0) } ?? false)
    }
    return (fields, lists)
  }
}
