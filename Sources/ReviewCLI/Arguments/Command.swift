/// The verbs of the command line, in the order in which help names them.
enum Command: String, CaseIterable {
  case evaluate, interview, template, ledger, summary, desk
  case new, check, format, test, explain, lsp, coverage, compare, compile, release, docs
  case audit, schema, completions, man

  var form: CommandForm {
    switch self {
    case .evaluate: .evaluate
    case .interview: .interview
    case .template: .template
    case .ledger: .ledger
    case .summary: .summary
    case .desk: .desk
    case .new: .new
    case .check: .check
    case .format: .format
    case .test: .test
    case .explain: .explain
    case .lsp: .lsp
    case .coverage: .coverage
    case .compare: .compare
    case .compile: .compile
    case .release: .release
    case .docs: .docs
    case .audit: .audit
    case .schema: .schema
    case .completions: .completions
    case .man: .man
    }
  }
}
