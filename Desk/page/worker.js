// The engine, in a thread of its own: takes calls in order, answers with bytes.
//
// In:  {id, call: [name, argument …]}, arguments texts or bytes; {id, workbook: bytes} is taken apart
//      into its sheets; the first message is {id, start: module}.
// Out: {id, bytes} or {id, trap: message}; after a trap the module's memory is not to be trusted, and
//      the page throws this worker away.

import { packed } from "./parts/calls.js";
import { readWorkbook } from "./parts/workbook.js";

const encoder = new TextEncoder();
let engine = null;

async function start(module) {
  // What the C library misses and the engine never reaches without being broken already.
  const env = new Proxy({}, { get: (_, name) => () => { throw new Error(`engine: ${String(name)}`); } });
  const compiled = await WebAssembly.compile(module);
  /** @type {any} */
  const imports = {};
  for (const { module: space, name } of WebAssembly.Module.imports(compiled)) {
    (imports[space] = imports[space] || {})[name] = env[name];
  }
  engine = (await WebAssembly.instantiate(compiled, imports)).exports;
}

export function callEngine(exports, call) {
  const bytes = packed(call);
  const place = exports.desk_allocate(bytes.length);
  new Uint8Array(exports.memory.buffer, place, bytes.length).set(bytes);
  const answer = exports.desk_call(place, bytes.length);
  const view = new DataView(exports.memory.buffer);
  return new Uint8Array(exports.memory.buffer.slice(answer + 4, answer + 4 + view.getUint32(answer, true)));
}

if (typeof self !== "undefined") {
  let turn = Promise.resolve();
  self.onmessage = ({ data }) => {
    turn = turn.then(async () => {
      try {
        if (data.start) {
          await start(data.start);
          self.postMessage({ id: data.id, bytes: new Uint8Array(0) });
        } else if (data.workbook) {
          // What is wrong with a file ends no worker.
          const told = await readWorkbook(data.workbook).then((sheets) => ({ sheets }), (error) => ({ problem: error.message }));
          self.postMessage({ id: data.id, bytes: encoder.encode(JSON.stringify(told)) });
        } else {
          const bytes = callEngine(engine, data.call);
          /** @type {any} */ (self).postMessage({ id: data.id, bytes }, [bytes.buffer]);
        }
      } catch (error) {
        self.postMessage({ id: data.id, trap: String((error && error.message) || error) });
      }
    });
  };
}
