import Testing

@testable import Rules

/// Which rooms of a target may know which: its folders, and the files that stand beside them.
///
/// A file beside the folders may know everything; no folder knows it unless the table has a row
/// for it. A new arrow is a design decision: it gets its own commit and a sentence of why.
struct Layers: Sendable, CustomTestStringConvertible {
  let target: String
  /// The rooms below each room.
  let arrows: [String: Set<String>]

  let files: [SwiftFile]

  var testDescription: String { target }

  init(target: String, arrows: [String: Set<String>]) {
    (self.target, self.arrows) = (target, arrows)
    files = Repository.files(below: "Sources/\(target)", endingIn: [".swift"]).map {
      SwiftFile(path: $0, text: Repository.text(of: $0) ?? "")
    }
  }

  /// What the files of the other targets declare as members.
  var foreignMembers: Set<String> {
    Set(Layers.all.filter { $0.target != target }.flatMap { $0.files.flatMap { $0.members } })
  }

  /// One room that knows no rules.
  static let spreadsheet = Layers(target: "Spreadsheet", arrows: [:])

  static let all = [
    engine, reports, spreadsheet, auditLog, languageServer, commandLine, deskEngine, deskServer,
  ]

  static let engine = Layers(
    target: "Rules",
    arrows: [
      "Source": [],
      "Values": ["Source", "Diagnostics"],
      "Diagnostics": ["Source"],
      "Formats": ["Source", "Values", "Diagnostics"],
      "Syntax": ["Source", "Values", "Diagnostics"],
      // What words mean, as data. A case names the text it stands on as it was written.
      "Meaning": ["Source", "Values", "Diagnostics", "Syntax"],
      "Checker": ["Source", "Values", "Diagnostics", "Formats", "Syntax", "Meaning"],
      "Program": ["Source", "Values", "Meaning"],
      // A dossier is read by the words of a vocabulary.
      "Dossier": ["Source", "Values", "Diagnostics", "Formats", "Meaning", "Program"],
      // A source of two dossiers is found again by what a vocabulary says it is known by.
      "Ledger": ["Source", "Values", "Formats", "Meaning", "Dossier"],
      // A finding shows a condition in the keywords of the language.
      "Evaluator": [
        "Source", "Values", "Diagnostics", "Syntax", "Meaning", "Program", "Dossier", "Ledger",
      ],
      "Repair": ["Values", "Meaning", "Program", "Dossier", "Evaluator"],
      "RuleBook.swift": [
        "Source", "Values", "Diagnostics", "Syntax", "Meaning", "Checker", "Program",
      ],
      "Review.swift": [
        "Source", "Values", "Diagnostics", "Syntax", "Checker", "Program", "Dossier", "Evaluator",
        "RuleBook.swift",
      ],
      // The same rules on plain data, many records one after another; the reference knows nothing of it.
      "Bulk": [
        "Source", "Values", "Formats", "Meaning", "Program", "Dossier", "Ledger", "Evaluator",
        "Review.swift",
      ],
      // Their coverage asks, as proofs do, which parameters a rule reads and how far it unfolds.
      "Cases": [
        "Source", "Values", "Diagnostics", "Syntax", "Meaning", "Program", "Dossier", "Evaluator",
        "Exact", "RuleBook.swift",
      ],
      "Coverage": ["Source", "Values", "Diagnostics", "Syntax", "Meaning"],
      // A question about two versions of a rule; what it finds is judged like any dossier.
      "Exact": [
        "Source", "Values", "Formats", "Meaning", "Program", "Dossier", "Evaluator", "Review.swift",
      ],
      // What rules can never do is proved; comments of their authors allow it.
      "Analysis": [
        "Source", "Values", "Diagnostics", "Checker", "Program", "Exact", "Cases", "RuleBook.swift",
        "Review.swift",
      ],
      // An editor asks of texts that need not be whole what they mean, what comes of their cases, and
      // what an edit changes.
      "Editor": [
        "Source", "Values", "Diagnostics", "Syntax", "Meaning", "Checker", "Program", "Exact",
        "Cases", "RuleBook.swift",
      ],
      // A mutant is a program with one place changed; cases, proofs and dossiers near the cases are
      // held against it.
      "Mutation": [
        "Source", "Values", "Diagnostics", "Syntax", "Meaning", "Program", "Dossier", "Evaluator",
        "Exact", "Cases", "RuleBook.swift",
      ],
      // A form asks what the rules read, in the words that a dossier is read by.
      "Forms": [
        "Source", "Values", "Formats", "Meaning", "Program", "Dossier", "Evaluator",
      ],
    ])

  /// One room, whose files know one another.
  static let reports = Layers(target: "Reports", arrows: [:])

  /// One room each: what the page calls, and the server behind it.
  static let deskEngine = Layers(target: "DeskEngine", arrows: [:])
  static let deskServer = Layers(target: "DeskServer", arrows: [:])

  static let auditLog = Layers(
    target: "AuditLog",
    arrows: [
      "Errors": [],
      "Crypto": ["Errors"],
      "Encoding": ["Crypto"],
      "Files": ["Errors"],
      "Tree": ["Crypto"],
      "Notes": ["Errors", "Crypto", "Encoding", "Tree"],
      "Entries": ["Errors", "Crypto", "Encoding", "Notes"],
      "Directory": ["Errors", "Crypto", "Encoding", "Files", "Tree", "Notes", "Entries"],
      // What two processes say to each other of entries and their places.
      "Service": ["Errors", "Crypto", "Encoding", "Notes", "Entries", "Directory"],
    ])

  static let languageServer = Layers(
    target: "LanguageServer",
    arrows: [
      "Protocol": [],
      "Documents": ["Protocol"],
      "Capabilities.swift": [],
      "LanguageServer.swift": [
        "Protocol", "Documents", "Capabilities.swift", "LanguageServer+Notices.swift",
      ],
      // Each answer is a method of the server, in a file of its own.
      "Answers": ["Protocol", "Documents", "LanguageServer.swift"],
    ])

  static let commandLine = Layers(
    target: "ReviewCLI",
    arrows: [
      "ExitStatus.swift": [],
      "ProgramVersion.swift": [],
      "CommandFailure.swift": ["ExitStatus.swift"],
      "Encodings": [],
      // Work done at once, whatever it is.
      "Threads": [],
      "Arguments": ["CommandFailure.swift"],
      "Files": ["CommandFailure.swift", "Encodings"],
      // What is written at once is whole, whoever ends the program.
      "Terminal": ["ExitStatus.swift", "CommandFailure.swift", "Files", "Threads"],
      "ReviewTool.swift": ["Files", "Terminal"],
      "Commands": [
        "ExitStatus.swift", "ProgramVersion.swift", "CommandFailure.swift",
        "Arguments",
        "Files",
        "Terminal", "Threads", "ReviewTool.swift",
      ],
    ])
}

@Suite("Layers")
struct LayeringTests {
  @Test("The arrows have no circle", arguments: Layers.all)
  func noCircle(_ layers: Layers) {
    func reaches(_ room: String, _ seen: [String]) -> [String]? {
      if seen.contains(room) { return seen + [room] }
      for next in (layers.arrows[room] ?? []).sorted() {
        if let circle = reaches(next, seen + [room]) { return circle }
      }
      return nil
    }
    for room in layers.arrows.keys.sorted() {
      #expect(reaches(room, []) == nil, "\(reaches(room, []) ?? [])")
    }
  }

  @Test("Every folder has its arrows, and every arrow leads to a room", arguments: Layers.all)
  func known(_ layers: Layers) {
    let files = layers.files
    let folders = Set(files.filter { $0.room != $0.name }.map { $0.room })
    for room in folders.sorted() {
      #expect(layers.arrows[room] != nil, "\(room) is missing from the table of layers")
    }
    let rooms = Set(files.map { $0.room })
    #expect(Set(layers.arrows.keys).union(layers.arrows.values.joined()).subtracting(rooms) == [])
  }

  @Test("A file knows its own room and those below it", arguments: Layers.all)
  func arrows(_ layers: Layers) {
    for breach in Self.breaches(of: layers.arrows, in: layers.files, layers.foreignMembers) {
      Issue.record("\(breach)")
    }
  }

  @Test("No arrow stands in a table that no file needs", arguments: Layers.all)
  func used(_ layers: Layers) {
    let used = Self.uses(in: layers.files, layers.foreignMembers).map {
      Arrow(from: $0.file.room, to: $0.owner)
    }
    for (room, below) in layers.arrows {
      for other in below.subtracting(used.filter { $0.from == room }.map { $0.to }) {
        Issue.record("\(room) need not know \(other)")
      }
    }
  }

  @Test("A breach is named by its file, what it uses and where that is declared")
  func sneaky() {
    let texts = [
      "Source/Sneaky.swift": "let first: [Diagnostic] = []",
      "Source/Fair.swift": "// Diagnostic\nlet a = \"Diagnostic\"",
      "Source/Own.swift": "private struct Diagnostic {}",
      "Source/Member.swift": "func f() { text.rendered(); text.own; text.count }",
      "Source/Free.swift": "let drawn = draw(text)",
      "Source/Up.swift": "let tool = Tool()",
      "Diagnostics/Diagnostic.swift": "struct Diagnostic {\n  var own = 1\n}",
      "Diagnostics/Text.swift":
        "extension String {\n  func rendered() {}\n  var count: Int { 0 }\n}",
      "Diagnostics/Draw.swift": "func draw(_ text: String) {}",
      "Tool.swift": "struct Tool { let diagnostic: Diagnostic }",
    ]
    let files = texts.sorted { $0.key < $1.key }.map {
      SwiftFile(path: "Sources/Rules/\($0.key)", text: $0.value)
    }
    #expect(
      Self.breaches(of: ["Source": [], "Diagnostics": ["Source"]], in: files) == [
        "Source/Free.swift knows `draw` of Diagnostics",
        "Source/Member.swift knows `rendered` of Diagnostics",
        "Source/Sneaky.swift knows `Diagnostic` of Diagnostics",
        "Source/Up.swift knows `Tool` of Tool.swift",
      ])
  }

  @Test("The engine imports nothing, and the reports import the engine alone")
  func imports() {
    // A value that several threads may be the first to ask for needs an atomic reference.
    let atomic = "Sources/Rules/Values/Deferred.swift"
    for file in Layers.engine.files {
      #expect(
        file.imports == (file.path == atomic ? ["import Synchronization"] : []), "\(file.path)")
    }
    for file in Layers.reports.files { #expect(file.imports == ["import Rules"], "\(file.path)") }
    // Sockets stand in one file.
    let sockets = Layers.deskServer.files.filter { $0.imports.contains("import CMicrohttpd") }
    #expect(sockets.map { $0.name } == ["Server.swift"])
  }

  private struct Arrow: Hashable {
    let from: String
    let to: String
  }

  /// A name that a file uses, and the room that declares it.
  private struct Use {
    let file: SwiftFile
    let name: String
    let owner: String
  }

  /// ``Source/Sneaky.swift knows `Diagnostic` of Diagnostics``, for each arrow a file breaks.
  private static func breaches(
    of arrows: [String: Set<String>], in files: [SwiftFile], _ foreignMembers: Set<String> = []
  ) -> [String] {
    uses(in: files, foreignMembers).compactMap { use in
      guard let below = arrows[use.file.room], !below.contains(use.owner) else { return nil }
      return "\(use.file.shortPath) knows `\(use.name)` of \(use.owner)"
    }
  }

  /// What the files use of other rooms.
  ///
  /// To reach anything of another room a file must name one of its types or free functions, or a
  /// member by which it extends a type of others; what follows from those needs no name. A member
  /// that several rooms, other targets or the standard library declare is nobody's.
  private static func uses(in files: [SwiftFile], _ foreignMembers: Set<String> = []) -> [Use] {
    let types = owners(files) { $0.types }
    let functions = owners(files) { $0.functions }
    let members = owners(files) { $0.members }
    let declared = Dictionary(grouping: files) { $0.room }
      .mapValues { Set($0.flatMap { $0.types }) }
    let extending = owners(files) { file in
      file.extensions.filter { !(declared[file.room] ?? []).contains($0.key) }
        .reduce(into: Set()) { $0.formUnion($1.value) }
    }
    return files.flatMap { file in
      let named = file.words.subtracting(file.localTypes).compactMap { use($0, file, types) }
      let called = file.calls.compactMap { use($0, file, functions) }
      let reached = file.memberWords.union(file.calls).subtracting(standardMembers).subtracting(
        foreignMembers
      )
      .filter { members[$0]?.count == 1 }.compactMap { use($0, file, extending) }
      return (named + called + reached).sorted { $0.name < $1.name }
    }
  }

  private static let standardMembers: Set = ["combine", "count", "description", "joined", "map"]

  private static func use(_ name: String, _ file: SwiftFile, _ owners: [String: Set<String>])
    -> Use?
  {
    guard let rooms = owners[name], rooms.count == 1, let owner = rooms.first, owner != file.room
    else { return nil }
    return Use(file: file, name: name, owner: owner)
  }

  private static func owners(
    _ files: [SwiftFile], _ names: (SwiftFile) -> Set<String>
  ) -> [String: Set<String>] {
    var owners: [String: Set<String>] = [:]
    for file in files { for name in names(file) { owners[name, default: []].insert(file.room) } }
    return owners
  }
}
