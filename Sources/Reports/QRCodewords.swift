import Rules

/// The codewords of a QR code of level M: the data with its length, padded, then the words that
/// correct errors, interleaved block by block (ISO/IEC 18004:2015, 7.4 to 7.6).
struct QRCodewords {
  /// 1 to 40.
  let version: Int
  let bytes: [UInt8]

  /// Of level M, by version: the correcting words of a block, and the number of blocks (table 9).
  private static let correctionCounts = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  ]
  private static let blockCounts = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
  ]

  /// nil when no version holds the data.
  init?(_ data: [UInt8]) {
    let found = (1...40).first { version in
      Self.head(of: data, in: version).count + 8 * data.count <= 8 * Self.dataCount(in: version)
    }
    guard let version = found else { return nil }
    self.version = version
    bytes = Self.interleaved(Self.dataWords(data, in: version), in: version)
  }

  /// How many codewords a version has in all: what function patterns leave free.
  static func count(in version: Int) -> Int {
    var modules = (16 * version + 128) * version + 64
    if version > 1 {
      let patterns = version / 7 + 2
      modules -= (25 * patterns - 10) * patterns - 55
      if version > 6 { modules -= 36 }
    }
    return modules / 8
  }

  private static func dataCount(in version: Int) -> Int {
    count(in: version) - correctionCounts[version - 1] * blockCounts[version - 1]
  }

  /// What stands before the bytes: that they are UTF-8 where that matters (assignment 26), the mode, and
  /// the count.
  private static func head(of data: [UInt8], in version: Int) -> [Bool] {
    let isPlain = data.allSatisfy { $0 < 0x80 }
    return (isPlain ? [] : bits(0b0111, 4) + bits(26, 8)) + bits(0b0100, 4)
      + bits(data.count, version < 10 ? 8 : 16)
  }

  private static func bits(_ value: Int, _ count: Int) -> [Bool] {
    (0..<count).map { value >> (count - 1 - $0) & 1 == 1 }
  }

  private static func dataWords(_ data: [UInt8], in version: Int) -> [UInt8] {
    let capacity = dataCount(in: version)
    var stream = head(of: data, in: version)
    for byte in data { stream += bits(Int(byte), 8) }
    stream += Array(repeating: false, count: min(4, 8 * capacity - stream.count))
    while !stream.count.isMultiple(of: 8) { stream.append(false) }
    var words = (0..<stream.count / 8).map { word in
      stream[8 * word..<8 * word + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    // The padding of 7.4.10.
    let start = words.count
    for place in start..<capacity {
      words.append((place - start).isMultiple(of: 2) ? 0xEC : 0x11)
    }
    return words
  }

  /// The words block by block, the shorter blocks first, column by column.
  private static func interleaved(_ data: [UInt8], in version: Int) -> [UInt8] {
    let (corrections, blockCount) = (correctionCounts[version - 1], blockCounts[version - 1])
    let shortCount = blockCount - count(in: version) % blockCount
    let shortLength = count(in: version) / blockCount - corrections
    let code = ReedSolomon(degree: corrections)
    var blocks: [ArraySlice<UInt8>] = []
    var start = 0
    for block in 0..<blockCount {
      let length = shortLength + (block < shortCount ? 0 : 1)
      blocks.append(data[start..<start + length])
      start += length
    }
    var words: [UInt8] = []
    for column in 0...shortLength {
      for block in blocks where column < block.count {
        words.append(block[block.startIndex + column])
      }
    }
    let remainders = blocks.map { code.remainder(of: $0) }
    for column in 0..<corrections {
      for remainder in remainders { words.append(remainder[column]) }
    }
    return words
  }
}

/// Reed-Solomon codes over the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1 (7.5.2).
private struct ReedSolomon {
  /// The coefficients of the generator behind the first, which is 1, from the highest power.
  private let generator: [UInt8]

  init(degree: Int) {
    var product = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<degree {
      for place in product.indices {
        product[place] = Self.multiply(product[place], root)
        if place + 1 < product.count { product[place] ^= product[place + 1] }
      }
      root = Self.multiply(root, 2)
    }
    generator = product
  }

  func remainder(of data: ArraySlice<UInt8>) -> [UInt8] {
    var remainder = [UInt8](repeating: 0, count: generator.count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for place in remainder.indices {
        remainder[place] ^= Self.multiply(generator[place], factor)
      }
    }
    return remainder
  }

  private static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product = 0
    for bit in (0..<8).reversed() {
      product = product << 1 ^ (product >> 7) * 0x11D
      product ^= (Int(right) >> bit & 1) * Int(left)
    }
    return UInt8(truncatingIfNeeded: product)
  }
}
