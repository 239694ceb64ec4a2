import Glibc
import Reports
import Rules

/// Measures how fast rules load, dossiers are judged, and it is known what an edit of the rules does.
///
///     swift run -c release benchmarks [--rules Rules] [--program .build/release/review]
///         [--dossiers 2000] [--json FILE]
///     swift run -c release benchmarks --stock 4000 [--varied yes] [--rules Rules] > records.jsonl
///     swift run -c release benchmarks --differential RECORDS.jsonl [--rules Rules]
///     swift run -c release benchmarks --interviews 20 [--course random|in-order] [--rules Rules]
///
/// The second form writes the examples over and over, as they are or with other numbers in each record. The
/// third measures nothing: it holds what is judged in bulk against the reference. The fourth counts the
/// questions of so many interviews of each trade.
///
/// A table on standard output, and the same figures as JSON. Of several runs the median counts; all
/// times are of the processor, but those of several jobs, which are on the clock.
@main
enum Main {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print(
        "usage: benchmarks [--rules DIR] [--program FILE] [--dossiers N] [--json FILE] [--stock N [--varied yes|no]] [--differential FILE] [--interviews N]"
      )
      exit(64)
    }
    if let path = options.differential {
      exit(Differential.run(path, rules: options.rules) == 0 ? 0 : 1)
    }
    if let count = options.interviews {
      guard let interviews = Interviews(of: options.rules) else {
        print("benchmarks: no rules in \(options.rules), or none about trades")
        exit(1)
      }
      interviews.tell(count, isInOrder: options.isInOrder)
      return
    }
    if options.isStockWanted {
      guard let stock = Stock(options, isVaried: options.isVaried) else {
        print("benchmarks: no rules or examples in \(options.rules)")
        exit(1)
      }
      return stock.write()
    }
    var results = Results()
    measureLoading(into: &results)
    guard let stock = Stock(options) else {
      print("benchmarks: no rules or examples in \(options.rules)")
      exit(1)
    }
    stock.measureStages(into: &results)
    stock.measureTelling(into: &results)
    results.title("the same with other numbers in each record")
    Stock(options, isVaried: true)?.measureTelling(into: &results)
    results.title("an outside task of 12 rules")
    Stock(outside: options.dossiers * 10).measureBulk(into: &results)
    for count in [100, 1_000, 10_000] {
      results.title("\(count) generated rules, of which a quarter asks for the trade of a record")
      Stock(generatedRules: count, records: options.dossiers).measureBulk(into: &results)
    }
    results.title("")
    stock.measureLists(into: &results)
    Edits(rules: options.rules)?.measure(into: &results)
    if let program = options.program { stock.measureJobs(program, into: &results) }
    if let path = options.json, !results.save(to: path) { exit(1) }
  }

  /// Rules of a text, by their number: lexed, parsed, checked, compiled; and read as a finished
  /// program.
  private static func measureLoading(into results: inout Results) {
    for count in [100, 1_000, 10_000] {
      let source = GeneratedRules.source(count)
      var book = RuleBook([source], lints: false)
      let text = Measure.seconds { book = RuleBook([source], lints: false) }
      results.add("load \(count) rules from text", text * 1_000, "ms")
      guard !book.diagnostics.contains(where: { $0.severity == .error }) else {
        print("benchmarks: the generated rules are wrong")
        exit(1)
      }
      let bytes = ProgramFile(book.program, from: ProgramOrigin(digest: "", rulesets: [:])).bytes
      let finished = Measure.seconds { _ = try? ProgramFile(bytes) }
      results.add("load \(count) rules compiled", finished * 1_000, "ms")
    }
  }
}

/// What the benchmarks were asked for.
struct Options {
  var rules = "Rules"
  var program: String?
  var dossiers = 2_000
  var json: String?
  /// Records that are judged in bulk and by the reference, and compared.
  var differential: String?
  /// Whether records are written, rather than measured, and with other numbers in each.
  var isStockWanted = false
  var isVaried = false
  /// How many interviews are held of each trade.
  var interviews: Int?
  /// Whether their answers break no rule where that can be.
  var isInOrder = false

  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch name {
      case "--rules": rules = value
      case "--program": program = value
      case "--json": json = value
      case "--differential": differential = value
      case "--dossiers", "--stock":
        guard let count = Int(value), count > 0 else { return nil }
        dossiers = count
        isStockWanted = isStockWanted || name == "--stock"
      case "--varied":
        guard value == "yes" || value == "no" else { return nil }
        isVaried = value == "yes"
      case "--interviews":
        guard let count = Int(value), count > 0 else { return nil }
        interviews = count
      case "--course":
        guard value == "random" || value == "in-order" else { return nil }
        isInOrder = value == "in-order"
      default: return nil
      }
    }
  }
}
