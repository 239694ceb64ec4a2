/// What a project cannot have, by its kind: groups, lists and fields of the vocabulary.
///
/// A condition of `存在于` that is surely false rules a thing out; an open one leaves it as it is.
/// What the dossier gives all the same is there, and is noted.
public struct Existence: Sendable {
  /// Groups and lists that are not there.
  public private(set) var absentContainers: Set<Int> = []
  /// Fields that are not there, those of such groups and lists among them.
  public private(set) var absentFields: Set<Int> = []
  /// Groups, lists and fields that are given although the project should not have them.
  public private(set) var foreign: [FactReference.Target] = []
  /// What would settle whether a group or list, and a field, is there at all.
  private var openContainers: [Int: [Cause]] = [:]
  private var openFields: [Int: [Cause]] = [:]

  init() {}

  /// What was found before to be absent.
  init(absentContainers: Set<Int>, absentFields: Set<Int>) {
    (self.absentContainers, self.absentFields) = (absentContainers, absentFields)
  }

  /// - Parameter binding: The dossier with its place found, without anything ruled out.
  init(_ program: Program, for binding: Binding) {
    let vocabulary = program.vocabulary
    var evaluator = Evaluator(quick: program, binding: binding, steps: program.scopeSteps)
    let root = binding.dossier.root
    for (index, container) in vocabulary.containers.enumerated() {
      guard let parent = container.parent else { continue }
      guard !absentContainers.contains(parent) else {
        absentContainers.insert(index)
        continue
      }
      if let open = openContainers[parent] { openContainers[index] = open }
      guard let step = program.containerScopes[index] else { continue }
      let scope = evaluator.evaluate(step)
      if let open = scope.joinedCauses(with: openContainers[index]) { openContainers[index] = open }
      guard scope.truth == .false else { continue }
      if root.gives(container: index, vocabulary) {
        foreign.append(.list(index))
      } else {
        absentContainers.insert(index)
      }
    }
    for (index, field) in vocabulary.fields.enumerated() {
      guard !absentContainers.contains(field.container) else {
        absentFields.insert(index)
        continue
      }
      if let open = openContainers[field.container] { openFields[index] = open }
      guard let step = program.fieldScopes[index] else { continue }
      let scope = evaluator.evaluate(step)
      if let open = scope.joinedCauses(with: openFields[index]) { openFields[index] = open }
      guard scope.truth == .false else { continue }
      absentFields.insert(index)
      if root.gives(field: index) { foreign.append(.field(index)) }
    }
  }

  /// What is asked before a thing is asked for: whether the project can have it at all.
  func questions(before target: FactReference.Target) -> [Cause] {
    switch target {
    case .field(let field): openFields[field] ?? []
    case .list(let list): openContainers[list] ?? []
    }
  }
}

extension StepResult {
  /// The causes of a scope that is open, after those of the scope around it; nil for none.
  fileprivate func joinedCauses(with outer: [Cause]?) -> [Cause]? {
    guard truth == .unknown else { return outer }
    return (outer ?? []).union(causes)
  }
}

extension DossierElement {
  /// Whether anything of a group or list is given, here or in an element.
  fileprivate func gives(container: Int, _ vocabulary: Vocabulary) -> Bool {
    if case .elements(let elements)? = lists[container] { return !elements.isEmpty }
    return vocabulary.containers[container].members.values.contains { member in
      switch member {
      case .field(let field): gives(field: field)
      case .container(let inner): gives(container: inner, vocabulary)
      }
    }
  }

  /// Whether a field has a value that says that something is there; 否 and 0 do not.
  fileprivate func gives(field: Int) -> Bool {
    guard let fact = facts[field], fact.range != nil, case .value(let value) = fact.state else {
      return false
    }
    switch value {
    case .truth(let truth): return truth
    case .number(let quantity): return quantity.interval != NumberInterval(.zero)
    case .text, .date, .days, .choice, .choices: return true
    }
  }
}

extension Binding {
  /// The content of a list of the project; one that the project cannot have is empty.
  func list(_ list: Int) -> DossierList? {
    dossier.root.lists[list] ?? emptyIfAbsent(list)
  }

  /// No elements for a list that the project cannot have; nil for any other.
  func emptyIfAbsent(_ list: Int) -> DossierList? {
    existence.absentContainers.contains(list) ? .elements([]) : nil
  }
}

extension Review {
  /// What the project cannot have, by its kind, so that nothing was asked of it: whole groups and
  /// lists, then single fields of others.
  public var absent: [FactReference.Target] {
    let existence = binding.existence
    let containers = vocabulary.containers.indices.filter { index in
      existence.absentContainers.contains(index)
        && !(vocabulary.containers[index].parent.map(existence.absentContainers.contains) ?? false)
    }
    let fields = vocabulary.fields.indices.filter { index in
      existence.absentFields.contains(index)
        && !existence.absentContainers.contains(vocabulary.fields[index].container)
        && !existence.foreign.contains(.field(index))
    }
    return containers.map { .list($0) } + fields.map { .field($0) }
  }

  /// One note for all that is given although the project should not have it.
  public var foreignNotes: [Phrase] {
    let given = binding.existence.foreign.map { FactReference($0) }
    guard !given.isEmpty else { return [] }
    let labels = given.map { $0.label(in: vocabulary) }.joined(separator: "、")
    let paths = given.map { $0.path(in: vocabulary) }.joined(separator: ", ")
    return [
      Phrase(
        "这类项目一般没有\(labels)，卷宗给出了，照卷宗判定；请核对设施类型和行业。",
        "projects of this kind have no \(paths); the dossier gives it, so it was judged. Check the facility type and the industry."
      )
    ]
  }

  /// One note for the lists that are given without an element although projects of this kind can
  /// have them: no rule over them has anything to judge.
  var emptiedNotes: [Phrase] {
    let emptied = vocabulary.containers.indices.filter { index in
      guard case .elements(let elements)? = binding.dossier.root.lists[index] else { return false }
      return elements.isEmpty && program.hasScope(container: index)
        && !binding.existence.absentContainers.contains(index)
    }.map { FactReference(.list($0)) }
    guard !emptied.isEmpty else { return [] }
    let labels = emptied.map { $0.label(in: vocabulary) }.joined(separator: "、")
    let paths = emptied.map { $0.path(in: vocabulary) }.joined(separator: ", ")
    return [
      Phrase(
        "卷宗申报没有\(labels)，逐项的规则因此没有可判的对象；请核对。",
        "the dossier says that there are no \(paths), so that rules over them have nothing to judge. Please check."
      )
    ]
  }

  private var vocabulary: Vocabulary { program.vocabulary }
}

extension Program {
  /// Whether it is said of a group or list, or of what it stands in, which projects can have it.
  fileprivate func hasScope(container: Int) -> Bool {
    containerScopes[container] != nil
      || (vocabulary.containers[container].parent.map { hasScope(container: $0) } ?? false)
  }
}
