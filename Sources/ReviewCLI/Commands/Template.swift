import Rules

extension ReviewTool {
  /// `review template`: a form with the facts that projects of one place and trade are asked for.
  mutating func template(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let options = try TemplateOptions(words)
    if options.format == .xlsx, options.output == nil, terminal.outputIsTerminal {
      throw .usage(
        "工作簿要写入文件 / a workbook goes into a file: review template --output 填报表.xlsx")
    }
    let rules = ruleFiles(options.language)
    if let path = options.output {
      var place = OutputGuard(files)
      try place.protect(options.rules, of: rules)
      try place.check(path)
    }
    let book = try rules.book(options.rules, .rules, judges: true)
    complain(book.diagnostics, of: book.sources, language: options.language)
    guard !book.diagnostics.hasErrors else { return .rejected }
    guard let binding = try subject(options, book) else { return .rejected }
    let (bytes, notes) =
      options.asksParameters
      ? bytes(of: ParameterForm(for: binding, in: book.program), options)
      : bytes(of: ProjectForm(for: binding, in: book.program), options, book.program.vocabulary)
    for note in notes { terminal.complain(note[options.reportLanguage].withVisibleControls + "\n") }
    if let path = options.output {
      try files.save(bytes, to: path)
    } else {
      try terminal.write(bytes)
    }
    return .success
  }

  private func bytes(
    of form: ProjectForm, _ options: TemplateOptions, _ vocabulary: Vocabulary
  ) -> (bytes: [UInt8], notes: [Phrase]) {
    let language = options.reportLanguage
    let bytes =
      switch options.format {
      case .xlsx: form.workbook(language).bytes
      case .csv: Array(form.table(language, vocabulary).utf8)
      case .json: Array(form.json(language, vocabulary).utf8)
      }
    return (bytes, form.notes)
  }

  private func bytes(
    of form: ParameterForm, _ options: TemplateOptions
  ) -> (bytes: [UInt8], notes: [Phrase]) {
    let language = options.reportLanguage
    let bytes =
      options.format == .xlsx
      ? form.workbook(language).bytes : Array(form.json(language).utf8)
    return (bytes, form.notes)
  }

  /// The place and the trade, read as a dossier has them; nil when they were rejected.
  private func subject(
    _ options: TemplateOptions, _ book: RuleBook
  ) throws(CommandFailure) -> Binding? {
    let vocabulary = book.program.vocabulary
    var header: [CSVCell] = []
    var cells: [CSVCell] = []
    var text = ""
    for (option, value) in options.subject {
      guard let field = option.field(in: vocabulary) else {
        throw .usage(
          "词汇里没有 `\(option.rawValue)` 所指的字段 / the vocabulary has no field for `\(option.rawValue)`")
      }
      text += "\(option.rawValue) "
      let start = text.utf8.count
      text += value
      let range = SourceRange(source: 0, start: start, end: text.utf8.count)
      text += "\n"
      header.append(CSVCell(text: vocabulary.fields[field].path.english, range: range))
      cells.append(CSVCell(text: value, range: range))
    }
    let source = SourceText(path: "review template", text: text)
    let whole = SourceRange(source: 0, start: 0, end: text.utf8.count)
    let (reader, _) = RowReader.make(header: header, of: source, vocabulary: vocabulary)
    let (dossier, problems) = reader.read(CSVRow(cells: cells, range: whole))
    let (binding, more) = bind(
      dossier, to: book.program, asOf: options.asOf, today: environment.currentDate)
    complain(problems + more, of: [source], language: options.language ?? .chinese)
    return (problems + more).hasErrors ? nil : binding
  }
}

/// What `review template` was asked for.
struct TemplateOptions {
  enum Format: String, CaseIterable {
    case xlsx, csv, json
  }

  /// An option that says something of the projects.
  enum Subject: String, CaseIterable {
    case province = "--province"
    case city = "--city"
    case county = "--county"
    case industry = "--industry"
    case facility = "--facility"

    /// The field that it gives; nil: there is none.
    func field(in vocabulary: Vocabulary) -> Int? {
      let places = vocabulary.jurisdictionFields
      switch self {
      case .province: return places.first
      case .city: return places.count > 1 ? places[1] : nil
      case .county: return places.count > 2 ? places[2] : nil
      case .industry: return vocabulary.field(at: "project.industry")
      case .facility: return vocabulary.field(at: "project.facilityType")
      }
    }
  }

  let subject: [(option: Subject, value: String)]
  let rules: [String]
  let format: Format
  /// Whether the parameters that the authority gives are wanted rather than the facts of a project.
  let asksParameters: Bool
  let output: String?
  let asOf: CalendarDate?
  /// nil: Chinese.
  let language: Language?

  var reportLanguage: Language { language ?? .chinese }

  init(_ words: [String]) throws(CommandFailure) {
    let arguments = try Arguments(words, Command.template.form)
    if let operand = arguments.operands.first {
      throw .usage(
        "`\(operand)` 是多余的；地点和行业写成 `--city 中卫市 --industry 电石` / "
          + "`\(operand)` is not needed: review template --city NAME --industry NAME")
    }
    subject = Subject.allCases.compactMap { option in
      arguments[option.rawValue].map { (option, $0) }
    }
    rules = arguments.all("--rules")
    output = arguments["--output"]
    let format = try arguments.choice("--format")
    self.format = format.flatMap(Format.init) ?? Self.format(of: output) ?? .json
    asksParameters = arguments.has("--parameters")
    if asksParameters, self.format == .csv {
      throw .usage("参数模板只有 xlsx 和 json / the parameters are xlsx or json")
    }
    language = try arguments.choice("--language").flatMap(Language.init)
    asOf = try arguments.date("--as-of")
  }

  /// The format that the name of a file asks for.
  private static func format(of path: String?) -> Format? {
    switch path.flatMap({ TextKind(path: $0) }) {
    case .workbook: .xlsx
    case .table: .csv
    case .json: .json
    case .rules, .cases, .lines, .newlineDelimited, .policy, nil: nil
    }
  }
}
