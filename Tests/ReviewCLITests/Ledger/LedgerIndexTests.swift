import AuditLog
import Rules
import Synchronization
import Testing

@testable import ReviewCLI

/// The calls of the system, with a count of the bytes that they read.
private final class CountingCalls: FileSystemCalls {
  private let calls = GlibcFileSystem()
  private let count = Mutex(0)

  var bytesRead: Int { count.withLock { $0 } }

  func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int {
    let bytes = try calls.read(file, into: buffer, at: offset)
    count.withLock { $0 += bytes }
    return bytes
  }

  func open(
    _ name: String, in directory: Int32?, _ access: FileAccess
  ) throws(SystemCallFailure) -> Int32 { try calls.open(name, in: directory, access) }
  func close(_ file: Int32) { calls.close(file) }
  func makeDirectory(
    _ name: String, in directory: Int32?, mode: UInt32
  ) throws(SystemCallFailure) { try calls.makeDirectory(name, in: directory, mode: mode) }
  func write(
    _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) throws(SystemCallFailure) -> Int { try calls.write(file, bytes, at: offset) }
  func synchronizeData(_ file: Int32) throws(SystemCallFailure) {
    try calls.synchronizeData(file)
  }
  func synchronize(_ file: Int32) throws(SystemCallFailure) { try calls.synchronize(file) }
  func truncate(_ file: Int32, to byteCount: Int) throws(SystemCallFailure) {
    try calls.truncate(file, to: byteCount)
  }
  func status(_ file: Int32) throws(SystemCallFailure) -> FileStatus { try calls.status(file) }
  func status(_ name: String, in directory: Int32?) throws(SystemCallFailure) -> FileStatus {
    try calls.status(name, in: directory)
  }
  func rename(
    _ name: String, in directory: Int32, to newName: String, in newDirectory: Int32
  ) throws(SystemCallFailure) {
    try calls.rename(name, in: directory, to: newName, in: newDirectory)
  }
  func unlink(_ name: String, in directory: Int32) throws(SystemCallFailure) {
    try calls.unlink(name, in: directory)
  }
  func names(in directory: Int32) throws(SystemCallFailure) -> [String] {
    try calls.names(in: directory)
  }
  func lock(_ file: Int32) throws(SystemCallFailure) { try calls.lock(file) }
  func unlock(_ file: Int32) throws(SystemCallFailure) { try calls.unlock(file) }
}

@Suite("The index of sources beside a log")
struct LedgerIndexTests {
  /// The bytes that are read to find the earlier uses of one source in a log of so many decisions,
  /// each of a source of its own.
  private func bytesRead(amongDecisions count: Int) throws -> Int {
    let trial = try LedgerTrial()
    let lines = (0..<count).map {
      #"{"project": {"name": "第\#($0)号", "size": 1}, "furnaces": [{"number": "T-\#($0)", "used": 30}]}"#
    }
    trial.program.write(lines.joined(separator: "\n"), to: "all.jsonl")
    let run = try trial.evaluate(file: "all.jsonl", options: ["--format", "jsonl"])
    try #require(run.status == 0, "\(run.errors)")
    let program = RuleBook([SourceText(path: "trial.rules", text: LedgerTrial.rules)]).program
    let today = try #require(CalendarDate(parsing: "2024-06-01"))
    let session = ReviewSession(program: program, setting: ReviewSetting(today: today))
    let unit = DossierUnit.text(SourceText(path: "0.json", text: lines[0]))
    let claims = try #require(session.claims(of: unit).found).claims
    let calls = CountingCalls()
    let log = try AuditLog.open(directory: trial.program.folder + "/audit", calls: calls)
    let before = calls.bytesRead
    let index = try LedgerIndex(of: log, for: session)
    var book = LedgerBook(program.vocabulary)
    try index.load(claims, into: &book)
    #expect(book.balances.map { $0.uses.count } == [1])
    return calls.bytesRead - before
  }

  @Test("The uses of one source are found without reading the log anew")
  func reading() throws {
    let (few, many) = (try bytesRead(amongDecisions: 50), try bytesRead(amongDecisions: 1_050))
    // The entries and documents of a thousand decisions are a megabyte and more.
    #expect(many - few < 100_000, "\(few) bytes of 50 decisions, \(many) of 1050")
  }
}
