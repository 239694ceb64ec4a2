// What VS Code asks while somebody writes, asked of the server and said in VS Code's own terms.
'use strict'

const vscode = require('vscode')

const toRange = found => new vscode.Range(
  found.start.line, found.start.character, found.end.line, found.end.character)
const toLocation = found => new vscode.Location(vscode.Uri.parse(found.uri), toRange(found.range))

function toEdit(found) {
  const edit = new vscode.WorkspaceEdit()
  for (const [uri, edits] of Object.entries(found.changes)) {
    edit.set(vscode.Uri.parse(uri), edits.map(one => new vscode.TextEdit(toRange(one.range), one.newText)))
  }
  return edit
}

/** Registers everything; each of the results ends it. */
function register(connection, languageID) {
  const files = [{ scheme: 'file', language: languageID }]
  const at = (document, position, more) =>
    ({ textDocument: { uri: document.uri.toString() }, ...(position && { position }), ...more })
  const ask = (method, params, token) => connection.request(method, params, token)
  const languages = vscode.languages
  return [
    languages.registerHoverProvider(files, {
      async provideHover(document, position, token) {
        const found = await ask('textDocument/hover', at(document, position), token)
        if (!found) return undefined
        const text = new vscode.MarkdownString()
        text.appendCodeblock(found.contents.value, 'text')
        return new vscode.Hover(text, found.range && toRange(found.range))
      }
    }),
    languages.registerCompletionItemProvider(files, {
      async provideCompletionItems(document, position, token) {
        const found = await ask('textDocument/completion', at(document, position), token)
        if (!found) return undefined
        const items = found.items.map(one => {
          const item = new vscode.CompletionItem({ label: one.label, description: one.detail }, one.kind - 1)
          item.sortText = one.sortText
          item.filterText = one.filterText
          item.insertText = one.textEdit.newText
          item.range = toRange(one.textEdit.range)
          return item
        })
        return new vscode.CompletionList(items, found.isIncomplete)
      }
    }, ' ', '、', ',', '.', '=', '＝', '[', '（', '('),
    languages.registerDefinitionProvider(files, {
      async provideDefinition(document, position, token) {
        return (await ask('textDocument/definition', at(document, position), token) ?? []).map(toLocation)
      }
    }),
    languages.registerReferenceProvider(files, {
      async provideReferences(document, position, context, token) {
        const found = await ask('textDocument/references', at(document, position, { context }), token)
        return (found ?? []).map(toLocation)
      }
    }),
    languages.registerRenameProvider(files, {
      async prepareRename(document, position, token) {
        const found = await ask('textDocument/prepareRename', at(document, position), token)
        if (!found) throw new Error('这里没有可以改名的名称 · nothing to rename here')
        return { range: toRange(found.range), placeholder: found.placeholder }
      },
      async provideRenameEdits(document, position, newName, token) {
        const found = await ask('textDocument/rename', at(document, position, { newName }), token)
        return found ? toEdit(found) : undefined
      }
    }),
    languages.registerDocumentSymbolProvider(files, {
      async provideDocumentSymbols(document, token) {
        const found = await ask('textDocument/documentSymbol', at(document), token)
        return (found ?? []).map(one => new vscode.DocumentSymbol(
          one.name, one.detail, one.kind - 1, toRange(one.range), toRange(one.selectionRange)))
      }
    }),
    languages.registerFoldingRangeProvider(files, {
      async provideFoldingRanges(document, context, token) {
        const found = await ask('textDocument/foldingRange', at(document), token)
        return (found ?? []).map(one => new vscode.FoldingRange(
          one.startLine, one.endLine,
          one.kind === 'comment' ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region))
      }
    }),
    languages.registerDocumentFormattingEditProvider(files, {
      async provideDocumentFormattingEdits(document, options, token) {
        const found = await ask('textDocument/formatting', at(document, undefined, { options }), token)
        return (found ?? []).map(one => new vscode.TextEdit(toRange(one.range), one.newText))
      }
    }),
    languages.registerCodeActionsProvider(files, {
      async provideCodeActions(document, range, context, token) {
        const found = await ask(
          'textDocument/codeAction', at(document, undefined, { range, context: { diagnostics: [] } }), token)
        return (found ?? []).map(one => {
          const action = new vscode.CodeAction(one.title, vscode.CodeActionKind.QuickFix)
          action.edit = toEdit(one.edit)
          action.isPreferred = one.isPreferred
          return action
        })
      }
    }, { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] }),
    languages.registerCodeLensProvider(files, {
      async provideCodeLenses(document, token) {
        const found = await ask('textDocument/codeLens', at(document), token)
        return (found ?? []).map(one => Object.assign(new vscode.CodeLens(toRange(one.range)), { one }))
      },
      async resolveCodeLens(lens, token) {
        const found = await ask('codeLens/resolve', lens.one, token)
        lens.command = { title: found?.command.title ?? '…', command: '' }
        return lens
      }
    }),
    languages.registerInlayHintsProvider(files, {
      async provideInlayHints(document, range, token) {
        const found = await ask('textDocument/inlayHint', at(document, undefined, { range }), token)
        return (found ?? []).map(one => {
          const hint = new vscode.InlayHint(
            new vscode.Position(one.position.line, one.position.character), one.label,
            vscode.InlayHintKind.Type)
          hint.paddingLeft = one.paddingLeft
          return hint
        })
      }
    })
  ]
}

module.exports = { register }
