/// The names of choices and texts that two versions of rules tell apart.
struct SharedNames {
  /// By the path of the field, the English names of its choices.
  private let lists: [String: [String]]
  /// The first stands for any text that the rules do not name.
  let texts: [String]

  /// - Parameters:
  ///   - old: A program, and the rules of it that are compared.
  ///   - new: The other.
  ///   - scope: Where the only key of some tables stands that matters; nil: all do.
  init(
    _ old: (program: Program, rules: [Int]), _ new: (program: Program, rules: [Int]),
    within scope: FigureScope? = nil
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
    (self.lists, self.texts) = (lists, texts)
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
    (lists, self.texts) = (other.lists, texts)
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
      if let scope, scope.parameters.contains(parameter) { return [scope.key] }
      return program.rules.parameters[parameter].rows.texts.map { $0.key }
    default: return []
    }
  }
}
