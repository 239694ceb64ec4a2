import Rules

// Where names are declared and used, and how they are changed.

extension LanguageServer {
  func definition(_ question: Question) -> (inout JSONWriter) -> Void {
    locations(
      question.analysis.definitions(at: question.offset, of: question.source), question)
  }

  func references(_ question: Question, _ params: JSONNode) -> (inout JSONWriter) -> Void {
    let withDeclaration = params["context"]?["includeDeclaration"]?.boolean ?? true
    return locations(
      question.analysis.references(
        at: question.offset, of: question.source, withDeclaration: withDeclaration), question)
  }

  private func locations(
    _ ranges: [SourceRange], _ question: Question
  ) -> (inout JSONWriter) -> Void {
    // What the program's own rules declare stands in no file of this machine.
    let own = ranges.filter { Int($0.source) < question.analysis.ownCount }
    return { json in
      json.array { json in
        for range in own { self.write(range, of: question.analysis, to: &json) }
      }
    }
  }

  func prepareRename(_ question: Question) -> (inout JSONWriter) -> Void {
    guard let tree = trees[question.root],
      let word = tree.workspace.renamable(
        question.analysis, at: question.offset, of: question.source)
    else { return { $0.null() } }
    let text = question.analysis.sources[question.source]
    return { json in
      json.object { json in
        json.member("range") { $0.range(Int(word.start), Int(word.end), in: question.text) }
        json.member("placeholder", text.slice(Int(word.start), Int(word.end)))
      }
    }
  }

  func rename(
    _ question: Question, _ params: JSONNode
  ) throws(RPCError) -> (inout JSONWriter) -> Void {
    guard let name = params["newName"]?.string, let tree = trees[question.root] else {
      throw RPCError(.invalidParams, "newName is missing")
    }
    do throws(RenameRefusal) {
      let edits = try tree.workspace.rename(
        question.analysis, at: question.offset, of: question.source, to: name)
      return { json in self.write(edits, of: question.analysis, to: &json) }
    } catch {
      throw RPCError(.requestFailed, error.reason[question.language])
    }
  }
}
