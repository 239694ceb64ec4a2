/// A case in the words of rule files, made of a review: what the rule read, and what came of it.
public struct CaseText {
  private let review: Review
  private let rule: String

  public init(_ rule: String, in review: Review) {
    (self.rule, self.review) = (rule, review)
  }

  private var program: Program { review.program }
  private var vocabulary: Vocabulary { program.vocabulary }

  /// The text; nil when the rule said nothing of the project.
  ///
  /// - Parameter wholeDossier: Whether all facts are given, rather than those that the rule and the
  ///   choice of rules read.
  public func text(title: String, wholeDossier: Bool = false) -> String? {
    let findings = review.findings.filter { program.rules.rules[$0.rule].id == rule }
    guard let worst = findings.max(by: { $0.verdict < $1.verdict }) else { return nil }
    let isWanted: (Int) -> Bool =
      wholeDossier ? { _ in true } : { fields(readBy: findings[0].rule).contains($0) }
    var facts: [String] = []
    add(review.binding.dossier.root, "", isWanted, to: &facts)
    let consequence = worst.verdict == .notMet ? worst.consequence?.consequence : nil
    var lines = ["案例 \(title)", "  截至 \(review.binding.asOf)"]
    if !facts.isEmpty { lines.append("  设 " + facts.joined(separator: "、")) }
    let parameters = self.parameters(readBy: findings[0].rule)
    if !parameters.isEmpty { lines.append("  参数 " + parameters.joined(separator: "、")) }
    lines.append(
      "  得 \(rule) \(worst.verdict.name.chinese)"
        + (consequence.map { " " + vocabulary.consequences[$0].name.chinese } ?? ""))
    let plain = SourceText(path: "a.cases", text: lines.joined(separator: "\n") + "\n")
    let (tree, problems) = Parser.parse(plain)
    guard !problems.hasErrors else { return nil }
    return SyntaxPrinter(language: .chinese, source: plain).print(tree)
  }

  // MARK: - Facts

  /// The fields that the rule reads, those that choose rules, and those that such fields follow from.
  private func fields(readBy rule: Int) -> Set<Int> {
    var fields = Set(vocabulary.jurisdictionFields)
    for part in program.programRules where program.rules.rules[part.rule].id == self.rule {
      for step in part.steps {
        switch program.steps[step] {
        case .field(let field, _), .applicable(let field, _): fields.insert(field)
        default: break
        }
      }
      if let clock = program.rules.rules[part.rule].datedBy { fields.insert(clock) }
    }
    // A number may go by a basis that another field names.
    for field in fields {
      if case .field(let basis)? = vocabulary.fields[field].basis { fields.insert(basis) }
    }
    return fields
  }

  private func add(
    _ element: DossierElement, _ prefix: String, _ isWanted: (Int) -> Bool,
    to facts: inout [String]
  ) {
    for (field, fact) in element.facts.sorted(by: { $0.key < $1.key }) where isWanted(field) {
      guard let value = words(fact, of: vocabulary.fields[field]) else { continue }
      facts.append("\(path(of: vocabulary.fields[field].path.chinese, in: prefix)) = \(value)")
    }
    for (list, given) in element.lists.sorted(by: { $0.key < $1.key }) {
      let name = path(of: vocabulary.containers[list].path.chinese, in: prefix)
      guard case .elements(let elements) = given else { continue }
      if elements.isEmpty {
        if vocabulary.containers[list].fields.contains(where: isWanted) {
          facts.append("\(name) = 空")
        }
        continue
      }
      for (index, inner) in elements.enumerated() {
        var own: [String] = []
        add(inner, "\(name)[\(index)]", isWanted, to: &own)
        // An element of which nothing is wanted is there all the same.
        if own.isEmpty, vocabulary.containers[list].fields.contains(where: isWanted),
          let first = vocabulary.containers[list].fields.first
        {
          own.append("\(name)[\(index)].\(vocabulary.fields[first].name.chinese) = 缺")
        }
        facts += own
      }
    }
  }

  /// A path with the elements that it lies in: behind `供热机组[0]` only what comes after the list.
  private func path(of path: String, in prefix: String) -> String {
    guard !prefix.isEmpty else { return path }
    let depth = prefix.pathSegments.count
    let rest = path.pathSegments.dropFirst(depth)
    return prefix + "." + rest.joined(separator: ".")
  }

  /// A value as a case writes it; nil for what a case does not give.
  private func words(_ fact: Fact, of field: Field) -> String? {
    switch fact.state {
    case .value(let value): words(value, field.type, field.unit)
    case .notApplicable: "不适用"
    case .unavailable(let reason):
      "「无法提供：\(reason.isEmpty ? "没有说明" : reason)」"
    case .notDone, .absent: nil
    }
  }

  private func words(_ value: ScalarValue, _ type: ValueType, _ unit: UnitOfMeasure?) -> String? {
    switch value {
    case .truth(let truth): return truth ? "是" : "否"
    case .text(let text): return "「\(text)」"
    case .date(let date): return date.description
    case .days: return nil
    case .choice(let choice):
      guard let list = type.choiceList else { return nil }
      return vocabulary.choiceLists[list].choices[choice].chinese
    case .choices(let choices):
      guard let list = type.choiceList else { return nil }
      let names = choices.sorted().map { vocabulary.choiceLists[list].choices[$0].chinese }
      return names.isEmpty ? "空" : "（\(names.joined(separator: "、"))）"
    case .number(let quantity): return words(quantity)
    }
  }

  private func words(_ quantity: Quantity) -> String? {
    let name = quantity.unit.map { $0.isOne ? "" : " \($0.name.chinese)" } ?? ""
    func shown(_ bound: NumberInterval.Bound?) -> String? {
      guard let number = bound.flatMap({ quantity.shown($0.value) }),
        let places = number.decimalPlaces
      else { return nil }
      return number.decimal(places: places)
    }
    if let single = quantity.interval.single {
      return shown(NumberInterval.Bound(single)).map { $0 + name }
    }
    guard let low = shown(quantity.interval.lower), let high = shown(quantity.interval.upper) else {
      return nil
    }
    return "\(low)\(name) 至 \(high)\(name)"
  }

  // MARK: - Parameters

  /// The given values of the parameters that the rule reads.
  private func parameters(readBy rule: Int) -> [String] {
    var read: Set<Int> = []
    for part in program.programRules where program.rules.rules[part.rule].id == self.rule {
      for step in part.steps {
        if case .parameter(let parameter, _) = program.steps[step] { read.insert(parameter) }
      }
    }
    return read.sorted().flatMap { parameter -> [String] in
      let declared = program.rules.parameters[parameter]
      let given = review.binding.parameters.values[parameter] ?? [:]
      return given.sorted { $0.key < $1.key }.compactMap { key, value in
        guard case .value(let scalar) = value.state,
          let words = words(scalar, declared.type, nil)
        else { return nil }
        return declared.name.chinese + (key.isEmpty ? "" : "[\(key)]") + " = " + words
      }
    }
  }
}
