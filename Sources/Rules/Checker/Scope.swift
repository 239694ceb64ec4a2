/// The variables that are bound while an expression is checked, from the outermost.
///
/// A variable is known afterwards by its position here.
struct Scope {
  struct Variable {
    /// nil: the element a field's derivation belongs to, which has no name of its own.
    let name: Word?
    let list: Int
  }

  private(set) var variables: [Variable] = []

  /// Binds a variable to the elements of a list, and gives its index.
  @discardableResult
  mutating func push(name: Word?, list: Int) -> Int {
    variables.append(Variable(name: name, list: list))
    return variables.count - 1
  }

  mutating func pop() { variables.removeLast() }

  /// The innermost variable of a name.
  func variable(named name: Word) -> Int? { variables.lastIndex { $0.name == name } }

  /// The unnamed variable that stands for an element of a list.
  func unnamedVariable(over list: Int) -> Int? {
    variables.lastIndex { $0.name == nil && $0.list == list }
  }

  /// Whether no variable could be the first segment of a path.
  func hasOnlyNames(otherThan path: Word) -> Bool {
    variables.allSatisfy { variable in
      variable.name.map { !path.text.utf8.starts(with: $0.text.utf8) } ?? true
    }
  }
}
