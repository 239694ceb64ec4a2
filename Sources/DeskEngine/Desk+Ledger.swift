import Reports
import Rules

extension Desk {
  /// `balances(uses)`: the sources that clash among the uses of a whole stock, as its rows tell them.
  func balances(_ call: DeskCall, _ program: Program) -> [UInt8] {
    let uses = Self.uses(call.bytes(0), program.vocabulary)
    var book = LedgerBook(program.vocabulary)
    for use in uses { book.load(use) }
    let language = language
    return Self.object { json in
      json.member("sources", Set(uses.map { $0.claim.source }).count)
      json.member("clashes") { json in
        json.array { json in
          for balance in book.balances where balance.kind != nil {
            json.object { json in
              json.member("title", phrase: balance.title)
              json.member("note", phrase: balance.note)
              json.member("balance") { balance.write(to: &$0, language) }
            }
          }
        }
      }
    }
  }

  /// `judge-beside(index, position, uses)`: one dossier beside those that use its sources, as a row.
  func judgeBeside(_ call: DeskCall) -> [UInt8] {
    guard let stock, let index = call.number(0), stock.units.indices.contains(index),
      let position = call.number(1)
    else { return Self.noStock }
    let unit = stock.units[index]
    let judged = stock.judge(unit, today: today)
    guard let review = judged.review else { return Self.noStock }
    var book = LedgerBook(stock.program.vocabulary)
    for use in Self.uses(call.bytes(2), stock.program.vocabulary)
    where Int(use.project.path).map({ $0 < position }) ?? false {
      book.load(use)
    }
    let (project, claims) = review.sources
    book.enter(claims, of: project)
    var json = JSONWriter(style: .compact)
    StockLine(stock, unit, at: index, position: position, language)
      .write(review.holding(book.clashes(of: project)), to: &json)
    return json.bytes
  }

  private static func uses(_ bytes: [UInt8]?, _ vocabulary: Vocabulary) -> [SourceBalance.Use] {
    let source = SourceText(path: "uses.json", bytes: bytes ?? Array("[]".utf8))
    guard case .array(let nodes)? = JSONReader.read(source, index: 0).node?.kind else { return [] }
    return nodes.compactMap { SourceBalance.Use($0, units: vocabulary.units) }
  }
}
