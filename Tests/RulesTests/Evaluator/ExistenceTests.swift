import Testing

@testable import Rules

/// What is asked of a project of which only its place and kind are known.
@Suite("What concerns a project")
struct ExistenceTests {
  struct Start: Sendable, CustomTestStringConvertible {
    let name: String
    let facility: String
    let industry: String
    /// The most facts that may be asked for.
    let limit: Int
    /// Groups and lists of other trades.
    let foreign: Set<String>

    var testDescription: String { name }
  }

  private static let civil: Set<String> = ["building", "fleet", "parking", "dataCentre"]
  private static let production: Set<String> = [
    "products", "pollutants", "furnaces", "powerUnits", "cokeOvens", "coalReplacement",
    "capacityReplacement", "freight",
  ]

  private static func plant(
    _ name: String, _ industry: String, facility: String = "industrial",
    without foreign: Set<String> = ["cokeOvens"]
  ) -> Start {
    Start(
      name: name, facility: facility, industry: industry, limit: 40,
      foreign: civil.union(foreign))
  }

  private static func other(
    _ name: String, _ facility: String, _ industry: String, without foreign: Set<String>
  ) -> Start {
    Start(name: name, facility: facility, industry: industry, limit: 25, foreign: foreign)
  }

  static let starts: [Start] = [
    plant("coal power", "coalPower", facility: "powerPlant", without: ["cokeOvens", "furnaces"]),
    plant("CHP", "coalPower", facility: "powerPlant", without: ["cokeOvens", "furnaces"]),
    plant(
      "heat supply", "heatSupply", facility: "heatSupply",
      without: ["cokeOvens", "furnaces", "capacityReplacement"]),
    plant("steel", "steel", without: []),
    plant("coking", "coking", without: []),
    plant("ferroalloy", "ferroalloy"),
    plant("carbide", "calciumCarbide"),
    plant("silicon carbide", "siliconCarbide", without: ["cokeOvens", "capacityReplacement"]),
    plant("aluminium", "electrolyticAluminium"),
    plant("cement", "cement"),
    plant("flat glass", "flatGlass"),
    plant("methanol", "coalChemical", without: []),
    plant("ammonia", "syntheticAmmonia"),
    plant("refinery", "refining"),
    plant("polysilicon", "nonferrous"),
    other(
      "data centre", "dataCentre", "dataCentre",
      without: production.subtracting(["pollutants"])
        .union(["building", "fleet", "parking"])),
    other(
      "sewage works", "wastewater", "wastewater",
      without: production.subtracting(["pollutants"]).union(civil)),
    other(
      "car park", "parking", "transport",
      without: production.union(["heatUnits", "emission", "building", "fleet", "dataCentre"])),
    other(
      "bus fleet", "fleet", "transport",
      without: production.union(["heatUnits", "emission", "building", "parking", "dataCentre"])),
    other(
      "public building", "building", "building",
      without: production.union(["fleet", "dataCentre"])),
  ]

  /// Fields that only some of the trades have, and the industries that have them.
  private static let ofSomeTrades: [String: Set<String>] = [
    "emission.floatingRoofTankUpgraded": [
      "coking", "coalChemical", "calciumCarbide", "syntheticAmmonia", "refining",
    ],
    "emission.wastewaterGasSeparated": [
      "coking", "coalChemical", "calciumCarbide", "syntheticAmmonia", "refining",
    ],
    "capacityReplacement.smallestFurnace": ["ferroalloy", "calciumCarbide"],
    "capacityReplacement.specialAlloy": ["ferroalloy", "calciumCarbide"],
    "listing.namedRetrofitList": ["steel", "cement"],
    "listing.consumerProducts": [],
    "emission.vocProductContentOk": [],
  ]

  /// Where, and at which point of its life.
  private static let openings = [
    ("宁夏回族自治区", "中卫市", "new", "proposed"), ("宁夏回族自治区", "石嘴山市", "new", "proposed"),
    ("内蒙古自治区", "鄂尔多斯市", "new", "proposed"), ("山西省", "吕梁市", "new", "proposed"),
    ("宁夏回族自治区", "中卫市", "new", "underConstruction"), ("山西省", "太原市", "none", "existing"),
    ("内蒙古自治区", "乌海市", "expansion", "proposed"),
    ("宁夏回族自治区", "石嘴山市", "retrofit", "proposed"),
  ]

  @Test("Little is asked at the start, and nothing of another trade", arguments: starts)
  func opening(_ start: Start) throws {
    for (province, city, nature, stage) in Self.openings {
      let review = try Self.review(
        """
        {"project": {"province": "\(province)", "city": "\(city)", "nature": "\(nature)",
          "stage": "\(stage)", "facilityType": "\(start.facility)",
          "industry": "\(start.industry)"}}
        """)
      let asked = MissingFact.asked(in: review).map(\.path)
      #expect(asked.count <= start.limit, "\(city): \(asked)")
      // What the rules ask at all, each finding by itself, keeps to the trade as well.
      for fact in MissingFact.all(in: review) {
        let group = fact.path.pathSegments.first ?? ""
        #expect(!start.foreign.contains(group), "\(city): \(fact.path) for \(fact.rules)")
        let trades = Self.ofSomeTrades[fact.path] ?? [start.industry]
        #expect(trades.contains(start.industry), "\(city): \(fact.path) for \(fact.rules)")
      }
    }
  }

  private static let natures = ["new", "expansion", "retrofit", "none"]
  private static let stages = ["proposed", "underConstruction", "existing"]
  private static let places = [
    ("宁夏回族自治区", "中卫市"), ("宁夏回族自治区", "石嘴山市"), ("内蒙古自治区", "乌海市"), ("山西省", "太原市"),
  ]

  /// Each kind of facility with a trade that it has.
  private static let kinds = [
    ("industrial", "other"), ("powerPlant", "coalPower"), ("dataCentre", "dataCentre"),
    ("heatSupply", "heatSupply"), ("building", "publicInstitution"), ("parking", "transport"),
    ("fleet", "transport"), ("freight", "logistics"), ("livestockFarm", "agriculture"),
    ("wastewater", "wastewater"), ("waste", "waste"), ("mine", "coalMining"), ("park", "other"),
  ]

  @Test("What a project cannot have violates nothing", arguments: kinds)
  func nothingIsViolatedByWhatIsNotThere(_ facility: String, _ industry: String) throws {
    for (province, city) in Self.places {
      for nature in Self.natures {
        for stage in Self.stages {
          let review = try Self.review(
            """
            {"project": {"province": "\(province)", "city": "\(city)", "nature": "\(nature)",
              "stage": "\(stage)", "facilityType": "\(facility)", "industry": "\(industry)"}}
            """)
          for finding in review.findings where finding.verdict == .notMet {
            let isAbsent = finding.trace.facts.contains { $0.fact?.state == .absent }
            #expect(!isAbsent, "\(Self.program.rules.rules[finding.rule].id): \(city), \(stage)")
          }
          for finding in review.findings where finding.applies != .false {
            #expect(
              Self.droppedAlternatives(of: finding).isEmpty,
              "\(Self.program.rules.rules[finding.rule].id): \(city), \(stage)")
          }
        }
      }
    }
  }

  /// The alternatives of a demand of which one speaks of nothing but what the project cannot have,
  /// and others do not: then the others alone would decide, and the rule should say whom it is for.
  private static func droppedAlternatives(of finding: Finding) -> [Int] {
    guard let requirement = program.programRules[finding.rule].requirement else { return [] }
    return demanded(below: requirement).filter { step in
      guard case .or(let operands) = program.steps[step] else { return false }
      let results = program.list(operands).compactMap { finding.trace.results[$0] }
      let absent = results.count { $0.isAbsent && !$0.isDemandedOtherwise }
      return absent > 0 && absent < results.count
    }
  }

  /// The parts of a demand; what is denied is not demanded.
  private static func demanded(below step: Int) -> [Int] {
    switch program.steps[step] {
    case .and(let operands), .or(let operands):
      [step] + program.list(operands).flatMap { demanded(below: $0) }
    case .definition(_, let body): [step] + demanded(below: body)
    default: []
    }
  }

  @Test("A car park is asked nothing about furnaces, and furnaces that it has are judged")
  func carPark() throws {
    let opening =
      #""province": "宁夏", "city": "石嘴山", "facilityType": "parking", "industry": "transport", "nature": "new", "stage": "proposed""#
    let furnaces = try #require(Self.program.vocabulary.member(at: "furnaces"))
    guard case .container(let list) = furnaces else { return }
    let plain = try Self.review(#"{"project": {\#(opening)}}"#)
    #expect(plain.absent.contains(.list(list)))
    #expect(plain.foreignNotes.isEmpty)
    #expect(Self.verdict("SZS-3.8-04", in: plain) == .notApplicable)
    let given = try Self.review(
      #"{"project": {\#(opening)}, "furnaces": [{"kind": "gasProducer", "fuel": "coal"}]}"#)
    #expect(given.binding.existence.foreign == [.list(list)])
    #expect(given.foreignNotes.count == 1)
    #expect(
      given.findings.contains { finding in
        finding.element?.target == .list(list) && finding.verdict != .notApplicable
      })
  }

  @Test("A car park that is answered for is approved, and conditional while it has no chargers")
  func answeredCarPark() throws {
    func park(chargers: Int) throws -> Review {
      try Self.review(
        """
        {"project": {"province": "宁夏", "city": "石嘴山", "facilityType": "parking",
          "industry": "transport", "nature": "new", "stage": "proposed",
          "ownerType": "publicInstitution"},
         "parking": {"totalSpaces": 200, "chargingSpaces": \(chargers), "reservedSpaces": 180},
         "finding": {"threeLinesOneList": "conform", "dataAuthenticity": "conform"}}
        """)
    }
    #expect(try park(chargers: 20).decision == .approve)
    #expect(try park(chargers: 0).decision == .conditional)
  }

  private static let program = CommittedRules.book.program

  private static func verdict(_ rule: String, in review: Review) -> Verdict? {
    review.findings.filter { program.rules.rules[$0.rule].id == rule }.map(\.verdict).max()
  }

  private static func review(_ dossier: String) throws -> Review {
    let source = SourceText(path: "dossier.json", text: dossier)
    let today = try #require(CalendarDate(parsing: "2025-06-01"))
    return try #require(judgeDossier(source, by: program, in: ReviewSetting(today: today)).review)
  }
}
