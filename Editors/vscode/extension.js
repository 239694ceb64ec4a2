// The rules of the two-high review in VS Code: starts `review lsp` and hands on what it says.
//
// It needs nothing but VS Code itself, and no build step: the protocol is spoken here, in connection.js.
'use strict'

const vscode = require('vscode')
const { Connection } = require('./connection')
const { register } = require('./providers')

const languageID = 'two-high-rules'
/** @type {Connection | undefined} */
let connection
/** What ends with the connection. */
let subscriptions = []

function activate(context) {
  start(context)
  context.subscriptions.push(
    vscode.commands.registerCommand('twoHighReview.restart', () => {
      stop()
      start(context)
    }),
    vscode.commands.registerCommand('twoHighReview.cases', showCases),
    vscode.commands.registerCommand('twoHighReview.impact', showImpact),
    { dispose: stop })
}

function deactivate() { stop() }

function start(context) {
  const settings = vscode.workspace.getConfiguration('twoHighReview')
  const program = settings.get('program') || 'review'
  const language = settings.get('language')
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath
  connection = new Connection(program, ['lsp', ...(language ? ['--language', language] : [])], folder)
  connection.onFailure = reason => vscode.window.showErrorMessage(
    `两高规则：${program} lsp：${reason}。请在设置 twoHighReview.program 里写程序的路径。`)
  const diagnostics = vscode.languages.createDiagnosticCollection('review')
  subscriptions = [diagnostics, ...register(connection, languageID)]
  connection.on('textDocument/publishDiagnostics', message => {
    diagnostics.set(vscode.Uri.parse(message.uri), message.diagnostics.map(diagnostic))
  })
  connection.request('initialize', {
    processId: process.pid, rootUri: null, locale: vscode.env.language, capabilities: {}
  }).then(() => {
    connection.notify('initialized', {})
    vscode.workspace.textDocuments.forEach(opened)
  }, () => {})
  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (isOurs(document)) connection.notify('textDocument/didClose', identified(document))
    }),
    vscode.workspace.onDidSaveTextDocument(document => {
      if (isOurs(document)) connection.notify('textDocument/didSave', identified(document))
    }),
    vscode.workspace.onDidChangeTextDocument(changed))
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{rules,cases,csv}')
  for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
    event(uri => connection?.notify(
      'workspace/didChangeWatchedFiles', { changes: [{ uri: uri.toString(), type: 2 }] }))
  }
  subscriptions.push(watcher)
}

function stop() {
  connection?.end()
  connection = undefined
  for (const subscription of subscriptions) subscription.dispose()
  subscriptions = []
}

// MARK: - Texts

function isOurs(document) {
  return document.uri.scheme === 'file' && /\.(rules|cases|csv)$/i.test(document.uri.path)
}

function identified(document) { return { textDocument: { uri: document.uri.toString() } } }

function opened(document) {
  if (!isOurs(document)) return
  connection.notify('textDocument/didOpen', {
    textDocument: {
      uri: document.uri.toString(), languageId: languageID, version: document.version,
      text: document.getText()
    }
  })
}

function changed(event) {
  if (!isOurs(event.document) || event.contentChanges.length === 0) return
  connection.notify('textDocument/didChange', {
    textDocument: { uri: event.document.uri.toString(), version: event.document.version },
    // Each range is one of the text before the edit; from the end on, none moves another.
    contentChanges: [...event.contentChanges].sort((a, b) => b.rangeOffset - a.rangeOffset)
      .map(edit => ({ range: edit.range, text: edit.text }))
  })
}

function range(found) {
  return new vscode.Range(
    found.start.line, found.start.character, found.end.line, found.end.character)
}

function diagnostic(found) {
  const made = new vscode.Diagnostic(
    range(found.range), found.message,
    found.severity === 1 ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning)
  made.code = found.code
  made.source = found.source
  made.relatedInformation = (found.relatedInformation ?? []).map(
    ({ location, message }) => new vscode.DiagnosticRelatedInformation(
      new vscode.Location(vscode.Uri.parse(location.uri), range(location.range)), message))
  return made
}

// MARK: - Commands

/** Where the cursor is, as the server is asked about it. */
function here() {
  const editor = vscode.window.activeTextEditor
  if (!editor || !isOurs(editor.document)) return undefined
  return { ...identified(editor.document), position: editor.selection.active }
}

async function showCases() {
  const place = here()
  if (!place) return
  const cases = await connection.request('review/cases', place)
  const chosen = await vscode.window.showQuickPick(cases.map(found => ({
    label: `${found.passed ? '✓' : '✗'} ${found.title}`, detail: found.message, found
  })), { placeHolder: cases.length ? `${cases.length}` : '没有案例 · no cases' })
  if (!chosen) return
  const { uri, range: place2 } = chosen.found.location
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: range(place2) })
}

async function showImpact() {
  const place = here()
  if (!place) return
  const rules = await connection.request('review/impact', place)
  await vscode.window.showQuickPick(
    rules.map(found => ({ label: `${found.rule} ${found.title}`, detail: found.message })),
    { placeHolder: rules.length ? `${rules.length}` : '没有改变含义 · nothing means anything else' })
}

module.exports = { activate, deactivate }
