// The server behind `review desk`: only a page that it serves has one.

import { language } from "../parts/language.js";

export const isServed = () => location.protocol === "http:" || location.protocol === "https:";

// The one-time token of the address does not stay in it. A page that is loaded again has it from the store of
// this tab, which only pages of the served origin can read and which ends with the tab.

const kept = "desk-token";
const inStore = (act) => {
  try {
    return isServed() ? act(sessionStorage) : null;
  } catch (error) {
    // A browser that keeps nothing asks for the address again.
    return null;
  }
};

const token = (() => {
  const found = /[#&]token=([\w-]+)/.exec(location.hash);
  if (!found) return inStore((store) => store.getItem(kept)) || "";
  history.replaceState(null, "", location.pathname + location.search);
  inStore((store) => store.setItem(kept, found[1]));
  return found[1];
})();

/** What the server can do. engines: how many programs of its computer judge a stock. */
export const server = { engines: 0 };

async function send(path, type, options) {
  const response = await fetch(path, { ...options, headers: { "X-Desk-Token": token, ...(options.body ? { "Content-Type": type } : {}) }, cache: "no-store" });
  // The server was started anew: its old token is of no use.
  if (response.status === 401) inStore((store) => store.removeItem(kept));
  return response;
}

/** The answer to a call of an engine. @param {Uint8Array} call @returns {Promise<Uint8Array>} */
export async function askBytes(path, call) {
  const response = await send(path, "application/octet-stream", { method: "POST", body: call });
  if (!response.ok) throw failure(response, await response.json().catch(() => ({})));
  return new Uint8Array(await response.arrayBuffer());
}

const failure = (response, told) => Object.assign(new Error(told.error ? told.error[language.now] : `HTTP ${response.status}`), { phrase: told.error, status: response.status });

/** Says that an engine is not needed any more; also while the page is left. */
export const askToEnd = (path) => { send(path, "", { method: "DELETE", keepalive: true }).catch(() => {}); };

/** @returns {Promise<any>} */
export async function ask(path, options = {}) {
  const response = await send(path, "application/json", options);
  const text = await response.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch (error) {
    told = { text };
  }
  if (!response.ok) throw failure(response, told);
  return told;
}
