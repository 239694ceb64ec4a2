/// Where the facts of a vocabulary lie in a row of ``BulkFact``, and what its keys name.
///
/// The project and each element of a list are such a row: first the fields, those of groups in it
/// too, then the lists.
struct BulkSchema {
  /// The list whose elements hold each field and each list; 0: the project.
  let homeOfField: [Int]
  let homeOfList: [Int]
  /// The place in the row of its home, by field and by container; -1 for a group.
  let placeOfField: [Int]
  let placeOfList: [Int]
  /// The length of a row, by list; that of the project at 0.
  let size: [Int]
  /// The fields and lists of each home.
  let fieldsOfHome: [[Int]]
  let listsOfHome: [[Int]]
  /// What each key names, with its container as the tag: a ``Member/code``.
  private(set) var keys = BulkByteTable()
  /// Whether lists stand in lists of the project at the deepest.
  let isFlat: Bool

  /// What a key names.
  enum Member {
    case field(Int)
    case container(Int)

    var code: Int {
      switch self {
      case .field(let field): field << 1
      case .container(let container): container << 1 | 1
      }
    }

    init(code: Int) { self = code & 1 == 0 ? .field(code >> 1) : .container(code >> 1) }
  }

  init(_ vocabulary: Vocabulary) {
    func home(around container: Int?) -> Int {
      var next = container
      while let index = next, index != 0, !vocabulary.containers[index].isList {
        next = vocabulary.containers[index].parent
      }
      return next ?? 0
    }
    let homes = vocabulary.fields.map { home(around: $0.container) }
    let listHomes = vocabulary.containers.map { home(around: $0.parent) }
    let count = vocabulary.containers.count
    var sizes = Array(repeating: 0, count: count)
    var fields = Array(repeating: [Int](), count: count)
    var lists = Array(repeating: [Int](), count: count)
    var places: [Int] = []
    for (field, home) in homes.enumerated() {
      places.append(sizes[home])
      fields[home].append(field)
      sizes[home] += 1
    }
    var listPlaces = Array(repeating: -1, count: count)
    for (container, home) in listHomes.enumerated() where vocabulary.containers[container].isList {
      listPlaces[container] = sizes[home]
      lists[home].append(container)
      sizes[home] += 1
    }
    (homeOfField, homeOfList, placeOfField, placeOfList) = (homes, listHomes, places, listPlaces)
    (size, fieldsOfHome, listsOfHome) = (sizes, fields, lists)
    isFlat = vocabulary.containers.indices.allSatisfy { container in
      !vocabulary.containers[container].isList || listHomes[listHomes[container]] == 0
    }
    addKeys(vocabulary)
  }

  /// Only names as they are declared: what is written loosely goes to the reference.
  private mutating func addKeys(_ vocabulary: Vocabulary) {
    let labels = LabelIndex(vocabulary)
    for container in vocabulary.containers.indices {
      for name in labels.names(in: container) {
        guard let member = labels.member(name, in: container) else { continue }
        var text = name
        text.withUTF8 { bytes in
          guard keys.value(of: bytes, tag: container) == nil,
            let code = code(of: member, in: container, vocabulary)
          else { return }
          keys.insert(bytes, tag: container, value: code)
        }
      }
    }
  }

  /// nil for what does not lie in the row that the container belongs to.
  private func code(
    of member: FieldContainer.Member, in container: Int, _ vocabulary: Vocabulary
  ) -> Int? {
    let home = vocabulary.containers[container].isList ? container : homeOfList[container]
    switch member {
    case .field(let field):
      return homeOfField[field] == home ? Member.field(field).code : nil
    case .container(let inner):
      return homeOfList[inner] == home ? Member.container(inner).code : nil
    }
  }
}
