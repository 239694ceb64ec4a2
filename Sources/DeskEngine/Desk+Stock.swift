import Reports
import Rules

extension Desk {
  /// `stock(path, text)`: opens a file of dossiers.
  mutating func openStock(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let source = SourceText(path: call.text(0) ?? "stock.csv", bytes: call.bytes(1) ?? [])
    let stock = Stock(source, of: program)
    self.stock = stock
    return Self.object { json in
      json.member("count", stock.units.count)
      json.member("problems", diagnostics: stock.problems, in: source)
    }
  }

  /// `judge-stock(first, count)`: an array with an object for each dossier.
  func judgeStock(_ call: DeskCall) -> [UInt8] {
    guard let stock, let first = call.number(0), let count = call.number(1), first >= 0, count >= 0
    else {
      return Self.noStock
    }
    let units = stock.units
    var json = JSONWriter(style: .compact)
    json.array { json in
      for index in units.indices.dropFirst(first).prefix(count) {
        write(units[index], at: index, of: stock, to: &json)
      }
    }
    return json.bytes
  }

  private static let noStock = failure("还没有打开台账", "no stock is open")

  private func write(
    _ unit: Stock.Unit, at index: Int, of stock: Stock, to json: inout JSONWriter
  ) {
    let judged = stock.judge(unit, today: today)
    let vocabulary = stock.program.vocabulary
    json.object { json in
      json.member("index", index)
      json.member("line", stock.line(of: unit))
      guard let review = judged.review else {
        json.member("id", judged.dossier?.text(of: vocabulary.numberField))
        json.member("name", judged.dossier?.text(of: vocabulary.nameField))
        json.member(
          "rejected", diagnostics: judged.diagnostics.filter { $0.severity == .error },
          in: stock.source(of: unit))
        return
      }
      json.member("id", review.text(of: vocabulary.numberField))
      json.member("name", review.projectName)
      json.member("place") { json in
        json.array { json in
          for region in review.binding.place.regions { json.string(region ?? "") }
        }
      }
      for (key, path) in [("trade", "project.industry"), ("kind", "project.facilityType")] {
        json.member(key, review.choice(at: path).map { $0[language] })
      }
      json.member("decision", review.decision.name.english)
      json.member("result") { json in
        JSONReport(review, advice: Advice.none, language: language)
          .writeBrief(id: "\(index)", tellsFailures: false, to: &json)
      }
    }
  }

  /// `stock-dossier(index)`: one dossier of the stock, as JSON.
  func stockDossier(_ call: DeskCall) -> [UInt8] {
    guard let stock, let index = call.number(0), stock.units.indices.contains(index) else {
      return Self.noStock
    }
    let unit = stock.units[index]
    switch unit {
    case .text(let source): return source.bytes
    case .node(let node, let source):
      return Array(source.slice(Int(node.range.start), Int(node.range.end)).utf8)
    case .row, .form:
      guard let dossier = stock.read(unit).dossier else { return Self.noStock }
      var json = JSONWriter(style: .pretty)
      JSONDossier(dossier, program: stock.program, language: language).write(to: &json)
      json.endLine()
      return json.bytes
    }
  }
}

extension Review {
  /// The choice that a dossier states of a field.
  fileprivate func choice(at path: String) -> Phrase? {
    let vocabulary = program.vocabulary
    guard let field = vocabulary.field(at: path),
      case .choice(let list) = vocabulary.fields[field].type,
      case .value(.choice(let choice))? = binding.dossier.root.facts[field]?.state
    else { return nil }
    return vocabulary.choiceLists[list].choices[choice]
  }
}
