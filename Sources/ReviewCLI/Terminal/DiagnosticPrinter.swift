import Rules

/// Prints diagnostics on standard error: at most ``DiagnosticDigest/limit`` a file in one run, and
/// at its end how many more there were.
///
/// A class, because a file of many dossiers is complained about once for each of them.
final class DiagnosticPrinter {
  /// What was said of one file.
  private struct Tally {
    var shown = 0
    var errorsLeftOut = 0
    var warningsLeftOut = 0
  }

  private var tallies: [String: Tally] = [:]
  /// The files in the order of their first diagnostics.
  private var paths: [String] = []
  /// That of the run; nil: nothing was said yet.
  private var language: Language?

  /// Prints diagnostics, in the language asked for or else that of the first text that something is
  /// said of: a run speaks one language, though each line of a stock is a text of its own.
  func print(
    _ diagnostics: [Diagnostic], of sources: [SourceText], language: Language?,
    on terminal: Terminal
  ) {
    var start = diagnostics.startIndex
    while start < diagnostics.endIndex {
      let index = diagnostics[start].range.source
      let end =
        diagnostics[start...].firstIndex { $0.range.source != index } ?? diagnostics.endIndex
      print(Array(diagnostics[start..<end]), of: sources, Int(index), language, terminal)
      start = end
    }
  }

  /// Prints the diagnostics of one text of a list.
  private func print(
    _ diagnostics: [Diagnostic], of sources: [SourceText], _ index: Int, _ language: Language?,
    _ terminal: Terminal
  ) {
    let source = sources[index]
    if tallies[source.path] == nil { paths.append(source.path) }
    var tally = tallies[source.path] ?? Tally()
    let digest = DiagnosticDigest(diagnostics, room: DiagnosticDigest.limit - tally.shown)
    tally.shown += digest.shown.count
    tally.errorsLeftOut += digest.errorsLeftOut
    tally.warningsLeftOut += digest.warningsLeftOut
    if !digest.shown.isEmpty {
      let spoken = language ?? self.language ?? source.mainLanguage
      self.language = spoken
      let renderer = DiagnosticRenderer(
        sources: sources, language: spoken, colour: terminal.errorColour)
      for diagnostic in digest.shown { terminal.complain(renderer.render(diagnostic) + "\n") }
    }
    tallies[source.path] = tally
  }

  /// Prints how many diagnostics of each file were left out.
  func finish(on terminal: Terminal) {
    for path in paths {
      guard let tally = tallies[path],
        let note = DiagnosticDigest.note(
          errors: tally.errorsLeftOut, warnings: tally.warningsLeftOut, in: path)
      else { continue }
      terminal.complain(note[language ?? .chinese] + "\n")
    }
    tallies = [:]
    paths = []
    language = nil
  }
}
