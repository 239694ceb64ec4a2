import Reports
import Rules

// What an editor asks about a place of a text: `path` and `offset`, in bytes of UTF-8.

extension Desk {
  /// `complete(path, offset)`: what can be written there, and what of the text it takes the place of.
  mutating func complete(_ call: DeskCall) -> [UInt8] {
    guard let (analysis, source, offset) = place(call),
      let found = analysis.completions(at: offset, of: source)
    else { return Self.object { _ in } }
    return Self.object { json in
      json.member("start", Int(found.range.start))
      json.member("end", Int(found.range.end))
      json.member("items") { json in
        json.array { json in
          for item in found.items.prefix(40) {
            json.object { json in
              json.member("text", item.text)
              json.member("detail", item.detail)
            }
          }
        }
      }
    }
  }

  /// `name(path, offset)`: what the word there stands for, where it is declared and used.
  mutating func name(_ call: DeskCall) -> [UInt8] {
    guard let (analysis, source, offset) = place(call),
      let hovered = analysis.hover(at: offset, of: source)
    else { return Self.object { _ in } }
    let lines = lines(on: hovered.subject, analysis)
    let canRename = workspace.renamable(analysis, at: offset, of: source) != nil
    let declared = analysis.definitions(at: offset, of: source)
    let used = analysis.references(at: offset, of: source, withDeclaration: false)
    return Self.object { json in
      json.member("word", analysis.text(at: hovered.range))
      json.member("lines", texts: lines)
      json.member("renames") { $0.verbatim(canRename ? "true" : "false") }
      json.member("declared") { $0.places(declared, in: analysis) }
      json.member("used") { $0.places(used, in: analysis) }
    }
  }

  /// The lines that are shown; a table of hundreds of rows is cut.
  private static let lineLimit = 40

  private mutating func lines(
    on subject: Hovered.Subject, _ analysis: Analysis
  ) -> [String] {
    switch subject {
    case .keyword(let keyword, let form):
      let name = keyword.spelling
      let both =
        name.chinese == name.english ? name.chinese : "\(name.chinese) \(name.english)"
      return [both] + (form.map { [$0[language]] } ?? [])
    case .thing(let referent):
      guard let book = currentBook() else { return [] }
      return Array(ReferentExplanation(book, language).lines(referent).prefix(Self.lineLimit))
    }
  }

  /// `rename(path, offset, name)`: what to write instead in which files.
  mutating func rename(_ call: DeskCall) -> [UInt8] {
    guard let (analysis, source, offset) = place(call) else {
      return Self.failure("这里没有名称", "there is no name here")
    }
    do throws(RenameRefusal) {
      let edits = try workspace.rename(
        analysis, at: offset, of: source, to: call.text(2) ?? "")
      return Self.object { json in
        json.member("edits") { $0.edits(edits, in: analysis) }
      }
    } catch {
      return Self.failure(error.reason.chinese, error.reason.english)
    }
  }

  /// `fixes(path, start, end)`: the edits that answer what is wrong there, each of them tried.
  mutating func fixes(_ call: DeskCall) -> [UInt8] {
    guard let (analysis, source, start) = place(call), let end = call.number(2) else {
      return Self.object { _ in }
    }
    let range = SourceRange(source: source, start: start, end: end)
    let fixes = workspace.quickFixes(analysis, in: range)
    return Self.object { json in
      json.member("fixes") { json in
        json.array { json in
          for fix in fixes {
            json.object { json in
              json.member("title", phrase: fix.title)
              json.member("edits") { $0.edits(fix.edits, in: analysis) }
            }
          }
        }
      }
    }
  }

  private mutating func place(
    _ call: DeskCall
  ) -> (analysis: Analysis, source: Int, offset: Int)? {
    let analysis = currentAnalysis()
    guard let path = call.text(0), let source = workspace.index(of: path),
      let offset = call.number(1)
    else { return nil }
    return (analysis, source, offset)
  }
}

extension Analysis {
  fileprivate func text(at range: SourceRange) -> String {
    sources[Int(range.source)].slice(Int(range.start), Int(range.end))
  }
}

extension JSONWriter {
  fileprivate mutating func places(_ ranges: [SourceRange], in analysis: Analysis) {
    array { json in
      for range in ranges.prefix(200) {
        let source = analysis.sources[Int(range.source)]
        json.object { json in
          json.member("path", source.path)
          json.member("start", Int(range.start))
          json.member("end", Int(range.end))
          json.member("line", source.position(of: Int(range.start)).line)
        }
      }
    }
  }

  fileprivate mutating func edits(_ edits: [TextEdit], in analysis: Analysis) {
    array { json in
      for edit in edits {
        json.object { json in
          json.member("path", analysis.sources[Int(edit.range.source)].path)
          json.member("start", Int(edit.range.start))
          json.member("end", Int(edit.range.end))
          json.member("text", edit.text)
        }
      }
    }
  }
}
