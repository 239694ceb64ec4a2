import Rules

/// What is wrong with the texts of a folder, one `textDocument/publishDiagnostics` a text.
struct DiagnosticMessages {
  private let analysis: Analysis
  private let documents: [String: OpenDocument]
  private let language: Language?

  init(_ analysis: Analysis, documents: [String: OpenDocument], language: Language?) {
    (self.analysis, self.documents, self.language) = (analysis, documents, language)
  }

  /// The messages of all texts, that of the text which was edited before the others.
  func messages(first: String) -> [(path: String, isEmpty: Bool, bytes: [UInt8])] {
    var bySource: [Int32: [Diagnostic]] = [:]
    for diagnostic in analysis.diagnostics {
      bySource[diagnostic.range.source, default: []].append(diagnostic)
    }
    let order = (0..<analysis.ownCount).sorted {
      (analysis.sources[$0].path == first ? 0 : 1, $0)
        < (analysis.sources[$1].path == first ? 0 : 1, $1)
    }
    return order.map { source in
      let path = analysis.sources[source].path
      let found = bySource[Int32(source)] ?? []
      return (path, found.isEmpty, message(path, source, found))
    }
  }

  /// That nothing is wrong with a text which is not there any more.
  static func nothing(of path: String) -> [UInt8] {
    Reply.notification("textDocument/publishDiagnostics") { json in
      json.object { json in
        json.member("uri", DocumentURI.uri(of: path))
        json.member("diagnostics") { json in json.array { _ in } }
      }
    }
  }

  private func message(_ path: String, _ source: Int, _ diagnostics: [Diagnostic]) -> [UInt8] {
    let digest = DiagnosticDigest(diagnostics)
    let language = language ?? analysis.sources[source].mainLanguage
    return Reply.notification("textDocument/publishDiagnostics") { json in
      json.object { json in
        json.member("uri", documents[path]?.uri ?? DocumentURI.uri(of: path))
        if let version = documents[path]?.version { json.member("version", version) }
        json.member("diagnostics") { json in
          json.array { json in
            guard !digest.shown.isEmpty else { return }
            let text = UTF16Text(analysis.sources[source].bytes)
            for diagnostic in digest.shown { write(diagnostic, in: text, language, to: &json) }
          }
        }
      }
    }
  }

  private func write(
    _ diagnostic: Diagnostic, in text: UTF16Text, _ language: Language, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("range") {
        $0.range(Int(diagnostic.range.start), Int(diagnostic.range.end), in: text)
      }
      json.member("severity", diagnostic.severity == .error ? 1 : 2)
      json.member("code", diagnostic.code.name)
      json.member("source", "review")
      let hint = diagnostic.hint.map { "\n" + $0[language] } ?? ""
      json.member("message", diagnostic.message[language] + hint)
      guard !diagnostic.related.isEmpty else { return }
      json.member("relatedInformation") { json in
        json.array { json in
          for label in diagnostic.related { write(label, language, to: &json) }
        }
      }
    }
  }

  private func write(
    _ label: Diagnostic.Label, _ language: Language, to json: inout JSONWriter
  ) {
    let source = analysis.sources[Int(label.range.source)]
    json.object { json in
      json.member("location") { json in
        json.object { json in
          json.member("uri", documents[source.path]?.uri ?? DocumentURI.uri(of: source.path))
          json.member("range") {
            $0.range(
              Int(label.range.start), Int(label.range.end), in: UTF16Text(source.bytes))
          }
        }
      }
      json.member("message", label.text[language])
    }
  }
}
