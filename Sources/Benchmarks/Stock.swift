import Glibc
import Reports
import Rules

/// The example dossiers, over and over, as they are or each with other numbers, judged by the rules beside
/// them.
struct Stock {
  private let program: Program
  private let rules: String
  private let lines: [SourceText]
  private let setting: ReviewSetting

  /// nil when there are no rules or no examples, or something is wrong with the rules.
  ///
  /// - Parameter isVaried: Whether no two records have the same numbers.
  init?(_ options: Options, isVaried: Bool = false) {
    rules = options.rules
    let texts = Folder.files(below: options.rules)
    let sources = Folder.rules(among: texts)
    let book = RuleBook(sources, lints: false)
    let examples = texts.filter { path, _ in
      path.hasPrefix("\(options.rules)/examples/") && path.hasSuffix(".json")
        && !path.contains("/parameters/")
    }.map { Self.line($1) }
    guard !sources.isEmpty, !examples.isEmpty,
      !book.diagnostics.contains(where: { $0.severity == .error })
    else { return nil }
    program = book.program
    let kept = VariedRecord.keptKeys(book.program.vocabulary)
    lines = (0..<options.dossiers).map { number in
      let example = examples[number % examples.count]
      return SourceText(
        path: "stock.jsonl",
        bytes: isVaried
          ? VariedRecord.bytes(example, kept: kept, seed: UInt64(number + 1)) : example,
        firstLine: number + 1)
    }
    setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
  }

  /// Records of another task, under its rules.
  init(outside count: Int) {
    rules = ""
    program = RuleBook([OutsideTask.source], lints: false).program
    lines = (0..<count).map {
      SourceText(path: "outside.jsonl", bytes: OutsideTask.record($0), firstLine: $0 + 1)
    }
    setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
  }

  /// Records under so many generated rules, all of which they meet.
  init(generatedRules count: Int, records: Int) {
    rules = ""
    program = RuleBook([GeneratedRules.source(count)], lints: false).program
    lines = (0..<records).map {
      SourceText(
        path: "generated.jsonl", bytes: GeneratedRules.record($0), firstLine: $0 + 1)
    }
    setting = ReviewSetting(
      today: CalendarDate(year: 2026, month: 1, day: 1) ?? CalendarDate.earliest)
  }

  /// A JSON text without its line breaks.
  private static func line(_ bytes: [UInt8]) -> [UInt8] {
    bytes.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }

  /// Writes its records to standard output, one a line.
  func write() {
    for line in lines { print(String(decoding: line.bytes, as: UTF8.self)) }
  }

  private var size: Int { lines.reduce(0) { $0 + $1.bytes.count + 1 } }

  // MARK: - Stages

  func measureStages(into results: inout Results) {
    let reader = DossierReader(vocabulary: program.vocabulary)
    add("read", to: &results) { _ = reader.read($0).dossier }
    for (name, depth) in [
      ("verdicts", ReviewDepth.verdicts), ("failures", .failures), ("complete", .complete),
    ] {
      add("read and judge, \(name)", to: &results) { _ = judge($0, reader, depth) }
    }
    measureBulk(into: &results)
    add("--explain none by the reference", to: &results) { line in
      brief(judge(line, reader, .verdicts), tellsFailures: false)
    }
    add("--explain failed by the reference", to: &results) { line in
      brief(judge(line, reader, .failures), tellsFailures: true)
    }
    add("--explain all", of: lines.count / 20 + 1, to: &results) { line in
      guard let review = judge(line, reader, .complete) else { return }
      var json = JSONWriter(style: .compact)
      JSONReport(review, advice: advise(review), language: .chinese).write(to: &json)
    }
  }

  /// What the lines of the same stock cost in bulk, beside a search for line breaks as `wc -l` does it.
  func measureBulk(into results: inout Results) {
    let start = Measure.seconds { _ = BulkPlan(program) }
    results.add("plan for many records", start * 1_000, "ms")
    guard let plan = BulkPlan(program), let judge = BulkJudge(plan, setting) else { return }
    let writer = BulkLine(program, .chinese)
    var summary = BulkSummary(program)
    let output = ByteRun()
    var declined = 0
    add("search for line breaks", to: &results) { line in
      line.bytes.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { _ = memchr(base, 0x0A, bytes.count) }
      }
    }
    add("--explain none in bulk", to: &results) { line in
      if output.count > 1 << 16 { output.cut(at: 0) }
      line.bytes.withUnsafeBufferPointer { bytes in
        guard let review = judge.review(bytes) else {
          declined += 1
          return
        }
        writer.write(review, mark: "\(line.firstLine)", to: output)
        summary.add(review)
      }
    }
    _ = summary.take()
    results.add("left to the reference", Double(declined) / Double(lines.count * 5), "of all")
    results.add(
      "rules left to it", Double(judge.referredRules) / Double(lines.count * 5), "a record")
  }

  /// What it costs to tell findings of the same stock in bulk: those that are not met, and all.
  func measureTelling(into results: inout Results) {
    guard let plan = BulkPlan(program), let judge = BulkJudge(plan, setting) else { return }
    let writer = BulkLine(program, .chinese)
    let failures = BulkFailures(program, setting, .chinese)
    let reports = BulkReports(program, setting, .chinese, ReportOrigin())
    let output = ByteRun()
    /// - Returns: How many findings were told.
    func tell(_ line: SourceText, all: Bool) -> Int {
      output.cut(at: 0)
      return line.bytes.withUnsafeBufferPointer { bytes in
        guard let review = judge.review(bytes) else { return 0 }
        guard !all else {
          _ = reports.write(
            review, mark: "\(line.firstLine)", path: line.path, line: line.firstLine,
            digest: "", to: output)
          return 0
        }
        writer.write(
          review, mark: "\(line.firstLine)",
          failures: { failures.write(review, path: line.path, line: line.firstLine, to: $0) },
          to: output)
        return review.notMet.count
      }
    }
    let told = lines.reduce(0) { $0 + tell($1, all: false) }
    let seconds = Measure.seconds { for line in lines { _ = tell(line, all: false) } }
    results.add(
      "rules explained, --explain failed in bulk", Double(told) / seconds, "rules/s")
    add("--explain failed in bulk", to: &results) { _ = tell($0, all: false) }
    add("--explain all in bulk", of: lines.count / 5 + 1, to: &results) { _ = tell($0, all: true) }
  }

  private func judge(
    _ line: SourceText, _ reader: DossierReader, _ depth: ReviewDepth
  ) -> Review? {
    let (dossier, problems) = reader.read(line)
    return judgeDossier(dossier, problems, by: program, in: setting, depth: depth).review
  }

  private func brief(_ review: Review?, tellsFailures: Bool) {
    guard let review else { return }
    var json = JSONWriter(style: .compact)
    JSONReport(review, advice: Advice.none, language: .chinese)
      .writeBrief(id: "1", tellsFailures: tellsFailures, to: &json)
  }

  private func add(
    _ name: String, of count: Int? = nil, to results: inout Results, _ work: (SourceText) -> Void
  ) {
    let part = lines.prefix(count ?? lines.count)
    let bytes = part.reduce(0) { $0 + $1.bytes.count + 1 }
    let seconds = Measure.seconds { for line in part { work(line) } }
    results.add("\(name), one core", Double(part.count) / seconds, "dossiers/s")
    results.add("\(name), one core", Double(bytes) / seconds / 1e6, "MB/s")
  }

  // MARK: - Lists

  /// The time of one dossier by the length of its longest list.
  func measureLists(into results: inout Results) {
    let reader = DossierReader(vocabulary: program.vocabulary)
    for count in [1, 10, 100, 1_000] {
      let element = #"{"name": "电石", "unitEnergy": "900 kgce/t", "unitEnergyBasis": "综合"}"#
      let text =
        #"{"project": {"province": "宁夏", "city": "中卫市", "industry": "电石", "facilityType": "工业"}, "products": ["#
        + Array(repeating: element, count: count).joined(separator: ", ") + "]}"
      let line = SourceText(path: "list.json", text: text)
      let seconds = Measure.seconds { _ = judge(line, reader, .verdicts) }
      results.add("one dossier with a list of \(count)", seconds * 1_000, "ms")
    }
  }

  // MARK: - Jobs

  /// Whole runs of the program over the stock, by the number of jobs.
  func measureJobs(_ program: String, into results: inout Results) {
    let path = "/tmp/benchmarks-\(getpid()).jsonl"
    guard let file = fopen(path, "wb") else { return print("benchmarks: no \(path)") }
    for line in lines { _ = fwrite(line.bytes + [0x0A], 1, line.bytes.count + 1, file) }
    fclose(file)
    defer { unlink(path) }
    let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    var one: Double?
    for jobs in Set([1, 2, processors]).sorted() where jobs <= processors {
      let times = (0..<3).compactMap { _ in
        Measure.seconds(running: [
          program, "evaluate", path, "--rules", rules, "--format", "jsonl", "--explain", "none",
          "--jobs", "\(jobs)",
        ])
      }
      guard times.count == 3 else { return print("benchmarks: \(program) does not start") }
      let seconds = times.sorted()[1]
      one = one ?? seconds
      results.add("whole run, --jobs \(jobs)", Double(lines.count) / seconds, "dossiers/s")
      results.add("whole run, --jobs \(jobs)", Double(size) / seconds / 1e6, "MB/s")
      results.add("whole run, --jobs \(jobs)", (one ?? seconds) / seconds, "times one job")
    }
  }
}
