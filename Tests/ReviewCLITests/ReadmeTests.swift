import Testing

/// What the README shows of a report is what the program prints.
@Suite("The README")
struct ReadmeTests {
  private static let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  @Test("Its report is the program's", arguments: ["README.md", "README.zh.md"])
  func report(_ name: String) throws {
    let program = ReviewProgram()
    let page = try program.run(["\(Self.repository)/\(name)"], program: "cat").output
    let blocks = page.split(separator: "```\n", omittingEmptySubsequences: false)
    let command = try #require(blocks.count > 3 ? blocks[1].split(separator: "\n").last : nil)
    let words = try #require(command.split(separator: "swift run -c release review ").last)
    let run = try program.run(
      words.split(separator: " ").map {
        $0.hasPrefix("Rules/") ? "\(Self.repository)/\($0)" : String($0)
      } + ["--rules", "\(Self.repository)/Rules"])
    var printed = run.output.split(separator: "\n")[...]
    for shown in blocks[3].split(separator: "\n") where shown != "…" {
      let start = shown.last == "…" ? shown.dropLast() : shown
      let place = printed.firstIndex { line in
        shown.last == "…" ? line.hasPrefix(start) : line == start
      }
      printed = printed[(try #require(place, "\(shown)") + 1)...]
    }
  }
}
