// How a program stands in a file.
//
//     program 2
//     digest sha256:8f0c…
//     digests 6
//     0 sha256:19b2…
//     …
//     texts 6214
//     6 中卫
//     15 能效标杆水平
//     …
//     defined-units 61
//     15 16 1000 mass
//     …
//     constants 977
//     number 4025/5 17
//     …
//     steps 3512
//     field 12 -
//     constant 4
//     at-most 40 41
//     …
//     places 41210 3512 3 120 127 3 130 136 3 120 136 …
//
// A section is its name, the number of its elements, and an element a line; a line is atoms with a
// space between two. A text stands once, among the `texts`, after the number of its bytes; elsewhere
// it is its place there, from 0, and so are units, fields, steps, rules and all else that is referred to.
// What is absent is `-`. Dates are 2024-08-23, numbers whole or a fraction, yes and no are 1 and 0.
// A step is a word and what it is computed from; its place in the rule texts is text, first byte, end.
// What few readers need, as these places and the rows of tables, stands after the number of its bytes,
// so that it can be passed over and read when somebody asks.
//
// The second line names the rule texts: whoever has both can tell whether they belong together; the
// lines after it name those of each ruleset.
// A later version has another number in the first line; a reader refuses it.

/// The text form of a program.
public struct ProgramFile: Sendable, Equatable {
  static let version = 5

  public let origin: ProgramOrigin
  public let program: Program

  public init(_ program: Program, from origin: ProgramOrigin) {
    self.program = program
    self.origin = origin
  }

  /// The file, in UTF-8.
  public var bytes: [UInt8] {
    let body = ProgramWriter()
    program.parts.write(to: body)
    let units = ProgramWriter(before: body)
    units.section("defined-units", body.units.map { DefinedUnit($0) })
    let file = ProgramWriter()
    file.line { $0.word("program").number(Self.version) }
    origin.write(to: file)
    file.line { $0.word("texts").number(units.texts.count) }
    for text in units.texts { file.line { $0.number(text.count).raw(text) } }
    return file.bytes + units.bytes + body.bytes
  }

  /// Reads a file that ``bytes`` wrote; a damaged one or one of another version is refused.
  public init(_ bytes: [UInt8]) throws(ProgramFileError) {
    let (file, failure) = bytes.withUnsafeBufferPointer { buffer in
      do throws(ProgramFileError) {
        let reader = ProgramReader(buffer, isOwn: false)
        return (Optional(try ProgramFile(from: reader)), ProgramFileError?.none)
      } catch {
        return (nil, error)
      }
    }
    guard let file else {
      throw failure ?? ProgramFileError(offset: 0, message: "the file cannot be read")
    }
    self = file
  }

  /// Reads bytes that ``bytes`` wrote for certain, as those that were built into the program, without
  /// copying them or looking for damage in their texts.
  public init(trusting bytes: UnsafeBufferPointer<UInt8>) throws(ProgramFileError) {
    try self.init(from: ProgramReader(bytes, isOwn: true))
  }

  private init(from reader: ProgramReader) throws(ProgramFileError) {
    var file = reader
    try file.expect("program")
    guard try file.number() == Self.version else {
      throw file.failure("the file has another version than this program reads")
    }
    origin = try file()
    try file.readTexts()
    try file.readUnits()
    program = Program(try file())
    guard file.isAtEnd else { throw file.failure("the file goes on behind its end") }
  }
}

/// Names the rule texts that a program was compiled from.
public struct ProgramOrigin: Sendable, Equatable {
  /// What names all of them, such as `sha256:<64 hex>`.
  public let digest: String
  /// What names those of each ruleset, by ruleset; one without a file of its own has none.
  public let rulesets: [Int: String]

  public init(digest: String, rulesets: [Int: String]) {
    self.digest = digest
    self.rulesets = rulesets
  }
}

extension ProgramOrigin: ProgramCodable {
  func write(to file: ProgramWriter) {
    file.line { $0.word("digest").word(digest) }
    file.line { $0.word("digests").number(rulesets.count) }
    for (ruleset, digest) in rulesets.sorted(by: { $0.key < $1.key }) {
      file.line { $0.number(ruleset).word(digest) }
    }
  }

  init(from file: inout ProgramReader) throws(ProgramFileError) {
    try file.expect("digest")
    digest = try file.word()
    try file.expect("digests")
    var rulesets: [Int: String] = [:]
    for _ in 0..<(try file.count()) { rulesets[try file.number()] = try file.word() }
    self.rulesets = rulesets
  }
}

/// Why a program file cannot be read, and at which byte.
public struct ProgramFileError: Error, Sendable, Equatable {
  public let offset: Int
  public let message: String
}

/// A value that a program file can hold: read, it is the value that was written.
protocol ProgramCodable {
  func write(to file: ProgramWriter)
  init(from file: inout ProgramReader) throws(ProgramFileError)
}
