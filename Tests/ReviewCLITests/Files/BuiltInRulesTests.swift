import Rules
import Testing

@testable import ReviewCLI

@Suite("Built-in rules")
struct BuiltInRulesTests {
  @Test("The built-in program is what the built-in texts compile to, and names their digest")
  func belongTogether() throws {
    let file = try BuiltInRules.file()
    let sources = BuiltInRules.sources
    let book = RuleBook(sources)
    #expect(file.program == book.program)
    #expect(file.origin == JudgingRules(book).origin)
    #expect(file.origin.digest == BuiltInRules.digest)
    #expect(file.origin.rulesets.count == file.program.rules.rulesets.count)
  }

  @Test("Compiled, the shipped folder is the built-in program; broken rules are rejected")
  func compile() throws {
    let program = ReviewProgram()
    let built = try program.run(["compile"])
    #expect(built.status == 0)
    #expect(Array(built.output.utf8) == (try BuiltInRules.file()).bytes)
    program.write("规则 甲 「甲」\n  应 乙", to: "broken.rules")
    #expect(try program.run(["compile", "broken.rules"]).status == 3)
  }
}
