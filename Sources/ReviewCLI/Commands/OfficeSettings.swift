import Rules

extension ReviewTool {
  /// The settings of the office: of the file that is named, else of `office.json` beside the rules.
  ///
  /// nil when they were rejected; an office of which nothing is known when there are none.
  func office(
    _ path: String?, _ rules: [String], _ vocabulary: Vocabulary, _ language: Language?
  ) throws(CommandFailure) -> Office? {
    var found = path
    if found == nil { found = try officeFile(beside: rules, language) }
    guard let path = found else { return Office() }
    let source = try files.text(of: path)
    let (office, problems) = OfficeReader.read(source, vocabulary: vocabulary)
    complain(problems, of: [source], language: language)
    return problems.hasErrors ? nil : office
  }

  /// The one `office.json` in the folders of the rules; nil when there is none.
  private func officeFile(
    beside rules: [String], _ language: Language?
  ) throws(CommandFailure) -> String? {
    var found: [String] = []
    for folder in try ruleFiles(language).folders(rules) {
      let path =
        folder.hasSuffix("/")
        ? folder + OfficeReader.fileName : "\(folder)/\(OfficeReader.fileName)"
      if try files.state(of: folder)?.kind == .folder, try files.state(of: path) != nil {
        found.append(path)
      }
    }
    guard found.count < 2 else {
      let names = found.joined(separator: "、")
      throw .usage(
        "有几份单位设置：\(names)，用 --office 指定一份 / several settings of an office: name one by --office"
      )
    }
    return found.first
  }
}
