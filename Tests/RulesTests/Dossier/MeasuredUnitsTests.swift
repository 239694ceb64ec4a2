import Testing

@testable import Rules

/// A number that brings its own unit is in a unit of its kind, or it is not read.
@Suite("Units that a number can be in")
struct MeasuredUnitsTests {
  private static let vocabulary = CommittedRules.book.program.vocabulary

  /// Each field whose units are declared, with each unit of the vocabulary and some made of two.
  static let fields = vocabulary.fields.filter { !$0.units.isEmpty }.map { $0.path.english }

  private static var units: [UnitOfMeasure] {
    let single = vocabulary.units.units.values.sorted { $0.name.english < $1.name.english }
    let made = ["m3/h", "t/h", "mg/L", "kgce/m2", "kWh/m2", "万tce/a", "CNY/t", "gce/kWh", "t/km"]
    return single + made.compactMap { vocabulary.units.unit(written: $0) }
  }

  @Test("A unit of another dimension is one error, and one of the kind is read", arguments: fields)
  func dimensions(_ path: String) throws {
    let index = try #require(Self.vocabulary.field(at: path))
    let field = Self.vocabulary.fields[index]
    for unit in Self.units {
      var reader = DossierReader(vocabulary: Self.vocabulary)
      let text = "\"3 \(unit.name.english)\""
      let (node, _) = JSONReader.read(SourceText(path: "d.json", text: text), index: 0)
      let fact = reader.fact(try #require(node), of: field)
      let fits = field.units.contains { $0.dimensions == unit.dimensions }
      #expect((fact != nil) == fits, "\(path): \(text)")
      #expect(
        reader.diagnostics.map { $0.code.name } == (fits ? [] : ["unit-mismatch"]),
        "\(path): \(text)")
    }
  }

  @Test("Every unit of a table of limits can be that of the unit energy of a product")
  func limits() throws {
    let index = try #require(Self.vocabulary.field(at: "products.unitEnergy"))
    let field = Self.vocabulary.fields[index]
    for parameter in CommittedRules.book.program.rules.parameters
    where ["unitEnergyQuotaNational", "unitEnergyBenchmark"].contains(parameter.name.english) {
      for row in parameter.rowsByKey.flatMap({ $0 }) {
        guard let unit = row.unit else { continue }
        #expect(field.canBeMeasured(in: unit), "\(unit.name.chinese)")
      }
    }
  }
}
