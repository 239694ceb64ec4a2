import Rules

/// The square of a QR code: the patterns by which a camera finds it, and the codewords around them
/// (ISO/IEC 18004:2015, 6.3, 7.7 to 7.10).
struct QRSymbol {
  /// Level M, as the format information names it (table 12).
  private static let level = 0b00

  let size: Int
  private let version: Int
  private var modules: [Bool]
  /// The modules that hold no codewords.
  private var isFunction: [Bool]

  init(_ codewords: QRCodewords) {
    version = codewords.version
    size = 4 * version + 17
    modules = Array(repeating: false, count: size * size)
    isFunction = modules
    drawFunctions()
    draw(codewords.bytes)
  }

  /// The modules with the mask that is easiest to read.
  var masked: [Bool] {
    var best: (penalty: Int, modules: [Bool])?
    for mask in 0..<8 {
      var symbol = self
      symbol.apply(mask)
      symbol.drawFormat(mask)
      let penalty = QRPenalty(symbol.modules, size: size).total
      if penalty < best?.penalty ?? .max { best = (penalty, symbol.modules) }
    }
    return best?.modules ?? modules
  }

  // MARK: - Function patterns

  private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
    modules[row * size + column] = isDark
    isFunction[row * size + column] = true
  }

  private mutating func drawFunctions() {
    for place in 0..<size {
      set(6, place, place.isMultiple(of: 2))
      set(place, 6, place.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
    let places = alignments
    for row in places {
      for column in places {
        let isFinder =
          (row == 6 && column == 6) || (row == 6 && column == size - 7)
          || (row == size - 7 && column == 6)
        if !isFinder { drawAlignment(row, column) }
      }
    }
    // Reserves the places of the format.
    drawFormat(0)
    drawVersion()
  }

  /// The middles of the alignment patterns (annex E).
  private var alignments: [Int] {
    guard version > 1 else { return [] }
    let count = version / 7 + 2
    let step = version == 32 ? 26 : (4 * version + 2 * count + 1) / (2 * count - 2) * 2
    return [6] + (0..<count - 1).reversed().map { size - 7 - $0 * step }
  }

  private mutating func drawFinder(_ row: Int, _ column: Int) {
    for down in -4...4 {
      for right in -4...4 {
        let (y, x) = (row + down, column + right)
        guard (0..<size).contains(y), (0..<size).contains(x) else { continue }
        let distance = max(abs(down), abs(right))
        set(y, x, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignment(_ row: Int, _ column: Int) {
    for down in -2...2 {
      for right in -2...2 { set(row + down, column + right, max(abs(down), abs(right)) != 1) }
    }
  }

  /// 15 bits, twice (7.9, annex C).
  private mutating func drawFormat(_ mask: Int) {
    let data = Self.level << 3 | mask
    var remainder = data
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
    let bits = (data << 10 | remainder) ^ 0x5412
    func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
    for place in 0...5 { set(place, 8, bit(place)) }
    set(7, 8, bit(6))
    set(8, 8, bit(7))
    set(8, 7, bit(8))
    for place in 9..<15 { set(8, 14 - place, bit(place)) }
    for place in 0..<8 { set(8, size - 1 - place, bit(place)) }
    for place in 8..<15 { set(size - 15 + place, 8, bit(place)) }
    set(size - 8, 8, true)
  }

  /// 18 bits, twice, from version 7 on (7.10, annex D).
  private mutating func drawVersion() {
    guard version > 6 else { return }
    var remainder = version
    for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
    let bits = version << 12 | remainder
    for place in 0..<18 {
      let isDark = bits >> place & 1 == 1
      let (near, far) = (place / 3, size - 11 + place % 3)
      set(near, far, isDark)
      set(far, near, isDark)
    }
  }

  // MARK: - Codewords

  /// In columns of two from the right, up and down in turn (7.7.3).
  private mutating func draw(_ bytes: [UInt8]) {
    var bit = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      for step in 0..<size {
        let goesUp = (right + 1) & 2 == 0
        let row = goesUp ? size - 1 - step : step
        for column in [right, right - 1] where !isFunction[row * size + column] {
          guard bit < 8 * bytes.count else { continue }
          modules[row * size + column] = bytes[bit / 8] >> (7 - bit % 8) & 1 == 1
          bit += 1
        }
      }
      right -= 2
    }
  }

  /// The conditions of table 10.
  private mutating func apply(_ mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isFunction[row * size + column] {
        let isInverted =
          switch mask {
          case 0: (row + column) % 2 == 0
          case 1: row % 2 == 0
          case 2: column % 3 == 0
          case 3: (row + column) % 3 == 0
          case 4: (row / 2 + column / 3) % 2 == 0
          case 5: row * column % 2 + row * column % 3 == 0
          case 6: (row * column % 2 + row * column % 3) % 2 == 0
          default: ((row + column) % 2 + row * column % 3) % 2 == 0
          }
        if isInverted { modules[row * size + column].toggle() }
      }
    }
  }
}

/// How hard a masked square is to read (7.8.3.1).
private struct QRPenalty {
  private let modules: [Bool]
  private let size: Int

  init(_ modules: [Bool], size: Int) { (self.modules, self.size) = (modules, size) }

  var total: Int {
    var total = blocks + balance
    for line in 0..<size {
      total += penalty(ofLine: (0..<size).map { modules[line * size + $0] })
      total += penalty(ofLine: (0..<size).map { modules[$0 * size + line] })
    }
    return total
  }

  /// Long runs, and what looks like a finder: 1:1:3:1:1 beside four light modules.
  private func penalty(ofLine line: [Bool]) -> Int {
    var penalty = 0
    var run = 0
    for (place, module) in line.enumerated() {
      run = place > 0 && line[place - 1] == module ? run + 1 : 1
      if run == 5 { penalty += 3 } else if run > 5 { penalty += 1 }
    }
    let finder = [true, false, true, true, true, false, true]
    let light = [false, false, false, false]
    for start in 0..<max(0, size - 10) {
      let part = Array(line[start..<start + 11])
      if part == finder + light || part == light + finder { penalty += 40 }
    }
    return penalty
  }

  private var blocks: Int {
    var penalty = 0
    for row in 0..<size - 1 {
      for column in 0..<size - 1 {
        let place = row * size + column
        let first = modules[place]
        if modules[place + 1] == first, modules[place + size] == first,
          modules[place + size + 1] == first
        {
          penalty += 3
        }
      }
    }
    return penalty
  }

  /// Ten for each 5 % that the dark modules are away from one half.
  private var balance: Int {
    let dark = modules.count { $0 }
    return abs(20 * dark - 10 * modules.count) / modules.count * 10
  }
}
