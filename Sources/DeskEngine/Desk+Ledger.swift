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

  /// `judge-beside(index, position, uses, begins)`: one dossier beside those before it that use its
  /// sources, as a row.
  ///
  /// The rows of a stock are asked for in their order, the first of them with `begins`. Each use is told
  /// once: `uses` are those of the dossiers since the one that was asked for last, whose own are known.
  mutating func judgeBeside(_ call: DeskCall) -> [UInt8] {
    guard let stock, let index = call.number(0), stock.units.indices.contains(index),
      let position = call.number(1)
    else { return Self.noStock }
    let vocabulary = stock.program.vocabulary
    guard var book = call.text(3) == nil ? sources : LedgerBook(vocabulary) else {
      return Self.noStock
    }
    // One owner, so that nothing is copied when it grows.
    sources = nil
    for use in Self.uses(call.bytes(2), vocabulary) { book.load(use) }
    let line = judge(of: stock).line(index) { project, claims in
      let placed = ClaimingProject(
        name: project.name, code: project.code, place: project.place, path: "\(position)")
      book.enter(claims, of: placed)
      return book.clashes(of: placed)
    }
    sources = book
    guard let line else { return Self.noStock }
    var json = JSONWriter(style: .compact)
    line.write(vocabulary, position: position, to: &json)
    return json.bytes
  }

  private static func uses(_ bytes: [UInt8]?, _ vocabulary: Vocabulary) -> [SourceBalance.Use] {
    let source = SourceText(path: "uses.json", bytes: bytes ?? Array("[]".utf8))
    guard case .array(let nodes)? = JSONReader.read(source, index: 0).node?.kind else { return [] }
    return nodes.compactMap { SourceBalance.Use($0, units: vocabulary.units) }
  }
}
