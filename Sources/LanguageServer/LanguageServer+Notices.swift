import Rules

// What the client tells about its texts.

extension LanguageServer {
  func notice(_ method: String, _ params: JSONNode?) {
    guard let params else { return }
    switch method {
    case "textDocument/didOpen": open(params)
    case "textDocument/didChange": change(params)
    case "textDocument/didSave": save(params)
    case "textDocument/didClose": close(params)
    case "workspace/didChangeWatchedFiles":
      for change in params["changes"]?.elements ?? [] {
        if let uri = change["uri"]?.string { reread(uri) }
      }
    default: break
    }
  }

  private func open(_ params: JSONNode) {
    guard let uri = params["textDocument"]?["uri"]?.string,
      let path = DocumentURI.path(of: uri), TextKind(path: path)?.isOfRules == true,
      let text = params["textDocument"]?["text"]?.string
    else { return }
    let version = params["textDocument"]?["version"]?.integer ?? 0
    documents[path] = OpenDocument(
      path: path, uri: uri, version: version, bytes: Array(text.utf8))
    let root = root(of: path)
    if trees[root] == nil {
      let open = documents.values.filter { self.root(of: $0.path) == root }
        .map { SourceText(path: $0.path, bytes: $0.bytes) }
      trees[root] = RuleTree(
        root: root, texts: folders.texts(root), around: folders.defaults(), open: open)
    } else {
      trees[root]?.put(SourceText(path: path, text: text))
    }
    changed(root, path)
  }

  private func change(_ params: JSONNode) {
    guard let path = path(in: params), var document = documents[path] else { return }
    for edit in params["contentChanges"]?.elements ?? [] {
      guard let text = edit["text"]?.string else { continue }
      guard let range = edit["range"] else {
        document.bytes = Array(text.utf8)
        continue
      }
      let places = UTF16Text(document.bytes)
      let start = places.offset(of: range["start"])
      let end = max(start, places.offset(of: range["end"]))
      document.bytes.replaceSubrange(start..<end, with: text.utf8)
    }
    document.version = params["textDocument"]?["version"]?.integer ?? document.version
    documents[path] = document
    let root = root(of: path)
    trees[root]?.put(SourceText(path: path, bytes: document.bytes))
    changed(root, path)
  }

  private func save(_ params: JSONNode) {
    guard let path = path(in: params), let document = documents[path] else { return }
    trees[root(of: path)]?.save(path, document.bytes)
  }

  private func close(_ params: JSONNode) {
    guard let path = path(in: params), documents.removeValue(forKey: path) != nil else { return }
    let root = root(of: path)
    trees[root]?.revert(path, to: folders.bytes(path))
    changed(root, path)
  }

  /// Takes what another program wrote on disk.
  private func reread(_ uri: String) {
    guard let path = DocumentURI.path(of: uri), TextKind(path: path)?.isOfRules == true else {
      return
    }
    let root = root(of: path)
    guard trees[root] != nil else { return }
    if documents[path] == nil {
      trees[root]?.revert(path, to: folders.bytes(path))
      changed(root, path)
    } else {
      trees[root]?.save(path, folders.bytes(path))
    }
  }

  func path(in params: JSONNode) -> String? {
    params["textDocument"]?["uri"]?.string.flatMap { DocumentURI.path(of: $0) }
  }

  /// The root of a text; it is looked for on disk once for each folder.
  func root(of path: String) -> String {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    if let known = roots[folder] { return known }
    let found = folders.root(path)
    roots[folder] = found
    return found
  }
}

extension TextKind {
  /// Whether `check` reads files of this kind.
  var isOfRules: Bool {
    switch self {
    case .rules, .cases, .table: true
    case .workbook, .json, .lines, .newlineDelimited, .policy: false
    }
  }
}

extension UTF16Text {
  /// The byte offset of a place of a message; of none, the beginning.
  func offset(of place: JSONNode?) -> Int {
    offset(line: place?["line"]?.integer ?? 0, character: place?["character"]?.integer ?? 0)
  }
}
