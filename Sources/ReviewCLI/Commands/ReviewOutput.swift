import Rules

/// Prints reviews in the format that was asked for.
///
/// `jsonl` prints each review as it comes, in bounded memory; the others print at the end.
struct ReviewOutput {
  let options: EvaluateOptions
  let terminal: Terminal
  let files: FileStore
  private(set) var count = 0
  private var reviews: [Review] = []
  /// What goes to a file rather than to standard output.
  private var held = ""

  init(options: EvaluateOptions, terminal: Terminal, files: FileStore) {
    self.options = options
    self.terminal = terminal
    self.files = files
  }

  private var language: Language { options.language ?? .chinese }

  mutating func add(_ review: Review) {
    count += 1
    guard options.format == .jsonl else {
      reviews.append(review)
      return
    }
    var json = JSONWriter(style: .compact)
    JSONReport(review, language: language).write(to: &json)
    json.endLine()
    emit(json.text)
  }

  private mutating func emit(_ text: String) {
    if options.output == nil { terminal.write(text) } else { held += text }
  }

  /// Prints what was held back.
  mutating func finish() throws(CommandFailure) {
    switch options.format {
    case .jsonl: break
    case .json: emit(json)
    case .text: emit(text)
    case .html: throw .usage("--format html")
    }
    if let path = options.output { try files.save(held, to: path) }
  }

  private var json: String {
    guard !reviews.isEmpty else { return "" }
    var json = JSONWriter(style: .pretty)
    if reviews.count == 1, let review = reviews.first {
      JSONReport(review, language: language).write(to: &json)
    } else {
      json.array { json in
        for review in reviews { JSONReport(review, language: language).write(to: &json) }
      }
    }
    json.endLine()
    return json.text
  }

  private var text: String {
    let colour = options.output == nil && terminal.outputColour
    return reviews.map { TextReport($0, language: language, colour: colour).text }
      .joined(separator: "\n")
  }
}
