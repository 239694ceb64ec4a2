import Rules

/// What the server can do, as it says at the beginning.
enum Capabilities {
  static func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("capabilities") { json in
        json.object { json in members(&json) }
      }
      json.member("serverInfo") { json in
        json.object { json in json.member("name", "review lsp") }
      }
    }
  }

  private static func members(_ json: inout JSONWriter) {
    json.member("positionEncoding", "utf-16")
    json.member("textDocumentSync") { json in
      json.object { json in
        json.member("openClose", true)
        // The edits, not the whole text.
        json.member("change", 2)
        json.member("save", true)
      }
    }
    for provider in [
      "hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider",
      "foldingRangeProvider", "documentFormattingProvider", "inlayHintProvider",
    ] {
      json.member(provider, true)
    }
    json.member("completionProvider") { json in
      json.object { json in
        json.member("triggerCharacters") { json in
          json.array { json in
            for sign in [" ", "、", ",", ".", "=", "＝", "[", "（", "("] { json.string(sign) }
          }
        }
      }
    }
    json.member("renameProvider") { json in
      json.object { $0.member("prepareProvider", true) }
    }
    json.member("codeActionProvider") { json in
      json.object { json in
        json.member("codeActionKinds") { json in json.array { $0.string("quickfix") } }
      }
    }
    json.member("codeLensProvider") { json in
      json.object { $0.member("resolveProvider", true) }
    }
  }
}

/// The requests that are about texts.
enum Method: String, CaseIterable {
  case hover = "textDocument/hover"
  case completion = "textDocument/completion"
  case definition = "textDocument/definition"
  case references = "textDocument/references"
  case prepareRename = "textDocument/prepareRename"
  case rename = "textDocument/rename"
  case documentSymbol = "textDocument/documentSymbol"
  case foldingRange = "textDocument/foldingRange"
  case formatting = "textDocument/formatting"
  case codeAction = "textDocument/codeAction"
  case codeLens = "textDocument/codeLens"
  case codeLensResolve = "codeLens/resolve"
  case inlayHint = "textDocument/inlayHint"
  /// The cases of the rule at a place, with what comes of each: our own.
  case cases = "review/cases"
  /// What the edits since the last saving do to the rules: our own.
  case impact = "review/impact"
}
