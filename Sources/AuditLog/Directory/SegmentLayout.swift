/// How lines are spread over the files of `entries/`.
struct SegmentLayout: Sendable, Equatable {
  /// A power of two, so that each full file is one full subtree of the Merkle tree.
  let linesPerSegment: Int

  /// 16,384 lines a file: a few megabytes, which an editor still opens.
  static let standard = SegmentLayout(linesPerSegment: 16_384)

  /// The file that holds the line of this sequence number.
  func segment(of sequence: Int) -> Int { sequence / linesPerSegment }

  /// The sequence number of a file's first line.
  func firstLine(of segment: Int) -> Int { segment * linesPerSegment }

  /// The file's name; six digits, and more when a log grows beyond 16 billion lines.
  static func name(of segment: Int) -> String {
    let digits = String(segment)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + ".jsonl"
  }

  /// The number of the file called `name`, `nil` for other files.
  static func segment(named name: String) -> Int? {
    guard name.hasSuffix(".jsonl"), let segment = Int(name.dropLast(6)), segment >= 0,
      SegmentLayout.name(of: segment).utf8.elementsEqual(name.utf8)
    else { return nil }
    return segment
  }
}

/// Where a line begins: the number of the file and the byte in it.
struct SegmentPosition: Sendable, Equatable {
  var segment = 0
  var offset = 0
}
