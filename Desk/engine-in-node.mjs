import { readFileSync } from "node:fs";
import { callEngine } from "./page/worker.js";

/** The engine of the page, in this process. */
export async function openEngine(modulePath, programPath, { version, today, language = "zh", release = null }) {
  const compiled = await WebAssembly.compile(readFileSync(modulePath));
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled)) {
    (imports[module] ||= {})[name] = () => { throw new Error(`engine: ${name}`); };
  }
  const { exports } = await WebAssembly.instantiate(compiled, imports);
  const call = (...words) => callEngine(exports, words);
  const json = (...words) => JSON.parse(new TextDecoder().decode(call(...words)));
  const opened = json("open", readFileSync(programPath), version, today, language, "", ...(release ? [release.name, release.signer] : []));
  return { call, json, opened, memory: () => exports.memory.buffer.byteLength };
}

/** The version that the native program says of itself. */
export const engineVersion = () =>
  /"([\d.]+)"/.exec(readFileSync(new URL("../Sources/ReviewCLI/ProgramVersion.swift", import.meta.url), "utf8"))[1];

/**
 * How a result in JSON names the released rules; null: no authority signed them.
 * @param {string} report @returns {{name: string, signer: string} | null}
 */
export function releaseOf(report) {
  const { name, signer } = [JSON.parse(report)].flat()[0].release;
  return signer ? { name, signer } : null;
}
