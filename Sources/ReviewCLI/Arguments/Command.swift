/// The verbs of the command line.
enum Command: String, CaseIterable {
  case evaluate, check, format, test, explain, coverage, schema, template, compile, audit, release
  case ledger, summary
  case completions, man
}
