import Rules

/// The figures of a review that nobody verified:
///
/// ```json
/// [{"parameter": "unitEnergyQuotaNational", "label": "国家单位产品能耗限额", "key": "水泥熟料",
///   "value": "117", "unit": "千克标准煤/吨", "confidence": "S2", "source": "…", "rules": ["CN-GB-01"]}]
/// ```
struct JSONUnverified {
  let program: Program
  let language: Language

  func write(_ figures: [UnverifiedFigure], to json: inout JSONWriter) {
    json.array { json in
      for figure in figures { json.object { write(figure, to: &$0) } }
    }
  }

  private func write(_ figure: UnverifiedFigure, to json: inout JSONWriter) {
    let declared = program.rules.parameters[figure.figure.parameter]
    json.member("parameter", declared.name.english)
    json.member("label", declared.label)
    json.member("key", figure.figure.key)
    if case .number(let quantity)? = figure.row.value, let number = quantity.number {
      json.member("value", number.shortDecimal())
      json.member("unit", quantity.unit?.name[language] ?? "")
    } else {
      json.member("value", figure.value(in: program, language))
      json.member("unit", "")
    }
    json.member("confidence", figure.row.verification.confidence?.rawValue)
    json.member("source", figure.row.source)
    json.member("rules") { json in
      json.array { json in
        for rule in figure.rules { json.string(rule) }
      }
    }
  }
}
