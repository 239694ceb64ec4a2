// The server behind `review desk`: only a page that it serves has one.

import { language } from "../parts/language.js";

/** @returns {string} The one-time token of the address, kept for this page alone. */
const token = (() => {
  const found = /[#&]token=([\w-]+)/.exec(location.hash);
  if (found) history.replaceState(null, "", location.pathname + location.search);
  return found ? found[1] : "";
})();

export const isServed = () => location.protocol === "http:" || location.protocol === "https:";

/** What the server can do. engines: how many programs of its computer judge a stock. */
export const server = { engines: 0 };

const send = (path, type, options) => fetch(path, { ...options, headers: { "X-Desk-Token": token, ...(options.body ? { "Content-Type": type } : {}) }, cache: "no-store" });

/** The answer to a call of an engine. @param {Uint8Array} call @returns {Promise<Uint8Array>} */
export async function askBytes(path, call) {
  const response = await send(path, "application/octet-stream", { method: "POST", body: call });
  if (!response.ok) throw failure(response, await response.json().catch(() => ({})));
  return new Uint8Array(await response.arrayBuffer());
}

const failure = (response, told) => Object.assign(new Error(told.error ? told.error[language.now] : `HTTP ${response.status}`), { phrase: told.error });

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
