import Reports
import Rules

extension Desk {
  /// `stock(path, text, line)`: opens a file of dossiers, or a part of one that begins on a line.
  mutating func openStock(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let source = SourceText(
      path: call.text(0) ?? "stock.csv", bytes: call.bytes(1) ?? [],
      firstLine: call.number(2) ?? 1)
    return opened(Stock(source, of: program))
  }

  /// `workbook(path, name, text, hidden, name, text, hidden, …)`: opens the sheets of a workbook.
  mutating func openWorkbook(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let sheets = stride(from: 1, to: call.count - 2, by: 3).map { index in
      Stock.Sheet(
        name: call.text(index) ?? "", csv: call.bytes(index + 1) ?? [],
        isHidden: call.text(index + 2) == "hidden")
    }
    return opened(Stock(path: call.text(0) ?? "stock.xlsx", sheets: sheets, of: program))
  }

  private mutating func opened(_ stock: Stock) -> [UInt8] {
    self.stock = stock
    stockJudge = nil
    return Self.object { json in
      json.member("count", stock.units.count)
      json.member("problems") { json in
        json.array { json in
          for problem in stock.problems.prefix(100) {
            json.diagnostic(problem.diagnostic, in: problem.source)
          }
        }
      }
    }
  }

  /// `judge-stock(first, count, before)`: an array with an object for each dossier; `before` is how
  /// many dossiers of other files come before those of this one.
  mutating func judgeStock(_ call: DeskCall) -> [UInt8] {
    guard let stock, let first = call.number(0), let count = call.number(1), first >= 0, count >= 0
    else {
      return Self.noStock
    }
    return lines(of: stock, stock.units.indices.dropFirst(first).prefix(count), call.number(2) ?? 0)
  }

  /// `judge-rows(indices, before)`: the same of some dossiers, by their indices with commas between.
  mutating func judgeRows(_ call: DeskCall) -> [UInt8] {
    guard let stock, let text = call.text(0) else { return Self.noStock }
    let wanted = text.split(separator: ",").compactMap { Int($0) }
      .filter { stock.units.indices.contains($0) }
    return lines(of: stock, wanted, call.number(1) ?? 0)
  }

  private mutating func lines(
    of stock: Stock, _ indices: some Sequence<Int>, _ before: Int
  ) -> [UInt8] {
    let judge = judge(of: stock)
    var json = JSONWriter(style: .compact)
    json.array { json in
      for index in indices {
        judge.line(index).write(stock.program.vocabulary, position: before + index, to: &json)
      }
    }
    return json.bytes
  }

  mutating func judge(of stock: Stock) -> StockJudge {
    if let stockJudge { return stockJudge }
    let judge = StockJudge(stock, today: today)
    stockJudge = judge
    return judge
  }

  static let noStock = failure("还没有打开台账", "no stock is open")

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

  /// `stock-values(field, first, count)`: what each dossier says of a number outside any list, in the
  /// field's unit: an array of pairs of ends, null where it says nothing.
  func stockValues(_ call: DeskCall) -> [UInt8] {
    guard let stock, let first = call.number(1), let count = call.number(2), first >= 0, count >= 0,
      let field = stock.program.vocabulary.field(at: call.text(0) ?? "")
    else { return Self.noStock }
    let unit = stock.program.vocabulary.fields[field].unit
    var json = JSONWriter(style: .compact)
    json.array { json in
      for dossier in stock.units.dropFirst(first).prefix(count) {
        guard
          case .value(.number(let given))? = stock.read(dossier).dossier?.root.facts[field]?.state
        else {
          json.null()
          continue
        }
        json.range(given.interval, in: unit)
      }
    }
    return json.bytes
  }
}
