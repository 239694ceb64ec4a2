// The extension of VS Code with a stand-in for VS Code: opens a text, slips, completes, renames.
//   REVIEW=… EDITORS=… TEXT=… node vscode.js
'use strict'

const Module = require('module')
const assert = require('assert')
const fs = require('fs')
const { pathToFileURL } = require('url')

const providers = {}
const listeners = {}
const told = new Map()
const registering = name => (selector, provider) => {
  providers[name] = provider
  return { dispose() {} }
}
const listening = name => listener => {
  listeners[name] = listener
  return { dispose() {} }
}
class Range {
  constructor(a, b, c, d) { this.start = { line: a, character: b }; this.end = { line: c, character: d } }
}
class Plain { constructor(...parts) { this.parts = parts } }
class WorkspaceEdit {
  constructor() { this.edits = new Map() }
  set(uri, edits) { this.edits.set(uri.text, edits) }
}
const uri = text => ({ text, scheme: 'file', path: decodeURIComponent(new URL(text).pathname), toString: () => text })
const file = uri(pathToFileURL(process.env.TEXT).href)
const document = {
  uri: file, version: 1, text: fs.readFileSync(process.env.TEXT, 'utf8'), getText() { return this.text }
}
const vscode = {
  Range, WorkspaceEdit,
  Position: class { constructor(line, character) { Object.assign(this, { line, character }) } },
  Location: Plain, TextEdit: class { constructor(range, newText) { Object.assign(this, { range, newText }) } },
  Diagnostic: class { constructor(range, message, severity) { Object.assign(this, { range, message, severity }) } },
  DiagnosticRelatedInformation: Plain, DiagnosticSeverity: { Error: 0, Warning: 1 },
  CompletionItem: class { constructor(label, kind) { Object.assign(this, { label, kind }) } },
  CompletionList: class { constructor(items) { this.items = items } },
  Hover: Plain, MarkdownString: class { appendCodeblock(text) { this.text = text } },
  DocumentSymbol: Plain, FoldingRange: Plain, FoldingRangeKind: {}, InlayHint: Plain, InlayHintKind: {},
  CodeAction: class { constructor(title) { this.title = title } }, CodeActionKind: {},
  CodeLens: class { constructor(range) { this.range = range } },
  Uri: { parse: uri }, env: { language: 'zh-cn' },
  commands: { registerCommand: () => ({ dispose() {} }) },
  window: { showErrorMessage: message => { throw new Error(message) } },
  workspace: {
    getConfiguration: () => ({ get: name => (name === 'program' ? process.env.REVIEW : '') }),
    workspaceFolders: undefined, textDocuments: [document],
    onDidOpenTextDocument: listening('open'), onDidCloseTextDocument: listening('close'),
    onDidSaveTextDocument: listening('save'), onDidChangeTextDocument: listening('change'),
    createFileSystemWatcher: () => ({
      onDidChange() {}, onDidCreate() {}, onDidDelete() {}, dispose() {}
    })
  },
  languages: {
    createDiagnosticCollection: () => ({ set: (uri, found) => told.set(uri.text, found), dispose() {} }),
    ...Object.fromEntries([
      'Hover', 'CompletionItem', 'Definition', 'Reference', 'Rename', 'DocumentSymbol', 'FoldingRange',
      'DocumentFormattingEdit', 'CodeActions', 'CodeLens', 'InlayHints'
    ].map(name => [`register${name}Provider`, registering(name)]))
  }
}
const load = Module._load
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest))

async function until(condition) {
  for (let turn = 0; turn < 400; turn++) {
    if (condition()) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('waited in vain')
}

function edit(line, start, end, text) {
  const lines = document.text.split('\n')
  lines[line] = lines[line].slice(0, start) + text + lines[line].slice(end)
  document.text = lines.join('\n')
  document.version += 1
  listeners.change({
    document, contentChanges: [{ range: new Range(line, start, line, end), rangeOffset: 0, text }]
  })
}

async function main() {
  const extension = require(process.env.EDITORS + '/vscode/extension.js')
  const context = { subscriptions: [] }
  extension.activate(context)
  await until(() => told.get(file.text)?.length === 0)
  const line = document.text.split('\n').indexOf('  应 数据中心.PUE 不高于 1.2')
  edit(line, 4, 12, '数据中心.PEU')
  await until(() => told.get(file.text).length === 1)
  const [slip] = told.get(file.text)
  assert.deepStrictEqual([slip.code, slip.range.start, slip.range.end],
    ['unknown-name', { line, character: 4 }, { line, character: 12 }])
  const place = { line, character: 10 }
  const [fix] = await providers.CodeActions.provideCodeActions(document, slip.range, {})
  assert.strictEqual(fix.edit.edits.get(file.text)[0].newText, '数据中心.PUE')
  edit(line, 4, 12, '数据中心.PUE')
  await until(() => told.get(file.text).length === 0)
  const { items } = await providers.CompletionItem.provideCompletionItems(document, place)
  assert.strictEqual(items[0].insertText, '数据中心.PUE')
  const hover = await providers.Hover.provideHover(document, place)
  assert.match(hover.parts[0].text, /电能利用效率/)
  const renamed = await providers.Rename.provideRenameEdits(document, place, '能效值')
  assert.strictEqual(renamed.edits.get(file.text).length, 2)
  const lenses = await providers.CodeLens.provideCodeLenses(document)
  assert.strictEqual((await providers.CodeLens.resolveCodeLens(lenses[0])).command.title, '没有案例')
  extension.deactivate()
  console.log('vscode: ok')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
