import { language } from "./language.js";

// One engine is one worker. What traps is thrown away and started again; whoever waits is told.

const decoder = new TextDecoder();

/**
 * What every worker is started with. `edited` is the program of rules that were changed on the desk, and
 * `differing` which of its rules say something else; null: the released ones judge. `release` is what an
 * authority called those; null: nobody signed them. `typed` is whether what was last typed judges already, will
 * in a moment, or has errors.
 * @type {{script: string, module: Uint8Array, program: Uint8Array, version: string, digest: string, release: {name: string, signer: string} | null, edited: Uint8Array | null, differing: string[], typed: "judges" | "waits" | "wrong"}}
 */
export const parts = { script: "", module: null, program: null, version: "", digest: "", release: null, edited: null, differing: [], typed: "judges" };

/** The changed rules that judge; null: the released ones, or rules that mean the same. */
export const otherRules = () => (parts.differing.length ? parts.edited : null);

/** Today where the reader sits. */
export const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** The call that opens an engine. @param {boolean} isReleased Whether it judges by the released rules whatever is changed. */
export const openingCall = (isReleased = false) => ["open", isReleased ? parts.program : parts.edited || parts.program, parts.version, today(), language.now,
  isReleased ? "" : (parts.differing || []).join("\n"), ...(parts.release ? [parts.release.name, parts.release.signer] : [])];

export class Engine {
  /** @param {{isReleased?: boolean}} options isReleased: it judges by the released rules whatever is changed. */
  constructor({ isReleased = false } = {}) {
    this.isReleased = isReleased;
    this.waiting = new Map();
    this.count = 0;
    this.restarts = 0;
    /** Calls in flight. */
    this.busy = 0;
    this.begin();
  }

  begin() {
    const url = URL.createObjectURL(new Blob([parts.script], { type: "text/javascript" }));
    this.worker = new Worker(url);
    this.worker.onmessage = ({ data }) => this.take(data);
    this.worker.onerror = (event) => this.fail(event.message || "worker");
    this.ready = this.send({ start: parts.module })
      .then(() => this.open())
      .then((answer) => { URL.revokeObjectURL(url); return answer; });
    // Whoever waits for a call is told of a failed start by that call.
    this.ready.catch(() => {});
  }

  open() {
    return this.send({ call: openingCall(this.isReleased) }).then((bytes) => JSON.parse(decoder.decode(bytes)));
  }

  send(message) {
    this.busy += 1;
    return new Promise((resolve, reject) => {
      const id = (this.count += 1);
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, ...message });
    }).finally(() => { this.busy -= 1; });
  }

  take({ id, bytes, trap }) {
    const waiter = this.waiting.get(id);
    this.waiting.delete(id);
    if (trap !== undefined) {
      if (waiter) waiter.reject(new Error(trap));
      this.fail(trap);
    } else if (waiter) {
      waiter.resolve(bytes);
    }
  }

  /** Ends the worker and begins another; the page goes on. */
  fail(reason) {
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
    this.restarts += 1;
    if (this.restarts < 20) this.begin();
  }

  end() {
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error("ended"));
    this.waiting.clear();
  }

  /** @returns {Promise<Uint8Array>} */
  async bytes(...call) {
    await this.ready;
    return this.send({ call });
  }

  async json(...call) { return JSON.parse(decoder.decode(await this.bytes(...call))); }

  /** The sheets of a workbook. @returns {Promise<import("./workbook.js").Sheet[]>} */
  async sheets(bytes) {
    await this.ready;
    const told = JSON.parse(decoder.decode(await this.send({ workbook: bytes })));
    if (told.problem) throw new Error(told.problem);
    return told.sheets;
  }

  async text(...call) { return decoder.decode(await this.bytes(...call)); }
}
