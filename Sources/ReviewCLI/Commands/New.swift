import Rules

extension ReviewTool {
  /// `review new DIR --name NAME --region NAME`: a folder for the rules of another place, ready to
  /// write in. What is there already is never overwritten.
  mutating func new(_ words: [String]) throws(CommandFailure) -> ExitStatus {
    let arguments = try Arguments(words, Command.new.form)
    guard let folder = arguments.operands.first, arguments.operands.count == 1,
      let name = arguments["--name"], let region = arguments["--region"], !name.isEmpty
    else {
      throw .usage(
        "请给出文件夹、名称和地区 / name the folder, the ruleset and the region: "
          + "review new Rules/guizhou --name 贵州 --region 贵州省")
    }
    let isNew = try files.state(of: folder) == nil
    guard try isNew ? true : files.isEmptyFolder(folder) else {
      throw CommandFailure(
        status: .rejected,
        message: "`\(folder)` 里已有内容，没有改动 / `\(folder)` is not empty; nothing was changed")
    }
    let shared = try ruleFiles(.chinese).bookInTree([], .rules)
    guard let place = NewRuleset(name, region: region, in: shared.checked) else {
      throw CommandFailure(
        status: .rejected,
        message: "没有名为 `\(region)` 的省、市：写全称，如 `贵州省`、`中卫市`"
          + " / there is no province or city called `\(region)`: write its full name, as `贵州省` or `中卫市`"
      )
    }
    try files.makeFolder(at: folder)
    for (file, text) in place.files {
      try files.save(text, to: "\(folder)/\(file)")
      try terminal.write("\(folder)/\(file)\n")
    }
    try terminal.write(
      "接下来 / next:  review check \(folder)   ·   review test \(folder)\n")
    return .success
  }
}

extension FileStore {
  fileprivate func isEmptyFolder(_ path: String) throws(CommandFailure) -> Bool {
    guard let found = try contents(of: path, .itself) else { return false }
    return found.allSatisfy { $0.path == path }
  }
}
