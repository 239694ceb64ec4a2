/// The verbs of the command line.
enum Command: String, CaseIterable {
  case evaluate, check, format, test, explain, coverage, schema, template, audit, release, ledger
  case completions, man
}
