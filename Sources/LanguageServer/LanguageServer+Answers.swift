import Rules

// Each request by its name; each answer stands in a file of its own.

extension LanguageServer {
  func answer(
    _ method: Method, _ params: JSONNode, _ id: RequestID
  ) throws(RPCError) -> (inout JSONWriter) -> Void {
    if method == .codeLensResolve { return try resolveLens(params, id) }
    let question = try question(params)
    switch method {
    case .hover: return hover(question)
    case .completion: return completion(question)
    case .definition: return definition(question)
    case .references: return references(question, params)
    case .prepareRename: return prepareRename(question)
    case .rename: return try rename(question, params)
    case .documentSymbol: return symbols(question)
    case .foldingRange: return folding(question)
    case .formatting: return formatting(question)
    case .codeAction: return actions(question, params)
    case .codeLens: return lenses(question)
    case .inlayHint: return inlays(question, params)
    case .cases: return try cases(question, id)
    case .impact: return impact(question)
    case .codeLensResolve: throw RPCError(.internalError, "answered above")
    }
  }
}
