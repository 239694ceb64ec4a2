import Rules

/// Says what a dossier states of a field.
struct FactText {
  let program: Program
  let language: Language

  func text(_ fact: Fact, of field: Int) -> String {
    switch fact.state {
    case .value(let value):
      return ConditionWriter(program: program, language: language)
        .value(value, type: program.vocabulary.fields[field].type)
    case .unavailable(let reason):
      return language == .chinese ? "无法提供：\(reason)" : "unavailable: \(reason)"
    case .notApplicable(let reason):
      return language == .chinese ? "申报不适用：\(reason)" : "said not to apply: \(reason)"
    case .notDone: return language == .chinese ? "没有办成" : "not done"
    case .absent:
      return language == .chinese ? "这类项目没有" : "not in projects of this kind"
    }
  }
}

/// Where a fact stands: file, line and column, and its evidence.
public struct FactPlace: Sendable {
  /// `dossier.json:12:20`; nil for a derived fact.
  public let place: String?
  public let evidence: Evidence?
  private let isNotDone: Bool
  private let isAbsent: Bool
  private let isAssumed: Bool

  public init(_ fact: Fact, in source: SourceText) {
    self.init(
      fact,
      at: fact.range.flatMap { $0.isAssumption ? nil : source.place(of: Int($0.start)) })
  }

  /// - Parameter place: Where it stands; nil for one that stands nowhere.
  init(_ fact: Fact, at place: String?) {
    isAbsent = fact.state == .absent
    isAssumed = fact.range?.isAssumption == true
    self.place = place
    evidence = fact.evidence
    isNotDone = fact.state == .notDone
  }

  /// The document and the page it was taken from; nil when neither is said.
  func evidenceText(_ language: Language) -> String? {
    guard let evidence else { return nil }
    let page = evidence.page.map { language == .chinese ? "第 \($0) 页" : "p. \($0)" }
    let parts = [evidence.document, page].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Said of what `--set` supposes.
  static let assumed = Phrase("假设（--set）", "assumed (--set)")

  /// Where it stands and on which evidence, in one line.
  func text(_ language: Language) -> String {
    let parts = [place, evidenceText(language)].compactMap { $0 }.filter { !$0.isEmpty }
    if isAssumed { return Self.assumed[language] }
    if isNotDone { return language == .chinese ? "由状态可知" : "as its status says" }
    if isAbsent { return language == .chinese ? "按项目类型" : "by the kind of project" }
    guard !parts.isEmpty else { return language == .chinese ? "由各项合计" : "from its sources" }
    return parts.joined(separator: " · ")
  }
}

/// Says what value a parameter had and where it came from.
struct ParameterText {
  let program: Program
  let language: Language

  /// What it is; nil stands for a parameter that nobody gave.
  func value(_ use: ParameterUse?, of parameter: Int) -> String {
    guard let use else { return language == .chinese ? "没有给出" : "not given" }
    let declared = program.rules.parameters[parameter]
    let writer = ConditionWriter(program: program, language: language)
    switch use.origin {
    case .given(let given):
      switch given.state {
      case .value(let value): return writer.value(value, type: declared.type)
      case .notApplicable(let reason):
        return language == .chinese ? "不存在：\(reason)" : "does not exist: \(reason)"
      case .absent: return language == .chinese ? "不存在" : "does not exist"
      case .unavailable(let reason):
        return language == .chinese ? "无法提供：\(reason)" : "unavailable: \(reason)"
      case .notDone: return language == .chinese ? "没有给出" : "not given"
      }
    case .parts(let parts):
      return parts.map { part in
        let name = part.key.map { language == .chinese ? "（\($0)）" : " (\($0))" } ?? ""
        return value(part, of: parameter) + name
      }.joined(separator: language == .chinese ? "、" : ", ")
    case .row(let row):
      guard let value = row.value else {
        return language == .chinese ? "表中为空" : "empty in the table"
      }
      return writer.value(value, type: declared.type) + mark(row.verification)
    }
  }

  /// Said of a value that nobody verified.
  private func mark(_ verification: Verification) -> String {
    guard !verification.isVerified else { return "" }
    let confidence = verification.confidence?.rawValue
    return language == .chinese
      ? "（未核实\(confidence.map { "，\($0)" } ?? "")）"
      : " (unverified\(confidence.map { ", \($0)" } ?? ""))"
  }

  /// Where it comes from; nil when that is not said.
  func source(_ use: ParameterUse) -> String? {
    switch use.origin {
    case .given(let stated):
      if stated.range?.isAssumption == true { return FactPlace.assumed[language] }
      guard case .value = stated.state else { return nil }
      let given = language == .chinese ? "随审查给定" : "given with the review"
      guard let evidence = stated.evidence else { return given }
      let page = evidence.page.map { language == .chinese ? "第 \($0) 页" : "p. \($0)" }
      let parts = [evidence.document, page, evidence.date, evidence.authority].compactMap { $0 }
      return given + (language == .chinese ? "：" : ": ") + parts.joined(separator: " ")
    case .row(let row): return row.source
    case .parts(let parts): return parts.lazy.compactMap { source($0) }.first
    }
  }
}

/// Says what keeps a finding open, and what would settle it.
struct CauseText {
  let program: Program
  let language: Language
  /// See ``ReasonText/isPlain``.
  var isPlain = false

  private func say(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  func sentence(_ cause: Cause) -> String {
    switch cause {
    case .missing(let fact): return say("缺 \(label(fact))", "\(label(fact)) is missing")
    case .unavailable(let fact):
      return say("\(label(fact)) 称无法提供", "\(label(fact)) is said to be unavailable")
    case .declaredNotApplicable(let fact):
      return say(
        "\(label(fact)) 申报不适用，而本条需要它",
        "\(label(fact)) is said not to apply, but the clause needs it"
      )
    case .imprecise(let fact):
      return say("\(label(fact)) 只给了区间", "\(label(fact)) is given only as a range")
    case .parameter(let index, let key):
      let near = key.flatMap { program.rules.parameters[index].rowsNear($0) }
      return say(
        "参数“\(name(index, key))”未给出，须由主管部门提供\(near.map { "（\($0.chinese)）" } ?? "")",
        "the parameter \(name(index, key)) is not given; the authority must supply it"
          + (near.map { " (\($0.english))" } ?? ""))
    case .emptyCell(let index, let key):
      return say(
        "“\(name(index, key))”在表中为空，尚无可靠数值",
        "\(name(index, key)) is empty in its table: no reliable value is known")
    case .outsideValidity(let index, let key):
      return say(
        "“\(name(index, key))”在审查日没有有效的值", "\(name(index, key)) has no value on the review date")
    case .ambiguousKey(_, let parameter, let key, let parts):
      let name = name(parameter, key)
      return say(
        "“\(name)”在表里分为\(parts.joined(separator: "、"))，数值不同，须写明是哪一种",
        "\(name) is one of \(parts.joined(separator: ", ")) in the table, and their values differ: "
          + "say which it is")
    case .unverified(let figure):
      let name = name(figure.parameter, figure.key)
      return say(
        "“\(name)”未经核实，须由主管部门核对原件，核实以前不据以否定",
        "\(name) is not verified; the authority must compare it with the original, and until then "
          + "it decides nothing against the project")
    case .unitMismatch(let clash?):
      guard let given = clash.given else {
        return say(
          "\(label(clash.fact)) 没有写单位，与之比较的数是`\(clash.wanted.chinese)`，是什么单位？写明以前不能比较",
          "\(label(clash.fact)) has no unit and is compared with a number in `\(clash.wanted.english)`; which unit is it in?"
        )
      }
      return say(
        "\(label(clash.fact)) 的单位是`\(given.chinese)`，与之比较的数是`\(clash.wanted.chinese)`，不能比较",
        "\(label(clash.fact)) is in `\(given.english)` and is compared with a number in `\(clash.wanted.english)`"
      )
    case .unitMismatch(nil):
      return say("两个数的单位不同，不能比较", "the units of the two numbers do not go together")
    case .basisMismatch(let left, let right, let fact):
      let (chinese, english) = fact.map { ("\(label($0)) 的", "\(label($0)): ") } ?? ("", "")
      return say(
        "\(chinese)口径不同（\(left.chinese)与\(right.chinese)），不能比较",
        "\(english)the numbers are counted differently (\(left.english) and \(right.english))")
    case .overflow: return say("数太大，无法精确计算", "the numbers are too large to compute exactly")
    case .divisionByZero: return say("除数为零", "division by zero")
    case .emptyList(let fact): return say("\(label(fact))没有任何一项", "\(label(fact)) has no element")
    }
  }

  /// What is to be given; nil where that is no single thing.
  func subject(_ cause: Cause) -> String? {
    switch cause {
    case .missing(let fact), .unavailable(let fact), .declaredNotApplicable(let fact),
      .imprecise(let fact), .emptyList(let fact), .ambiguousKey(let fact?, _, _, _),
      .basisMismatch(_, _, let fact?):
      label(fact)
    case .parameter(let index, let key), .emptyCell(let index, let key),
      .outsideValidity(let index, let key), .ambiguousKey(nil, let index, let key, _):
      name(index, key)
    case .unverified(let figure): name(figure.parameter, figure.key)
    case .unitMismatch(let clash?): label(clash.fact)
    case .unitMismatch(nil), .basisMismatch(_, _, nil), .overflow, .divisionByZero: nil
    }
  }

  func label(_ fact: FactReference) -> String {
    let path = fact.path(in: program.vocabulary)
    guard language == .chinese else { return isPlain ? path.plainName(language) : path }
    return fact.label(in: program.vocabulary) + (isPlain ? "" : "（\(path)）")
  }

  func name(_ parameter: Int, _ key: String?) -> String {
    let declared = program.rules.parameters[parameter]
    let name = language == .chinese ? declared.label : declared.name.english
    let whole = key.map { "\(name)[\($0)]" } ?? name
    return isPlain ? whole.plainName(language) : whole
  }
}
