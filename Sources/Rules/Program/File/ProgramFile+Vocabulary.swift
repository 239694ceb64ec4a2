// How the words of a domain stand in a program file.

extension ValueType: ProgramCodable {
  private enum Kind: Int, ProgramWord {
    case number, text, choice, truth, date, choices

    static let words = PackedWord.all(Kind.self)

    var word: StaticString {
      switch self {
      case .number: "number"
      case .text: "text"
      case .choice: "choice"
      case .truth: "truth"
      case .date: "date"
      case .choices: "choices"
      }
    }
  }

  func write(to file: ProgramWriter) {
    switch self {
    case .truth: file.kind(Kind.truth)
    case .number(let type): file.kind(Kind.number).put(type.dimensions).put(type.basis)
    case .text: file.kind(Kind.text)
    case .date: file.kind(Kind.date)
    case .choice(let list): file.kind(Kind.choice).put(list)
    case .choices(let list): file.kind(Kind.choices).put(list)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    switch try file.kind() as Kind {
    case .truth: self = .truth
    case .number: self = .number(NumberType(dimensions: try file(), basis: try file()))
    case .text: self = .text
    case .date: self = .date
    case .choice: self = .choice(try file())
    case .choices: self = .choices(try file())
    }
  }
}

extension UnitTable: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.line { $0.word("units").number(units.count).put(baseCount) }
    for (spelling, unit) in units.sorted(by: { $0.key.text < $1.key.text }) {
      file.line { $0.put(spelling.text).put(unit) }
    }
    file.line { $0.word("materials").put(materials.map { $0.text }.sorted()) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init()
    try file.expect("units")
    let count = try file.count()
    baseCount = try file()
    for _ in 0..<count {
      let spelling = try file.text()
      guard add(try file(), spellings: [spelling]) else {
        throw file.failure("two units are spelled alike")
      }
    }
    try file.expect("materials")
    add(materials: try file())
  }
}

extension ChoiceList: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(choices).number(aliases.count)
    for (alias, choice) in aliases.sorted(by: { $0.key.text < $1.key.text }) {
      file.put(alias.text).put(choice)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(name: try file(), choices: try file())
    for _ in 0..<(try file.count()) {
      let alias = try file.text()
      guard add(alias: alias, of: try file()) else {
        throw file.failure("two choices have one name")
      }
    }
  }
}

/// A field, or a container as a number below zero.
extension FieldContainer.Member: ProgramCodable {
  func write(to file: ProgramWriter) {
    switch self {
    case .field(let field): file.put(field)
    case .container(let container): file.put(-1 - container)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let number = try file.number()
    self = number < 0 ? .container(-1 - number) : .field(number)
  }
}

extension FieldContainer: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(path).put(label).put(isList).put(parent).put(fields).number(members.count)
    for (name, member) in members.sorted(by: { $0.key.text < $1.key.text }) {
      file.put(name.text).put(member)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), path: try file(), label: try file(), isList: try file(),
      parent: try file())
    fields = try file()
    let count = try file.count()
    members.reserveCapacity(count)
    for _ in 0..<count { members[Word(try file.text())] = try file() }
  }
}

extension Field.Basis: ProgramCodable {
  private enum Kind: Int, ProgramWord {
    case fixed, field

    static let words = PackedWord.all(Kind.self)

    var word: StaticString {
      switch self {
      case .fixed: "fixed"
      case .field: "field"
      }
    }
  }

  func write(to file: ProgramWriter) {
    switch self {
    case .fixed(let word): file.kind(Kind.fixed).put(word)
    case .field(let field): file.kind(Kind.field).put(field)
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    switch try file.kind() as Kind {
    case .fixed: self = .fixed(try file())
    case .field: self = .field(try file())
    }
  }
}

extension CountingPeriod: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(unit).put(length.map { ScalarValue.number($0) })
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    let unit: UnitOfMeasure = try file()
    let length: ScalarValue? = try file()
    switch length {
    case nil: self.init(unit: unit, length: nil)
    case .number(let quantity): self.init(unit: unit, length: quantity)
    default: throw file.failure("the length of a period is a number")
    }
  }
}

extension Field: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(path).put(label).put(type).put(unit).put(isInteger).put(container)
    file.put(interval).put(isChangeable).put(reachableChoices?.sorted()).put(isFoundByAuthority)
    file.put(basis).put(isDerived).put(evidence).put(question).put(period).put(units)
    file.put(tolerance).put(unitField)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), path: try file(), label: try file(), type: try file(), unit: try file(),
      isInteger: try file(), container: try file(), interval: try file(),
      isChangeable: try file(), reachableChoices: (try file() as [Int]?).map { Set($0) },
      isFoundByAuthority: try file(), basis: try file(), isDerived: try file(),
      evidence: try file(), question: try file(), period: try file(), units: try file(),
      tolerance: try file(), unitField: try file())
  }
}

extension Consequence: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(name).put(label).put(onNotMet).put(onUndetermined)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      name: try file(), label: try file(), onNotMet: try file(), onUndetermined: try file())
  }
}

extension ScoreDimension: ProgramCodable {
  func write(to file: ProgramWriter) { file.put(name).put(label).put(weight) }
  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(name: try file(), label: try file(), weight: try file())
  }
}

extension JustificationList: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(field).put(list).put(rules).put(topic).put(conclusion).put(none)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      field: try file(), list: try file(), rules: try file(), topic: try file(),
      conclusion: try file(), none: try file())
  }
}

extension SourceLedger: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.put(list).put(title).put(number).put(names).put(date).put(amount).put(whole).put(part)
    file.put(endings).put(excess)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init(
      list: try file(), title: try file(), number: try file(), names: try file(),
      date: try file(), amount: try file(), whole: try file(), part: try file(),
      endings: try file(), excess: try file())
  }
}

extension Divisions: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.line { $0.put(codes) }
    file.line { $0.put(names) }
    file.put(former)
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    codes = try file()
    names = try file()
    former = try file()
  }
}

extension Vocabulary: ProgramCodable {
  func write(to file: ProgramWriter) {
    units.write(to: file)
    file.section("choice-lists", choiceLists)
    file.section("containers", containers)
    file.section("fields", fields)
    file.section("consequences", consequences)
    file.section("dimensions", dimensions)
    file.line { $0.word("place-fields").put(jurisdictionFields) }
    file.line { $0.word("number-field").put(numberField) }
    file.line { $0.word("name-field").put(nameField) }
    file.line { $0.word("date-field").put(asOfField) }
    file.line { $0.word("justifications").put(justifications) }
    file.section("ledgers", ledgers)
    file.line { $0.word("divisions").put(divisions) }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    self.init()
    units = try file()
    choiceLists = try file.section("choice-lists")
    containers = try file.section("containers")
    fields = try file.section("fields")
    consequences = try file.section("consequences")
    dimensions = try file.section("dimensions")
    try file.expect("place-fields")
    jurisdictionFields = try file()
    try file.expect("number-field")
    numberField = try file()
    try file.expect("name-field")
    nameField = try file()
    try file.expect("date-field")
    asOfField = try file()
    try file.expect("justifications")
    justifications = try file()
    ledgers = try file.section("ledgers")
    try file.expect("divisions")
    divisions = try file()
  }
}
