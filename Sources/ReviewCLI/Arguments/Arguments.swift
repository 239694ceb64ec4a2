import Rules

/// The words behind a command, taken apart into options and operands.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []

  /// - Parameters:
  ///   - options: Options that take a value, such as `--rules`.
  ///   - repeatable: Those of them that may stand several times. Of any other the last would win in
  ///     silence.
  ///   - flags: Options that stand alone.
  init(
    _ words: [String], options: Set<String>,
    repeatable: Set<String> = ["--rules", "--set", "--pinned"],
    flags known: Set<String> = []
  ) throws(CommandFailure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word.hasPrefix("-"), word != "-", word != "--" {
          throw .usage("没有选项 `\(word)` / unknown option `\(word)`")
        }
        if word != "--" { operands.append(word) }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if known.contains(name) {
        flags.insert(name)
      } else if options.contains(name) {
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("选项 `\(name)` 要有一个值 / `\(name)` needs a value")
        }
        guard values[name] == nil || repeatable.contains(name) else {
          throw .usage("选项 `\(name)` 写了两次 / `\(name)` is given twice")
        }
        values[name, default: []].append(value)
      } else {
        throw .usage("没有选项 `\(name)` / unknown option `\(name)`")
      }
    }
  }

  subscript(_ option: String) -> String? { values[option]?.last }
  func all(_ option: String) -> [String] { values[option] ?? [] }
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The value of an option that takes a day.
  func date(_ option: String) throws(CommandFailure) -> CalendarDate? {
    guard let text = self[option] else { return nil }
    guard let date = CalendarDate(parsing: text) else {
      throw .usage("`\(option)` 要写成 2025-12-31 / write `\(option)` as 2025-12-31")
    }
    return date
  }

  /// The value of an option that takes one of a few words.
  func choice(_ option: String, _ allowed: [String]) throws(CommandFailure) -> String? {
    guard let value = self[option] else { return nil }
    guard allowed.contains(value) else {
      throw .usage(
        "`\(option)` 只能是 \(allowed.joined(separator: "、")) / "
          + "`\(option)` is one of \(allowed.joined(separator: ", "))")
    }
    return value
  }
}
