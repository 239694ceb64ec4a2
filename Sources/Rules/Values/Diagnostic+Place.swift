// What is wrong with the name of a place, in rules and in dossiers.

extension Diagnostic {
  /// A name that names no one place.
  ///
  /// - Parameter isHinted: Whether the nearest names are looked for.
  static func place(
    _ problem: PlaceProblem, at range: SourceRange, isHinted: Bool = true
  ) -> Diagnostic {
    let problem = problem.shortened
    let kind = Divisions.kind(problem.level)
    let near = isHinted ? nearest(problem) : []
    let nearHint =
      near.isEmpty
      ? Phrase(
        "写全称或六位区划代码，如 `中卫市`、`640500`",
        "write the full name or the six digits of its code, as `中卫市` or `640500`")
      : Phrase(
        "是否想写 \(near.map { "`\($0)`" }.joined(separator: "、"))？",
        "did you mean \(near.map { "`\($0)`" }.joined(separator: ", "))?")
    switch problem.kind {
    case .unknown:
      return Diagnostic(
        .unknownDivision, at: range,
        Phrase(
          "没有名为 `\(problem.text)` 的\(kind.chinese)",
          "no \(kind.english) is called `\(problem.text)`"),
        hint: nearHint)
    case .otherLevel(let level, let place):
      let found = Divisions.kind(level)
      return Diagnostic(
        .unknownDivision, at: range,
        Phrase(
          "`\(problem.text)` 是\(found.chinese)（\(place)），这里要\(kind.chinese)",
          "`\(problem.text)` is a \(found.english) (\(place)); this takes a \(kind.english)"),
        hint: nearHint)
    case .ambiguous(let places):
      return Diagnostic(
        .ambiguousDivision, at: range,
        Phrase(
          "`\(problem.text)` 不止一处：\(shown(places, "、"))",
          "`\(problem.text)` is in several places: \(shown(places, ", "))"),
        hint: Phrase(
          "写明它所在的省和市", "say which province and city it belongs to"))
    case .elsewhere(let places, let here):
      return Diagnostic(
        .divisionElsewhere, at: range,
        Phrase(
          "`\(problem.text)` 不在\(here)，而是\(shown(places, "、"))",
          "`\(problem.text)` is not in \(here): it is \(shown(places, ", "))"),
        hint: near.isEmpty
          ? Phrase("改正省、市、县区中写错的一项", "correct whichever of province, city and county is wrong")
          : nearHint)
    }
  }

  private static func shown(_ places: [String], _ separator: String) -> String {
    places.prefix(8).joined(separator: separator) + (places.count > 8 ? "……" : "")
  }

  /// Up to three near names.
  private static func nearest(_ problem: PlaceProblem) -> [String] {
    Suggestion.several(near: problem.text, among: problem.candidates)
  }
}

extension Diagnostic.Code {
  static let unknownDivision = Self(
    name: "unknown-division",
    explanation: Phrase(
      "省、市、县区要是行政区划表里的名称：全称、通用简称（宁夏、锡林郭勒、黔南州）、六位代码，或曾用名。认不出的名称不能当作“没有规则”，所以是错误；提示给出最接近的名称。",
      "Province, city and county are names in the table of divisions: the full name, a usual short "
        + "one, the six digits of the code, or a former name. A name that is none would leave rules "
        + "out in silence, so it is an error; the hint gives the nearest names."))

  static let ambiguousDivision = Self(
    name: "ambiguous-division",
    explanation: Phrase(
      "同名的县区不止一处（如鼓楼区）。写明所在的省、市，就只剩一处。",
      "Several divisions have this name, as 鼓楼区. With its province and city there is one."))

  static let divisionElsewhere = Self(
    name: "division-elsewhere",
    explanation: Phrase(
      "市不属于所写的省，或县区不属于所写的市。引擎不替你选择哪一项是对的。",
      "The city is not of the province that is given, or the county not of the city. The engine "
        + "does not choose which of them is right."))
}
