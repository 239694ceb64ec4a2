/// What a value of a table can matter to: the key that it stands under is the only one of which the
/// tables that the same fact looks up need be asked.
struct FigureScope {
  /// Folded, as tables are looked up by.
  let key: String
  /// The tables that the fact alone looks up.
  let parameters: Set<Int>

  /// nil: it has no key, or another fact looks its table up too, so that other keys may matter.
  init?(_ figure: Figure?, _ program: Program, _ rules: [Int]) {
    guard let figure, let key = figure.key else { return nil }
    var fields: [Int: Set<Int>] = [:]
    var others: Set<Int> = []
    for step in rules.flatMap({ program.programRules[$0].steps }) {
      guard case .parameter(let parameter, let own?) = program.steps[step] else { continue }
      if case .field(let field, _) = program.steps[own] {
        fields[parameter, default: []].insert(field)
      } else {
        others.insert(parameter)
      }
    }
    guard let own = fields[figure.parameter], own.count == 1, !others.contains(figure.parameter)
    else { return nil }
    self.key = TextKey.folded(key)
    parameters = Set(fields.filter { $0.value == own && !others.contains($0.key) }.keys)
  }
}
