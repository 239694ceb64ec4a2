import { packed } from "../parts/calls.js";
import { openingCall } from "../parts/engine.js";
import { desk } from "../review/state.js";
import { askBytes, askToEnd, server } from "../trail/api.js";

// Where `review desk` serves the page, its computer judges a stock by all its processors: by the same engine,
// in programs of its own, and by the rules that the page has.

const decoder = new TextDecoder();

class ServedEngine {
  /** Dossiers a call: the way there costs as much as a few dozen of them. */
  static pieceSize = 512;

  constructor() {
    this.name = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.opened = null;
  }

  get pieceSize() { return ServedEngine.pieceSize; }

  /** Starts it; after it has stopped, another one. */
  start() {
    this.opened = this.opened || askBytes(`/api/engine/${this.name}`, packed(openingCall()));
    return this.opened;
  }

  /** @returns {Promise<Uint8Array>} */
  async bytes(...call) {
    await this.start();
    try {
      return await askBytes(`/api/engine/${this.name}`, packed(call));
    } catch (error) {
      this.opened = null;
      throw error;
    }
  }

  async json(...call) { return JSON.parse(decoder.decode(await this.bytes(...call))); }

  /** Workbooks are taken apart in the page. */
  sheets(bytes) { return desk.helper.sheets(bytes); }

  end() { askToEnd(`/api/engine/${this.name}`); }
}

/** Engines of the server that served the page; none where there is no such server, or it has no room. @returns {Promise<any[]>} */
export async function servedEngines() {
  const engines = Array.from({ length: server.engines }, () => new ServedEngine());
  try {
    await Promise.all(engines.map((engine) => engine.start()));
    return engines;
  } catch (error) {
    engines.forEach((engine) => engine.end());
    return [];
  }
}
