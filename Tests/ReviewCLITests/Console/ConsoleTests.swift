import Testing

@testable import ReviewCLI

/// What the pages of the command line show is what a shell shows.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter ConsoleTests` writes what was printed into the pages and
/// fails; shorten it with `…` by hand.
@Suite("The command line, page by page")
struct ConsoleTests {
  private static let repository = #filePath.split(
    separator: "/", omittingEmptySubsequences: false
  ).dropLast(4).joined(separator: "/")
  private static let folder = "\(repository)/Tests/Specification/command-line"
  private static let names: [String] = {
    let listed = try? ReviewProgram().run([folder], program: "ls").output
    return (listed ?? "").split(separator: "\n").map(String.init)
  }()

  @Test("Every command has its page")
  func complete() {
    #expect(
      Set(Self.names).isSuperset(of: Command.allCases.map { "\($0.rawValue).md" }))
  }

  @Test("The page is what is printed", arguments: names)
  func page(_ name: String) throws {
    let program = ReviewProgram()
    let path = "\(Self.folder)/\(name)"
    let written = try program.run([path], program: "cat").output
    var page = ConsolePage(written)
    #expect(page.text == written, "the page is read as it is written")
    _ = try program.run(["page"], program: "mkdir")
    if written.contains(" Rules") {
      _ = try program.run(["-s", "\(Self.repository)/Rules", "page/Rules"], program: "ln")
    }
    var differs = 0
    for index in page.parts.indices {
      switch page.parts[index] {
      case .text: break
      case .file(let name, let lines):
        if let slash = name.lastIndex(of: "/") {
          _ = try program.run(["-p", "page/\(name[..<slash])"], program: "mkdir")
        }
        program.write(lines.joined(separator: "\n") + "\n", to: "page/\(name)")
      case .console(var exchanges):
        for place in exchanges.indices {
          let shown = try Self.shown(exchanges[place].command, by: program)
          guard !exchanges[place].shows(shown) else { continue }
          differs += 1
          Issue.record(
            "\(name): $ \(exchanges[place].command)\n\(shown.joined(separator: "\n"))")
          exchanges[place].output = shown
        }
        page.parts[index] = .console(exchanges)
      }
    }
    if differs > 0, Self.records { try Self.write(page.text, to: path, by: program) }
  }

  private static let records = Environment.process().variables("RECORD_SNAPSHOTS") != nil

  /// What a shell shows of a command: output and errors as they come, then a status that is not 0.
  private static func shown(
    _ command: Substring, by program: ReviewProgram
  ) throws -> [Substring] {
    let script = "review() { \"$REVIEW\" \"$@\"; }; exec 2>&1; \(command)"
    let run = try program.run(
      ["60", "bash", "-c", script], variables: ["REVIEW": ReviewProgram.path, "LC_ALL": "C.UTF-8"],
      directory: "\(program.folder)/page", program: "timeout")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines + (run.status == 0 ? [] : ["[\(run.status)]"])
  }

  private static func write(_ text: String, to path: String, by program: ReviewProgram) throws {
    program.write(text, to: "page.md")
    _ = try program.run(["page.md", path], program: "cp")
  }
}
