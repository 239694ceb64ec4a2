/// The names of choices and texts that two versions of rules tell apart.
struct SharedNames {
  /// By the path of the field, the English names of its choices.
  private let lists: [String: [String]]
  /// The first stands for any text that the rules do not name.
  let texts: [String]
  /// By the name of a parameter that is not the same in both, its values in the second version.
  private let changed: [String: KeyedValues<[ParameterRow]>]

  /// - Parameters:
  ///   - old: A program, and the rules of it that are compared.
  ///   - new: The other.
  ///   - further: Conditions of the second that are asked about besides its rules.
  ///   - scope: The only keys of some tables that matter; nil: all do.
  init(
    _ old: (program: Program, rules: [Int]), _ new: (program: Program, rules: [Int]),
    besides further: [Int] = [], within scope: FigureScope? = nil
  ) {
    var lists: [String: [String]] = [:]
    var texts = [""]
    var seen: Set<String> = [""]
    for (program, rules) in [old, new] {
      for field in program.vocabulary.fields {
        guard let list = field.type.choiceList else { continue }
        let own = program.vocabulary.choiceLists[list].choices.map { $0.english }
        // Both versions nearly always have the same choices.
        guard let known = lists[field.path.english], known != own else {
          lists[field.path.english] = own
          continue
        }
        lists[field.path.english] = known.union(own)
      }
      for rule in rules {
        for step in program.programRules[rule].steps {
          for text in Self.texts(of: step, scope, in: program) where seen.insert(text).inserted {
            texts.append(text)
          }
        }
      }
    }
    for step in new.program.uses(under: further).keys.sorted() {
      for text in Self.texts(of: step, scope, in: new.program) where seen.insert(text).inserted {
        texts.append(text)
      }
    }
    (self.lists, self.texts) = (lists, texts)
    changed = Self.changedParameters(old, new)
  }

  /// The same choices, with the texts that some rules of a program tell apart.
  init(_ program: Program, _ rules: [Int], choicesOf other: SharedNames) {
    var texts = [""]
    var seen: Set<String> = [""]
    for step in rules.flatMap({ program.programRules[$0].steps }) {
      for text in Self.texts(of: step, nil, in: program) where seen.insert(text).inserted {
        texts.append(text)
      }
    }
    (lists, self.texts, changed) = (other.lists, texts, [:])
  }

  private static func changedParameters(
    _ old: (program: Program, rules: [Int]), _ new: (program: Program, rules: [Int])
  ) -> [String: KeyedValues<[ParameterRow]>] {
    var changed: [String: KeyedValues<[ParameterRow]>] = [:]
    let before = old.program.parameters(of: old.rules).map { old.program.rules.parameters[$0] }
    for index in new.program.parameters(of: new.rules) {
      let table = new.program.rules.parameters[index]
      guard let other = before.first(where: { $0.name == table.name }), other.table !== table.table,
        other.rows != table.rows
      else { continue }
      changed[table.name.english] = table.rows
    }
    return changed
  }

  /// What tells apart what the versions say by a parameter that is not the same in both: whether it is
  /// that of the second; nil: it is the same.
  func isSecond(_ parameter: CatalogueParameter) -> Bool? {
    changed[parameter.name.english].map { $0 == parameter.rows }
  }

  func choices(of path: String) -> [String] { lists[path] ?? [] }

  /// The texts that a step compares with, or that are keys of its table.
  private static func texts(
    of step: Int, _ scope: FigureScope?, in program: Program
  ) -> [String] {
    switch program.steps[step] {
    case .oneOf(_, let constants):
      return program.constants(constants).compactMap { constant in
        if case .text(let text) = constant { TextKey.folded(text) } else { nil }
      }
    case .parameter(let parameter, _?):
      let table = program.rules.parameters[parameter]
      if let scope, scope.narrows(table) { return scope.keys }
      return table.rows.texts.map { $0.key }
    default: return []
    }
  }
}
