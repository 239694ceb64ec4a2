/// What the keys of a dossier stand for: path segments, and labels where they are unique.
///
/// Of a dossier whose keys are path segments nothing but these is looked at.
struct LabelIndex: Sendable {
  private let vocabulary: Vocabulary
  private let labels: Deferred<MemberLabels>
  /// The names that are another text when they are written loosely, under that text, by container.
  private let looseNames: Deferred<[[Word: [FieldContainer.Member]]]>

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    let labels = Deferred(MemberLabels(vocabulary))
    self.labels = labels
    looseNames = Deferred(Self.looseNames(vocabulary, labels.value))
  }

  /// The member of a name, also with brackets of the other width and with white space in it.
  func member(_ key: String, in container: Int) -> FieldContainer.Member? {
    let name = Word(key)
    let members = vocabulary.containers[container].members
    if let member = members[name] ?? labels.value.members[container][name] { return member }
    let loose = Word(key.spelledLoosely)
    let meant =
      [members[loose], labels.value.members[container][loose]].compactMap { $0 }
      + (looseNames.value[container][loose] ?? [])
    guard let member = meant.first else { return nil }
    return meant.allSatisfy { $0.isSame(as: member) } ? member : nil
  }

  func names(in container: Int) -> [String] {
    vocabulary.containers[container].members.keys.map { $0.text }
      + labels.value.members[container].keys.map { $0.text }
  }

  private static func looseNames(
    _ vocabulary: Vocabulary, _ labels: MemberLabels
  ) -> [[Word: [FieldContainer.Member]]] {
    vocabulary.containers.indices.map { container in
      var names: [Word: [FieldContainer.Member]] = [:]
      for members in [vocabulary.containers[container].members, labels.members[container]] {
        for (word, member) in members {
          let loose = word.text.spelledLoosely
          if loose != word.text { names[Word(loose), default: []].append(member) }
        }
      }
      return names
    }
  }
}

/// The members of each container by their labels; at the top also those of groups, where their
/// names are unique.
private struct MemberLabels: Sendable {
  private let vocabulary: Vocabulary
  /// By container.
  private(set) var members: [[Word: FieldContainer.Member]] = []

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    for container in vocabulary.containers {
      var names: [Word: FieldContainer.Member] = [:]
      for member in container.members.values { names[Word(label(of: member))] = member }
      members.append(names)
    }
    addFields()
    addLists()
  }

  /// At the top a fact may stand under its own label, or its whole path, without its group.
  private mutating func addFields() {
    var repeated: Set<Word> = []
    for (index, field) in vocabulary.fields.enumerated()
    where !vocabulary.containers[field.container].isList {
      let label = Word(field.label)
      if members[0][label] != nil { repeated.insert(label) }
      members[0][label] = .field(index)
      members[0][Word(field.path.english)] = .field(index)
      members[0][Word(field.path.chinese)] = .field(index)
    }
    for label in repeated { members[0][label] = nil }
  }

  /// At the top a list of a group may stand by itself, too: by its label, its own name where no
  /// other list has it, or its whole path; never where that means something else.
  private mutating func addLists() {
    var names: [Word: [Int]] = [:]
    for (index, list) in vocabulary.containers.enumerated()
    where list.isList && !isWithinList(index) {
      let own = [list.label, list.name.chinese, list.name.english]
      for name in Set((own + [list.path.chinese, list.path.english]).map { Word($0) }) {
        names[name, default: []].append(index)
      }
    }
    for (name, lists) in names where lists.count == 1 && members[0][name] == nil {
      members[0][name] = .container(lists[0])
    }
  }

  private func isWithinList(_ container: Int) -> Bool {
    sequence(first: container) { vocabulary.containers[$0].parent }.dropFirst()
      .contains { vocabulary.containers[$0].isList }
  }

  private func label(of member: FieldContainer.Member) -> String {
    switch member {
    case .field(let field): vocabulary.fields[field].label
    case .container(let container): vocabulary.containers[container].label
    }
  }
}

extension FieldContainer.Member {
  fileprivate func isSame(as other: FieldContainer.Member) -> Bool {
    switch (self, other) {
    case (.field(let one), .field(let other)): one == other
    case (.container(let one), .container(let other)): one == other
    case (.field, .container), (.container, .field): false
    }
  }
}
