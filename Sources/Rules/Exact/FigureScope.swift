/// What changed values of tables can matter to: the keys that they stand under are the only ones of
/// which the tables that the same fact looks up need be asked.
struct FigureScope {
  /// Folded, as tables are looked up by; sorted.
  let keys: [String]
  /// The names of the tables that the fact alone looks up.
  private let parameters: Set<String>

  /// What one value matters to.
  ///
  /// - Returns: nil where it has no key, or another fact looks its table up too, so that other keys may
  ///   matter.
  init?(_ figure: Figure?, _ program: Program, _ rules: [Int]) {
    guard let figure, let key = figure.key else { return nil }
    self.init(
      [TextKey.folded(key)], of: [program.rules.parameters[figure.parameter].name.english],
      in: [(program, rules)])
  }

  /// What two versions of a rule can differ by that are written alike but for the values of tables.
  ///
  /// - Returns: nil where anything else differs, or other keys may matter.
  init?(_ id: String, from old: RuleSignatures, to new: RuleSignatures) {
    let (before, after) = (old.signatures(of: id), new.signatures(of: id))
    guard before.map({ $0.conditions }) == after.map({ $0.conditions }) else { return nil }
    let sides = [old, new].map { (program: $0.program, rules: $0.versions[id] ?? []) }
    var tables: Set<String> = []
    var keys: Set<String> = []
    for parameter in old.program.parameters(of: sides[0].rules) {
      let table = old.program.rules.parameters[parameter]
      guard let other = new.program.rules.parameters.first(where: { $0.name == table.name }),
        let changed = Self.changedKeys(table.rows, other.rows)
      else { return nil }
      guard !changed.isEmpty else { continue }
      tables.insert(table.name.english)
      keys.formUnion(changed)
    }
    self.init(keys, of: tables, in: sides)
  }

  /// - Parameter tables: The names of the tables that have values under the keys that matter.
  private init?(
    _ keys: Set<String>, of tables: Set<String>, in sides: [(program: Program, rules: [Int])]
  ) {
    var facts: [String: Set<String>] = [:]
    var others: Set<String> = []
    for (program, rules) in sides {
      for step in rules.flatMap({ program.programRules[$0].steps }) {
        guard case .parameter(let parameter, let own?) = program.steps[step] else { continue }
        let name = program.rules.parameters[parameter].name.english
        if case .field(let field, _) = program.steps[own] {
          facts[name, default: []].insert(program.vocabulary.fields[field].path.english)
        } else {
          others.insert(name)
        }
      }
    }
    let asking = tables.map { facts[$0] }
    guard let own = asking.first ?? nil, own.count == 1, asking.allSatisfy({ $0 == own }),
      others.isDisjoint(with: tables)
    else { return nil }
    self.keys = keys.sorted()
    parameters = Set(facts.filter { $0.value == own && !others.contains($0.key) }.keys)
  }

  /// Whether no keys of a table matter but ``keys``.
  func narrows(_ parameter: CatalogueParameter) -> Bool {
    parameters.contains(parameter.name.english)
  }

  /// The texts under which two tables have other rows; nil: they differ under what is no key of text.
  private static func changedKeys(
    _ old: KeyedValues<[ParameterRow]>, _ new: KeyedValues<[ParameterRow]>
  ) -> Set<String>? {
    guard old.others == new.others else { return nil }
    var changed: Set<String> = []
    for (one, other) in [(old, new), (new, old)] {
      for entry in one.texts where other[.text(entry.key)] != entry.value {
        changed.insert(entry.key)
      }
    }
    return changed.contains("") ? nil : changed
  }
}
