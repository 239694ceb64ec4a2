import Rules

/// A dossier of a stream that was rejected: it stands in its place, so that lines in and lines out
/// match.
public struct RejectedDossier: Sendable {
  /// The project's number, or what stands for it.
  let id: String
  /// Where the dossier begins, from 1.
  public let line: Int
  let path: String
  let problems: [ReadingWarning]

  /// - Parameters:
  ///   - id: The project's number, or what stands for it.
  ///   - line: Where the dossier begins, from 1.
  public init(id: String, line: Int, _ diagnostics: [Diagnostic], in source: SourceText) {
    (self.id, self.line, path) = (id, line, source.path)
    problems = DiagnosticDigest(diagnostics).shown.map { ReadingWarning($0, in: source) }
  }

  /// `{"id", "line", "rejected": [diagnostics]}`
  public func write(to json: inout JSONWriter, _ language: Language) {
    json.object { json in
      json.member("id", id)
      json.member("line", line)
      json.member("rejected") { json in
        json.array { json in
          for problem in problems { problem.write(to: &json, language) }
        }
      }
    }
  }
}

extension [ReadingWarning] {
  func write(to json: inout JSONWriter, _ language: Language) {
    json.array { json in
      for warning in self { warning.write(to: &json, language) }
    }
  }

  /// `"warnings":[…],"warningsLeftOut":3`: as members of an object of JSON.
  ///
  /// - Parameter count: How many there are with those that are not told.
  public func members(of count: Int, _ language: Language) -> [UInt8] {
    var json = JSONWriter(style: .compact)
    write(to: &json, language)
    let rest = count - self.count
    let leftOut = rest > 0 ? ",\"warningsLeftOut\":\(rest)" : ""
    return [UInt8]("\"warnings\":".utf8) + json.bytes + [UInt8](leftOut.utf8)
  }
}

extension ReadingWarning {
  func write(to json: inout JSONWriter, _ language: Language) {
    json.object { json in
      json.member("code", code)
      json.member("message", message[language])
      json.member("hint", hint?[language])
      json.member("at", place)
    }
  }
}
