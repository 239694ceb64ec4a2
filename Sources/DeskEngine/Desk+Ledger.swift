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
  mutating func judgeBeside(_ call: DeskCall) -> [UInt8] {
    guard let stock, let index = call.number(0), stock.units.indices.contains(index),
      let position = call.number(1)
    else { return Self.noStock }
    let vocabulary = stock.program.vocabulary
    let others = Self.uses(call.bytes(2), vocabulary).filter { use in
      Int(use.project.path).map { $0 < position } ?? false
    }
    let line = judge(of: stock).line(index) { project, claims in
      var book = LedgerBook(vocabulary)
      for use in others { book.load(use) }
      book.enter(claims, of: project)
      return book.clashes(of: project)
    }
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
