// A receipt of one's own making is believed as far as it agrees with itself: receipt.mjs. Whoever may write lines
// could put another decision beside a result than the result has.
import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { checkReceipt } from "../page/trail/receipt.js";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const name = "two-high.test/log";
const key = Buffer.concat([Buffer.of(1), publicKey.export({ type: "spki", format: "der" }).subarray(-32)]);
const id = sha256(`${name}\n`, key).subarray(0, 4);
const salt = "00112233445566778899aabbccddeeff";
const result = {
  project: { name: "甲中心", code: "2026-1" }, asOf: "2026-03-01", decision: "refuse",
  findings: [{ rule: "NX-3.1-05", verdict: "notMet" }, { rule: "NX-3.1-05", verdict: "notMet" }, { rule: "NX-3.1-06", verdict: "met" }],
};
const body = JSON.stringify(result);
const honest = { seq: 0, project: "甲中心", decision: "refuse", hits: ["NX-3.1-05"], asof: "2026-03-01", more: { code: "2026-1" } };

/** A receipt of a log with one line. */
function receiptOf(entry, { signedRoot } = {}) {
  const line = JSON.stringify({ ...entry, result: { c: createHmac("sha256", Buffer.from(salt, "hex")).update(body).digest("hex") } });
  const root = signedRoot || sha256(Buffer.of(0), line).toString("base64");
  const note = `${name}\n1\n${root}\n`;
  const mark = Buffer.concat([id, sign(null, Buffer.from(note), privateKey)]).toString("base64");
  return {
    log: name, line, result: body, salts: { result: salt }, vkey: `${name}+${id.toString("hex")}+${key.toString("base64")}`,
    proof: `c2sp.org/tlog-proof@v1\nindex 0\n\n${note}\n— ${name} ${mark}\n`,
  };
}

// The dossier beside it: its bytes, the same facts written otherwise, or another one.
const given = Buffer.from('{"project": {"name": "甲中心"}}');
const written = Buffer.from('{\n  "project": {\n    "name": "甲中心"\n  }\n}\n');
const withDossier = receiptOf({ ...honest, dossier: { c: createHmac("sha256", Buffer.from(salt, "hex")).update(given).digest("hex") } });
withDossier.salts.dossier = salt;

let failures = 0;
for (const [what, dossier, rewritings, expected] of [
  ["no dossier", null, [], "none"], ["the dossier", given, [], "same"], ["its facts, written otherwise", written, [written, given], "rewritten"],
  ["another dossier", Buffer.from("{}"), [written], "other"],
]) {
  const { dossier: found, signature } = await checkReceipt(withDossier, dossier, rewritings);
  if (found === expected && signature === "valid") continue;
  failures += 1;
  console.log(`does not hold: ${what} is told as ${found}, the signature ${signature}`);
}
async function told(receipt) {
  try {
    return (await checkReceipt(receipt, null)).entry.decision;
  } catch (error) {
    return error.phrase ? error.phrase.en : String(error);
  }
}
for (const [what, receipt, expected] of [
  ["an honest one", receiptOf(honest), /^refuse$/],
  ["one without a code", receiptOf({ ...honest, more: {} }), /^refuse$/],
  ["another decision", receiptOf({ ...honest, decision: "approve" }), /the decision of the result/],
  ["a rule left out", receiptOf({ ...honest, hits: [] }), /the rules not met of the result/],
  ["a rule that was met", receiptOf({ ...honest, hits: ["NX-3.1-05", "NX-3.1-06"] }), /the rules not met of the result/],
  ["another day", receiptOf({ ...honest, asof: "2026-03-02" }), /the as-of date of the result/],
  ["another project", receiptOf({ ...honest, project: "乙中心" }), /the project of the result/],
  ["another code", receiptOf({ ...honest, more: { code: "2026-2" } }), /the project code of the result/],
  ["another log", receiptOf(honest, { signedRoot: sha256("x").toString("base64") }), /does not stand in the log/],
  ["a line changed afterwards", { ...receiptOf(honest), line: receiptOf({ ...honest, decision: "approve" }).line }, /does not stand in the log/],
  ["a result changed afterwards", { ...receiptOf(honest), result: body.replace("refuse", "approve") }, /not what the line commits to/],
]) {
  const found = await told(receipt);
  if (expected.test(found)) continue;
  failures += 1;
  console.log(`does not hold: ${what}: ${found}`);
}
console.log(failures ? `${failures} receipts are told wrongly` : "receipts are believed as far as they agree with themselves");
process.exit(failures ? 1 : 0);
