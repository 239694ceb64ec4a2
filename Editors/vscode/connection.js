// JSON-RPC over the standard input and output of a program, as the Language Server Protocol frames it.
'use strict'

const { spawn } = require('child_process')

class Connection {
  constructor(program, words, folder) {
    this.waiting = new Map()
    this.listeners = new Map()
    this.lastID = 0
    this.bytes = Buffer.alloc(0)
    this.onFailure = () => {}
    this.hasEnded = false
    this.process = spawn(program, words, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
    this.process.on('error', error => this.fail(error.message))
    this.process.on('exit', status => { if (!this.hasEnded) this.fail(`exit ${status}`) })
    this.process.stdin.on('error', () => {})
    this.process.stdout.on('data', more => this.receive(more))
  }

  on(method, listener) { this.listeners.set(method, listener) }

  notify(method, params) { this.send({ jsonrpc: '2.0', method, params }) }

  /** The result; a request that was called off or overtaken by an edit has none. */
  request(method, params, token) {
    const id = ++this.lastID
    this.send({ jsonrpc: '2.0', id, method, params })
    token?.onCancellationRequested(() => this.notify('$/cancelRequest', { id }))
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }))
  }

  end() {
    if (this.hasEnded) return
    this.hasEnded = true
    this.request('shutdown', null).then(() => this.notify('exit', null), () => {})
    setTimeout(() => this.process.kill(), 2000).unref?.()
  }

  send(message) {
    const text = Buffer.from(JSON.stringify(message), 'utf8')
    this.process.stdin.write(`Content-Length: ${text.length}\r\n\r\n`)
    this.process.stdin.write(text)
  }

  receive(more) {
    this.bytes = Buffer.concat([this.bytes, more])
    for (;;) {
      const end = this.bytes.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = Number(/Content-Length: *(\d+)/i.exec(this.bytes.toString('latin1', 0, end))?.[1])
      if (this.bytes.length < end + 4 + length) return
      const message = JSON.parse(this.bytes.toString('utf8', end + 4, end + 4 + length))
      this.bytes = this.bytes.subarray(end + 4 + length)
      this.handle(message)
    }
  }

  handle(message) {
    if (message.id === undefined || message.method) {
      this.listeners.get(message.method)?.(message.params)
      return
    }
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (!waiting) return
    const isOvertaken = [-32800, -32801].includes(message.error?.code)
    if (message.error && !isOvertaken) waiting.reject(new Error(message.error.message))
    else waiting.resolve(message.result ?? null)
  }

  fail(reason) {
    this.hasEnded = true
    for (const { reject } of this.waiting.values()) reject(new Error(reason))
    this.waiting.clear()
    this.onFailure(reason)
  }
}

module.exports = { Connection }
