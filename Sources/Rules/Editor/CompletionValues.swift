// What conditions and cases are made of: fields, parameters, choices, units, facts and their values.

extension CompletionCandidates {
  /// The variables of the declaration, each with the fields of an element.
  var variables: [CompletionItem] {
    place.variables.flatMap { variable -> [CompletionItem] in
      guard case .container(let list)? = vocabulary.member(at: variable.list) else { return [] }
      return vocabulary.containers[list].fields.map { index in
        let field = vocabulary.fields[index]
        return item(
          of: field,
          as: Phrase(
            "\(variable.name).\(field.name.chinese)", "\(variable.name).\(field.name.english)"))
      }
    }
  }

  /// What has a value of a type; nil: of any type.
  func operands(of type: ValueType?) -> [CompletionItem] {
    func fits(_ other: ValueType) -> Bool {
      guard let type else { return true }
      if case .number(let wanted) = type, case .number(let found) = other {
        guard let one = wanted.dimensions, let another = found.dimensions else { return true }
        return one == another
      }
      return type == other
    }
    let fields = vocabulary.fields.filter { field in
      fits(field.type) && !isInList(field.container)
    }
    let parameters = rules.parameters.filter { fits($0.type) }.map { parameter in
      let brackets = parameter.keyTypes.isEmpty ? "" : "[]"
      return CompletionItem(
        parameter.name[language] + brackets, .parameter, parameter.label,
        aliases: [parameter.name.chinese, parameter.name.english, parameter.label])
    }
    let definitions = rules.definitions.filter {
      fits($0.expression.type) && !$0.name.utf8.contains(0x20)
    }.map { CompletionItem($0.name, .definition, say("定义", "definition")) }
    return fields.map { item(of: $0, as: $0.path) } + definitions + parameters
  }

  private func isInList(_ container: Int) -> Bool {
    var next: Int? = container
    while let index = next {
      if vocabulary.containers[index].isList { return true }
      next = vocabulary.containers[index].parent
    }
    return false
  }

  func item(of field: Field, as path: Phrase) -> CompletionItem {
    CompletionItem(
      path[language], .field, "\(field.label)\(say("：", ": "))\(words(field.type, field.unit))",
      aliases: [field.label, path.chinese, path.english])
  }

  private func words(_ type: ValueType, _ unit: UnitOfMeasure?) -> String {
    switch type {
    case .truth: return Keyword.boolean.spelling[language]
    case .text: return Keyword.text.spelling[language]
    case .date: return Keyword.date.spelling[language]
    case .choice: return Keyword.choice.spelling[language]
    case .choices: return Keyword.choices.spelling[language]
    case .number:
      let name = unit.map { $0.name[language] } ?? Keyword.anyUnit.spelling[language]
      return Keyword.number.spelling[language] + (name.isEmpty ? "" : " \(name)")
    }
  }

  var lists: [CompletionItem] {
    vocabulary.containers.filter { $0.isList }.map { named($0.path, .list, $0.label) }
  }

  func choices(of list: Int) -> [CompletionItem] {
    vocabulary.choiceLists[list].choices.map { named($0, .choice) }
  }

  func sets(of list: Int) -> [CompletionItem] {
    rules.sets.filter { $0.choiceList == list }.map { named($0.name, .list, $0.label) }
  }

  /// The units that measure the same, those of fields first; nil: all.
  func units(of dimensions: Dimensions?) -> [CompletionItem] {
    var found: [Phrase] = []
    func add(_ unit: UnitOfMeasure?) {
      guard let unit, !unit.isOne, !unit.name.chinese.isEmpty,
        dimensions == nil || unit.dimensions == dimensions, !found.contains(unit.name)
      else { return }
      found.append(unit.name)
    }
    for field in vocabulary.fields { add(field.unit) }
    for unit in vocabulary.units.units.values.sorted(by: { $0.name.chinese < $1.name.chinese }) {
      add(unit)
    }
    return found.map { named($0, .unit) }
  }

  /// The keys of a table, and whatever else a parameter is looked up by.
  func keys(of parameter: Int) -> [CompletionItem] {
    guard let column = rules.parameters[parameter].column else { return [] }
    var found: [String] = []
    for row in rules.tables[column.table].rows {
      guard case .text(let key)? = row.keys.first, !found.contains(key) else { continue }
      found.append(key)
    }
    return found.map { CompletionItem("「\($0)」", .value, aliases: [$0]) }
  }

  // MARK: - Cases

  /// Every field as a case gives it: the first element of each list.
  var facts: [CompletionItem] {
    vocabulary.fields.map { field in
      item(of: field, as: indexed(field))
    }
  }

  private func indexed(_ field: Field) -> Phrase {
    var parts = [field.name]
    var next: Int? = field.container
    while let index = next, let parent = vocabulary.containers[index].parent {
      let container = vocabulary.containers[index]
      let brackets = container.isList ? "[0]" : ""
      parts.append(
        Phrase(container.name.chinese + brackets, container.name.english + brackets))
      next = parent
    }
    let path = Array(parts.reversed())
    return Phrase(
      path.map { $0.chinese }.joined(separator: "."), path.map { $0.english }.joined(separator: ".")
    )
  }

  /// What a fact of a case, or a parameter, can be set to.
  func values(of name: String) -> [CompletionItem] {
    let states = [Keyword.missing, .notApplicable].map { named($0.spelling, .value) }
    let type =
      vocabulary.field(at: name).map { vocabulary.fields[$0].type }
      ?? rules.parameters.first { $0.name.isCalled(name) }?.type
    switch type {
    case .choice(let list)?, .choices(let list)?: return choices(of: list) + states
    case .truth?: return [Keyword.yes, .no].map { named($0.spelling, .value) } + states
    case .text?: return items(for: .quotation) + items(for: .places) + states
    case .number?, .date?: return states
    case nil:
      guard case .container? = vocabulary.member(at: name) else { return states }
      return [Keyword.empty, .missing].map { named($0.spelling, .value) }
    }
  }
}
