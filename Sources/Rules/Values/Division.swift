/// One administrative division of the country: a province, a city or a county.
public struct Division: Sendable {
  public enum Level: Int, Sendable, CaseIterable, Comparable {
    case province, city, county

    /// The code says it: xx0000 is a province, xxxx00 a city.
    init(code: Int) {
      self = code % 10_000 == 0 ? .province : code % 100 == 0 ? .city : .county
    }

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// Its six digits in GB/T 2260, as 640500.
  public let code: Int
  /// Its full name, as 中卫市.
  public let name: String

  public init(code: Int, name: String) {
    self.code = code
    self.name = name
  }

  public var level: Level { Level(code: code) }
}

/// A name that a division no longer has.
public struct FormerDivision: Sendable, Hashable {
  public let name: String
  /// The code of the division that took its place.
  public let successor: Int
  /// The year of the change, as written.
  public let year: String
  /// What a reader should know beyond it; may be empty.
  public let note: String

  public init(name: String, successor: Int, year: String, note: String) {
    self.name = name
    self.successor = successor
    self.year = year
    self.note = note
  }
}

/// A name of a place, as people write it.
enum PlaceName {
  /// The name without white space, invisible characters and full-width digits.
  static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isInvisible(scalar.value) {
      let isWide = (0xFF10...0xFF19).contains(scalar.value)
      scalars.append(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar)
    }
    return String(scalars)
  }

  /// White space of every kind, and characters without width.
  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
      0x205F...0x206F, 0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// The six digits of a code; two or four are those of a province or a city.
  static func code(_ name: String) -> Int? {
    let bytes = Array(name.utf8)
    guard [2, 4, 6].contains(bytes.count) else { return nil }
    var code = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      code = code * 10 + Int(byte - 0x30)
    }
    for _ in bytes.count..<6 { code *= 10 }
    return code
  }

  /// What kinds of divisions are called, the longer before the shorter.
  private static let kinds: [[UInt8]] = [
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "省", "市", "盟", "州", "县", "区", "旗",
  ].map { Array($0.utf8) }

  /// The most letters that a kind has, and no fewer than a code has.
  static let kindLength = 6

  /// The name without its kind: 中卫 of 中卫市; nil when too little is left to tell it by.
  static func stem(_ name: [UInt8]) -> [UInt8]? {
    for kind in kinds where name.count > kind.count && name.last == kind.last {
      let stem = name.dropLast(kind.count)
      guard name[stem.endIndex...].elementsEqual(kind) else { continue }
      // Bytes that begin a character: two of them are enough to tell a place by.
      guard stem.count(where: { $0 & 0xC0 != 0x80 }) >= 2 else { continue }
      return Array(stem)
    }
    return nil
  }

  /// What areas are called that stand beside the divisions and have no code.
  private static let zones = ["开发区", "高新区", "园区", "基地", "新区", "管委会", "示范区", "保税区", "集聚区", "工业区"]

  /// Whether the name is that of a development zone rather than a division.
  static func isZone(_ name: String) -> Bool { zones.contains { name.hasSuffix($0) } }
}
