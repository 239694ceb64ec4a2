/// A state of the log that somebody kept outside it.
///
/// ```
/// two-high.local/lz01                                  a checkpoint, whole and signed;
/// 1000                                                 lines may be indented and stand in
/// gJZP+1WHiF9AgKPmkMP98VJnCncOtTNiwLvIEVMuMmE=         any text, as on a printed report
///
/// — two-high.local/lz01 qY6mtyCwkQ0MT3+f…vbm5rw0=
///
/// 1000:gJZP+1WHiF9AgKPmkMP98VJnCncOtTNiwLvIEVMuMmE=    its size and root, copied by hand
/// ```
public struct HeldHead: Sendable, Equatable {
  /// How many lines the log had.
  public let size: Int
  /// The root over them.
  public let root: Digest
  /// The signed checkpoint; `nil` for a size and a root alone, which nobody vouches for.
  public let checkpoint: Checkpoint?
  /// Where it was found, for messages.
  public let place: String

  public init(_ checkpoint: Checkpoint, place: String) {
    (size, root) = (checkpoint.size, checkpoint.root)
    (self.checkpoint, self.place) = (checkpoint, place)
  }

  /// `size:root`, the root in base64 or as 64 hexadecimal digits; `nil` for any other text.
  public init?(_ text: String, place: String) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let digits = String(validating: parts[0], as: UTF8.self),
      let size = Int(digits), size > 0, String(size) == digits,
      let root = Base64.decode(parts[1]).flatMap({ Digest($0) })
        ?? String(validating: parts[1], as: UTF8.self).flatMap({ Digest(hexadecimal: $0) })
    else { return nil }
    (self.size, self.root, checkpoint, self.place) = (size, root, nil, place)
  }

  /// The form that a person copies: `size:root`.
  public var text: String { "\(size):\(root.base64)" }

  /// What the log must continue, in full.
  var proof: String { "\(place)\n\(checkpoint?.text ?? text + "\n")" }

  /// What a log says that is smaller or has another root. Without a signature it may be a slip.
  func contradicts(_ found: Checkpoint) -> AuditLogError {
    checkpoint == nil
      ? .otherRoot(held: proof, found: found.text) : .rolledBack(held: proof, found: found.text)
  }

  /// All that stand in a text, whatever is around them.
  ///
  /// In JSON a line feed is written `\n`; both are taken for the end of a line.
  public static func all(in bytes: [UInt8], place: String) -> [HeldHead] {
    let lines = Self.lines(of: bytes)
    var heads: [HeldHead] = []
    for (index, line) in lines.enumerated() {
      if line.starts(with: "— ".utf8) {
        // The empty line between the root and the signature may have been lost.
        let above = lines[..<index].reversed().lazy.filter { !$0.isEmpty }.prefix(3).reversed()
        let text = above.joined(separator: [0x0A]) + [0x0A, 0x0A] + line + [0x0A]
        if above.count == 3, let checkpoint = try? Checkpoint(Array(text), place: place) {
          heads.append(HeldHead(checkpoint, place: place))
        }
      } else {
        for word in line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }) {
          if let head = HeldHead(String(decoding: word, as: UTF8.self), place: place) {
            heads.append(head)
          }
        }
      }
    }
    return heads
  }

  /// `"`, `<` and `>`, with which JSON, HTML and answered mail surround a line.
  private static let marks: [UInt8] = [0x22, 0x3C, 0x3E]

  /// The lines without blanks and marks around them.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count {
      let isEscape = bytes[offset] == UInt8(ascii: "\\") && offset + 1 < bytes.count
      if isEscape, bytes[offset + 1] == UInt8(ascii: "n") {
        text.append(0x0A)
        offset += 2
      } else if isEscape, bytes[offset + 1] == UInt8(ascii: "/") {
        offset += 1
      } else {
        text.append(Self.marks.contains(bytes[offset]) ? 0x0A : bytes[offset])
        offset += 1
      }
    }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return text.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      var line = line
      while let first = line.first, isBlank(first) { line.removeFirst() }
      while let last = line.last, isBlank(last) { line.removeLast() }
      return line
    }
  }
}
