import Rules

/// The words behind a command, taken apart into options and operands by its form.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private var flags: Set<String> = []
  private let form: CommandForm

  init(_ words: [String], _ form: CommandForm) throws(CommandFailure) {
    self.form = form
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word.hasPrefix("-"), word != "-", word != "--" {
          throw Self.unknown(word, form)
        }
        if word != "--" { operands.append(word) }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = form.option(named: name) else {
        throw Self.unknown(name, form)
      }
      if option.value == .none {
        flags.insert(name)
      } else {
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("选项 `\(name)` 要有一个值 / `\(name)` needs a value")
        }
        guard value.unicodeScalars.contains(where: { !$0.isBlank }) else {
          throw .usage("选项 `\(name)` 的值是空的 / the value of `\(name)` is empty")
        }
        guard values[name] == nil || option.isRepeatable else {
          throw .usage("选项 `\(name)` 写了两次 / `\(name)` is given twice")
        }
        values[name, default: []].append(value)
      }
    }
  }

  private static func unknown(_ word: String, _ form: CommandForm) -> CommandFailure {
    let names = form.options.map(\.name)
    let known =
      names.isEmpty ? "" : "  可用 / known: \(names.joined(separator: " "))"
    return .unknown("没有选项 `\(word)` / unknown option `\(word)`", word, among: names, known)
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

  /// The value of an option that takes a number from 1.
  func count(_ option: String, to limit: Int = 1_000) throws(CommandFailure) -> Int? {
    guard let text = self[option] else { return nil }
    guard let count = Int(text), count > 0, count <= limit else {
      throw .usage(
        "`\(option)` 要写一个数，1 至 \(limit) / `\(option)` takes a number from 1 to \(limit)")
    }
    return count
  }

  /// The value of an option that takes one of the few words of its form.
  func choice(_ option: String) throws(CommandFailure) -> String? {
    guard let value = self[option], case .words(let allowed)? = form.option(named: option)?.value
    else { return self[option] }
    guard allowed.contains(value) else {
      throw .usage(
        "`\(option)` 只能是 \(allowed.joined(separator: "、")) / "
          + "`\(option)` is one of \(allowed.joined(separator: ", "))")
    }
    return value
  }
}
