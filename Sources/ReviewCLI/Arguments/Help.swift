/// What `--help` prints.
enum Help {
  static let usage = "usage: review COMMAND …  (review --help)\n"
  static let overview = usage
  static func text(for command: String?) -> String { overview }
}
