// Which field or list a path names, and whose element it belongs to.

extension Checker {
  /// The field a path names, and the variable whose element it belongs to.
  mutating func resolveField(_ name: NameSyntax, _ scope: Scope) -> (field: Int, variable: Int?)? {
    if let known = names.fieldPaths[name.word], scope.hasOnlyNames(otherThan: name.word) {
      record(name, as: known.spelling, .field(known.field))
      return (known.field, nil)
    }
    switch endOfPath(name, scope) {
    case .member(.field(let field), let walk):
      let spelling = walk.path(to: rules.vocabulary.fields[field].name)
      record(name, as: spelling, .field(field), isOfVariable: walk.consumed > 0)
      if walk.variable == nil { names.fieldPaths[name.word] = (field, spelling) }
      return (field, walk.variable)
    case .member(.container, _), .unknown: reportUnknownPath(name, scope)
    case .elementUnknown(let list): reportListWithoutElement(name, list: list)
    }
    return nil
  }

  /// The list a path names, and the variable of the element that holds it.
  mutating func resolveList(_ name: NameSyntax, _ scope: Scope) -> (list: Int, owner: Int?)? {
    switch endOfPath(name, scope) {
    case .member(.container(let list), let walk) where rules.vocabulary.containers[list].isList:
      record(
        name, as: walk.path(to: rules.vocabulary.containers[list].name), .container(list),
        isOfVariable: walk.consumed > 0)
      return (list, walk.variable)
    case .member, .unknown:
      let lists = rules.vocabulary.containers.filter { $0.isList }
      reportUnknown(
        Phrase("列表", "list"), name, among: lists.flatMap { [$0.path.chinese, $0.path.english] })
    case .elementUnknown(let list): reportListWithoutElement(name, list: list)
    }
    return nil
  }

  /// A field outside any list; anything else is reported.
  mutating func plainField(_ name: NameSyntax) -> Int? {
    guard let field = rules.vocabulary.field(at: name.text) else {
      reportUnknownPath(name, Scope())
      return nil
    }
    record(name, as: rules.vocabulary.fields[field].path, .field(field))
    return field
  }

  /// What a word means, without reporting anything; nil for one that is no name.
  func meaning(of name: NameSyntax, _ scope: Scope) -> NameMeaning? {
    if names.definitions[name.word] != nil { return .value }
    if let parameter = names.parameters[name.word] {
      return rules.parameters[parameter].keyTypes.isEmpty ? .value : .table
    }
    if names.sets[name.word] != nil { return .set }
    if names.tables[name.word] != nil { return .table }
    switch endOfPath(name, scope) {
    case .member(.field, _): return .value
    case .member(.container(let container), _):
      return rules.vocabulary.containers[container].isList ? .list : .group
    case .elementUnknown: return .element
    case .unknown: return nil
    }
  }

  private enum PathEnd {
    case member(FieldContainer.Member, PathWalk)
    case unknown
    /// The path leads through a list, and does not say through which element.
    case elementUnknown(list: Int)
  }

  private func endOfPath(_ name: NameSyntax, _ scope: Scope) -> PathEnd {
    let segments = name.text.pathSegments.map { Word($0) }
    guard let last = segments.last, var walk = startOfPath(segments, scope),
      walk.consumed < segments.count
    else { return .unknown }
    let containers = rules.vocabulary.containers
    for segment in segments.dropFirst(walk.consumed).dropLast() {
      guard case .container(let inner)? = containers[walk.container].members[segment] else {
        return .unknown
      }
      if containers[inner].isList {
        guard let variable = scope.unnamedVariable(over: inner) else {
          return .elementUnknown(list: inner)
        }
        walk.variable = variable
      }
      walk.prefix = walk.path(to: containers[inner].name)
      walk.container = inner
    }
    return containers[walk.container].members[last].map { .member($0, walk) } ?? .unknown
  }

  /// How far a path was followed.
  private struct PathWalk {
    var container: Int
    var variable: Int?
    /// What was followed so far; nil: nothing yet.
    var prefix: Phrase?
    /// How many segments the start has used up.
    let consumed: Int

    func path(to name: Phrase) -> Phrase {
      guard let prefix else { return name }
      return Phrase(prefix.chinese + "." + name.chinese, prefix.english + "." + name.english)
    }
  }

  private func startOfPath(_ segments: [Word], _ scope: Scope) -> PathWalk? {
    guard let first = segments.first else { return nil }
    if let variable = scope.variable(named: first) {
      return PathWalk(
        container: scope.variables[variable].list, variable: variable,
        prefix: Phrase(first.text, first.text), consumed: 1)
    }
    return PathWalk(container: 0, variable: nil, prefix: nil, consumed: 0)
  }

  private mutating func reportListWithoutElement(_ name: NameSyntax, list: Int) {
    let container = rules.vocabulary.containers[list]
    report(
      .listWithoutElement, at: name.range,
      Phrase(
        "`\(container.path.chinese)` 有多项，没有说明是哪一项",
        "`\(container.path.english)` has several elements and none is named"),
      hint: Phrase(
        "在规则里写 `每个 项 于 \(container.path.chinese)`，再写 `项.…`",
        "write `each item in \(container.path.english)` and then `item.…`"))
  }

  private mutating func reportUnknownPath(_ name: NameSyntax, _ scope: Scope) {
    let nearest = nearest(to: name) { knownPaths(in: scope) }
    reportUnknown(
      Phrase("字段、参数或定义", "field, parameter or definition"), name, meant: nearest,
      hint: Self.missingSpace(in: name.text) ?? fieldHint(for: name) ?? valueHint(for: name))
  }

  /// What to write where a word is a choice, or yes or no.
  private func valueHint(for name: NameSyntax) -> Phrase? {
    if ["真", "假", "true", "false"].contains(name.text) {
      return Phrase(
        "是否字段直接写，不成立在前面加 `非`", "write the field alone, or `not` before it")
    }
    if ["无", "空", "没有", "未知", "未提供", "null"].contains(name.text) {
      return Phrase("没有给出的事实写 `缺`", "write `missing` for what is not given")
    }
    let field = rules.vocabulary.fields.first { field in
      guard case .choice(let list) = field.type else { return false }
      return rules.vocabulary.choiceLists[list].index(of: name.word) != nil
    }
    return field.map {
      Phrase(
        "`\(name.text)` 是选项：写 `\($0.path.chinese) 是 \(name.text)`；几个选项写 `\($0.path.chinese) 属于 甲、\(name.text)`",
        "`\(name.text)` is a choice: write `\($0.path.english) is \(name.text)`, or `\($0.path.english) in a, \(name.text)` for several"
      )
    }
  }

  /// The fields whose label a word is, or whose path ends in it.
  private func fieldHint(for name: NameSyntax) -> Phrase? {
    let fields = rules.vocabulary.fields
    if let labelled = fields.first(where: { $0.label == name.text }) {
      return Phrase(
        "这是标签，字段名是 `\(labelled.path.chinese)`",
        "this is a label; the field is `\(labelled.path.english)`")
    }
    let ending = fields.filter {
      $0.name.chinese == name.text || $0.name.english == name.text
    }.map { $0.path }
    guard !ending.isEmpty, ending.count <= 4 else { return nil }
    return Phrase(
      "是否想写 " + ending.map { "`\($0.chinese)`" }.joined(separator: " 或 ") + "？",
      "did you mean " + ending.map { "`\($0.english)`" }.joined(separator: " or ") + "?")
  }

  private func knownPaths(in scope: Scope) -> [String] {
    var known: [String] = []
    for field in rules.vocabulary.fields { known += [field.path.chinese, field.path.english] }
    for variable in scope.variables {
      guard let prefix = variable.name else { continue }
      for field in rules.vocabulary.containers[variable.list].fields {
        let names = rules.vocabulary.fields[field].name
        known += ["\(prefix.text).\(names.chinese)", "\(prefix.text).\(names.english)"]
      }
    }
    known += names.definitions.keys.map { $0.text } + names.parameters.keys.map { $0.text }
    return known
  }

  /// How to write `数据中心.PUE不高于1.2` or `容量-5`, in which no space parts the words.
  private static func missingSpace(in text: String) -> Phrase? {
    let operators: [Keyword] = [
      .notMemberOf, .differentFrom, .atLeast, .atMost, .notOver, .notBefore, .notAfter,
      .isNotChoice,
      .above, .over, .below, .short, .before, .after, .sameAs, .memberOf, .includes, .includesOnly,
    ]
    let words = operators.map { $0.spelling.chinese } + ["-"]
    let bytes = Array(text.utf8)
    for word in words where bytes.holdsBytes(Array(word.utf8)) {
      guard let place = text.indices.dropFirst().first(where: { text[$0...].hasPrefix(word) })
      else { continue }
      let (head, tail) = (text[..<place], text[place...].dropFirst(word.count))
      guard !tail.isEmpty else { continue }
      guard word != "-" || tail.utf8.allSatisfy({ $0 < 0x3A && $0 > 0x2D }) else { continue }
      return Phrase(
        "词与词之间要有空格：`\(head) \(word) \(tail)`",
        "words are parted by spaces: `\(head) \(word) \(tail)`")
    }
    return nil
  }
}

/// What a word stands for in a condition.
enum NameMeaning {
  /// A field, a definition or a parameter without keys.
  case value
  case table, set, list, group
  /// A field of a list, without the element.
  case element

  var kind: Phrase {
    switch self {
    case .value: Phrase("字段、参数或定义", "a field, a parameter or a definition")
    case .table: Phrase("按键查的参数或表", "a table or a parameter with keys")
    case .set: Phrase("集合", "a set")
    case .list: Phrase("列表", "a list")
    case .group: Phrase("一组字段", "a group of fields")
    case .element: Phrase("列表的字段", "a field of a list")
    }
  }
}

extension Diagnostic.Code {
  static let listWithoutElement = Self(
    name: "list-without-element",
    explanation: Phrase(
      "供热机组、主要产品等是列表，可能有多项。用 `每个 锅炉 于 供热机组` 逐项判断，或用 合计、都、有 汇总。",
      "heatUnits, products and others are lists. Judge each element with `each boiler in heatUnits`, "
        + "or aggregate with sum, all, any."))
}
