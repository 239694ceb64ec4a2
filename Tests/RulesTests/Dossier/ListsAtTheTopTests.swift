import Testing

@testable import Rules

/// A list of a group may stand at the top of a dossier by its own name, in every form of a dossier.
@Suite("Lists at the top of a dossier")
struct ListsAtTheTopTests {
  private static let vocabulary = CommittedRules.book.program.vocabulary

  private static func elements(_ json: String, of list: Int) -> Int? {
    let source = SourceText(path: "d.json", text: json)
    let read = DossierReader.read(source, vocabulary: vocabulary)
    guard read.diagnostics.isEmpty, case .elements(let elements)? = read.dossier?.root.lists[list]
    else { return nil }
    return elements.count
  }

  static let lists = vocabulary.containers.indices.filter { index in
    vocabulary.containers[index].isList
      && vocabulary.containers[index].parent.map {
        !vocabulary.containers[$0].isList && $0 != 0
      } ?? false
  }

  @Test("By its label and by its path, as where it belongs", arguments: lists)
  func names(_ list: Int) {
    let container = Self.vocabulary.containers[list]
    for name in [container.label, container.path.chinese, container.path.english] {
      #expect(Self.elements("{\"\(name)\": [{}, {}]}", of: list) == 2, "\(name)")
    }
  }

  @Test("The energy carriers, as the contract names them, in JSON, in a table and twice")
  func carriers() throws {
    let member = try #require(Self.vocabulary.member(at: "energy.carriers"))
    guard case .container(let list) = member else { return }
    #expect(Self.elements(#"{"能源消费": [{"品种": "原煤", "当量值": 714.3}]}"#, of: list) == 1)
    #expect(Self.elements(#"{"carriers": [{"carrier": "coal"}]}"#, of: list) == 1)
    let twice = #"{"能源消费": [{"品种": "原煤"}], "能源": {"能源消费": []}}"#
    let read = DossierReader.read(
      SourceText(path: "d.json", text: twice), vocabulary: Self.vocabulary)
    #expect(read.diagnostics.map { $0.code.name } == ["duplicate-fact"])
    let table = DossierTable.read(
      SourceText(path: "d.csv", text: "项目名称,能源消费[0].品种,能源消费[1].品种\n甲,原煤,电力\n"),
      vocabulary: Self.vocabulary)
    #expect(table.diagnostics.isEmpty)
    #expect(table.table?.rows.count == 1)
  }
}
