/// What ``Completion`` asks of a rule whatever the dossier is.
///
/// A class, since it is looked at for each open finding, and its sets would be counted each time.
final class BulkCompletionPlan {
  /// Whether something in its conditions is used twice.
  let isRepeated: Bool
  /// The fields that are read more than once.
  let repeatedFields: Set<Int>
  /// The fields that say what numbers of the rule are counted on.
  let basisFields: Set<Int>
  /// The fields of which it asks whether they apply.
  let askedFields: Set<Int>
  private let conditions: [Int]

  init(_ rule: ProgramRule, _ program: Program) {
    conditions =
      [rule.filter, rule.when, rule.requirement, rule.justification, rule.dueApplies]
      .compactMap { $0 } + rule.furtherDemands.flatMap { [$0.demand, $0.ground] }
      + rule.exclusions + rule.exceptions + rule.consequences.compactMap { $0 }
    let uses = program.uses(under: conditions)
    isRepeated = uses.contains { $0.value > 1 }
    var counts: [Int: Int] = [:]
    var (bases, asked): (Set<Int>, Set<Int>) = ([], [])
    for step in uses.keys {
      if let (field, _) = program.steps[step].readField { counts[field, default: 0] += 1 }
      switch program.steps[step] {
      case .field(let field, _):
        if case .field(let basis)? = program.vocabulary.fields[field].basis { bases.insert(basis) }
      case .applicable(let field, _): asked.insert(field)
      default: break
      }
    }
    repeatedFields = Set(counts.filter { $0.value > 1 }.keys)
    (basisFields, askedFields) = (bases, asked)
  }

  /// The values of an open fact that the rule can tell apart; nil: they cannot be told.
  func values(of field: Int, _ program: Program, _ texts: inout BulkTexts) -> [BulkFact]? {
    let vocabulary = program.vocabulary
    var values: [BulkFact]
    switch vocabulary.fields[field].type {
    case .truth: values = [.truth(true), .truth(false)]
    case .choice(let list):
      guard let found = choices(field, list, program) else { return nil }
      values = found.map { .choice($0) }
    case .choices(let list):
      guard let found = choiceSets(field, list, program) else { return nil }
      values = found
    case .text:
      guard let found = self.texts(field, program) else { return nil }
      values = []
      for text in found { values.append(.text(texts.number(of: text))) }
    case .number: values = []
    case .date: return nil
    }
    if askedFields.contains(field) { values.append(BulkFact(state: .notApplicable)) }
    return values
  }

  /// What a number is compared with, where it is compared as it stands and nothing else is done with
  /// it in a comparison or over a list; nil: more is done with it.
  func sides(against field: Int, _ program: Program) -> [Int]? {
    var readers: Set<Int> = []
    var sides: [Int] = []
    for index in program.uses(under: conditions).keys.sorted() {
      switch program.steps[index] {
      case .field(field, _): readers.insert(index)
      case .aggregate(let aggregate):
        guard !program.parts(of: aggregate).contains(where: { readers.contains($0) }) else {
          return nil
        }
      case .compare(_, let left, let right):
        let (isLeft, isRight) = (readers.contains(left), readers.contains(right))
        guard isLeft || isRight else { continue }
        readers.insert(index)
        guard isLeft != isRight, reads(isLeft ? left : right, field, program) else { return nil }
        sides.append(isLeft ? right : left)
      case .constant, .field, .parameter, .definition, .not, .and, .or, .oneOf, .memberOfSet,
        .includes, .includesOnly, .arithmetic, .negative, .extremum, .choose, .shifted,
        .daysBetween, .rounded, .hasValue, .keys, .applicable, .asOf:
        if program.operands(of: index).contains(where: { readers.contains($0) }) {
          readers.insert(index)
        }
      }
    }
    return sides
  }

  /// One choice of each kind that the rule tells apart.
  private func choices(_ field: Int, _ list: Int, _ program: Program) -> [Int]? {
    var groups: [Set<Int>] = []
    let isKnown = forEachTest(of: field, program) { step in
      switch step {
      case .oneOf(_, let constants): groups.append(Self.choices(program.constants(constants)))
      case .memberOfSet(_, let set): groups.append(program.rules.sets[set].members)
      default: break
      }
    }
    guard isKnown else { return nil }
    var seen: Set<[Bool]> = []
    return program.vocabulary.choiceLists[list].choices.indices.filter { choice in
      seen.insert(groups.map { $0.contains(choice) }).inserted
    }
  }

  private func choiceSets(_ field: Int, _ list: Int, _ program: Program) -> [BulkFact]? {
    var named: Set<Int> = []
    let isKnown = forEachTest(of: field, program) { step in
      switch step {
      case .includes(_, let constants), .includesOnly(_, let constants):
        named.formUnion(Self.choices(program.constants(constants)))
      default: break
      }
    }
    guard isKnown, named.count <= 5 else { return nil }
    let other = program.vocabulary.choiceLists[list].choices.indices.first { !named.contains($0) }
    var selections: [Set<Int>] = [[]]
    for choice in named.sorted() + (other.map { [$0] } ?? []) {
      selections += selections.map { $0.union([choice]) }
    }
    guard selections.allSatisfy({ $0.allSatisfy { $0 < BulkChoices.limit } }) else { return nil }
    return selections.map { .choices($0) }
  }

  private func texts(_ field: Int, _ program: Program) -> [String]? {
    var named: [ScalarValue] = []
    let isKnown = forEachTest(of: field, program) { step in
      if case .oneOf(_, let constants) = step {
        named += program.constants(constants).filter { !named.contains($0) }
      }
    }
    guard isKnown else { return nil }
    var texts: [String] = []
    for value in named {
      guard case .text(let text) = value else { return nil }
      texts.append(text)
    }
    return texts + [""]
  }

  private static func choices(_ constants: [ScalarValue]) -> Set<Int> {
    var choices: Set<Int> = []
    for case .choice(let choice) in constants { choices.insert(choice) }
    return choices
  }

  /// Calls back for each step that reads a field; false when one of them tells all values apart.
  private func forEachTest(of field: Int, _ program: Program, _ body: (Step) -> Void) -> Bool {
    var isKnown = true
    for index in program.uses(under: conditions).keys.sorted() {
      let step = program.steps[index]
      var isTest = false
      let operands: [Int]
      switch step {
      case .oneOf(let operand, _), .memberOfSet(let operand, _), .includes(let operand, _),
        .includesOnly(let operand, _):
        operands = [operand]
        isTest = true
      case .parameter, .compare, .arithmetic, .choose, .shifted, .daysBetween, .rounded, .hasValue,
        .keys:
        operands = program.operands(of: index)
      case .constant, .field, .definition, .not, .and, .or, .negative, .extremum, .aggregate,
        .applicable, .asOf:
        continue
      }
      for operand in operands where reads(operand, field, program) {
        if isTest { body(step) } else { isKnown = false }
      }
    }
    return isKnown
  }

  private func reads(_ step: Int, _ field: Int, _ program: Program) -> Bool {
    if case .field(field, _) = program.steps[step] { true } else { false }
  }
}
