// A receipt of the audit trail, checked as Sources/AuditLog/Assets/checkReceipt.py checks it.

const encoder = new TextEncoder();
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const fromBase64 = (text) => Uint8Array.from([...atob(text)].map((sign) => sign.charCodeAt(0)));
const fromHex = (text) => Uint8Array.from((text.match(/../g) || []).map((pair) => parseInt(pair, 16)));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Why a receipt is refused. */
export class Refused extends Error {
  constructor(zh, en) { super(en); this.phrase = { zh, en }; }
}
const demand = (holds, zh, en) => { if (!holds) throw new Refused(zh, en); };

/**
 * What does not hold of the receipt itself is thrown; a dossier beside it that is another one is told.
 * @param {any} receipt
 * @param {Uint8Array | null} dossier
 * @param {Uint8Array[]} rewritings The same facts as others would write them.
 * @returns {Promise<{entry: any, index: number, size: number, key: string, signature: "valid" | "unchecked", dossier: "same" | "rewritten" | "other" | "none", result: any}>}
 */
export async function checkReceipt(receipt, dossier, rewritings = []) {
  try {
    return await check(receipt, dossier, rewritings);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused("回执的格式不对，或不完整", "the receipt is malformed or incomplete");
  }
}

/** @returns {ReturnType<typeof checkReceipt>} */
async function check(receipt, dossier, rewritings) {
  const [head, ...rest] = receipt.proof.split("\n\n");
  const checkpoint = rest.join("\n\n");
  const [version, indexLine, ...path] = head.split("\n");
  demand(version === "c2sp.org/tlog-proof@v1", "证明的格式不认识", "the form of the proof is not known");
  const { size, root, signature } = await checkCheckpoint(checkpoint, receipt.vkey);
  const index = Number(indexLine.replace(/^index /, ""));
  const entry = JSON.parse(receipt.line);
  const leaf = await sha256(joined(Uint8Array.of(0), encoder.encode(receipt.line)));
  demand(entry.seq === index && index < size, "条目序号与证明不符", "the entry's number is not that of the proof");
  demand(same(await rootFrom(leaf, index, size, path.map(fromBase64)), root), "这条记录不在检查点所签的日志里", "the line does not stand in the log that was signed for");
  demand(await isBody(entry.result, receipt.salts.result, encoder.encode(receipt.result)), "结果与日志所记不符", "the result is not what the line commits to");
  const result = JSON.parse(receipt.result);
  demandAgreement(result, entry);
  if (dossier) demand(receipt.salts.dossier, "回执里没有卷宗的盐，不能核对卷宗", "the receipt has no salt of the dossier");
  const found = dossier ? await dossierOf(entry, receipt.salts.dossier, dossier, rewritings) : "none";
  return { entry, index, size, key: receipt.vkey, signature, dossier: found, result };
}

/** @returns {Promise<"same" | "rewritten" | "other">} */
async function dossierOf(entry, salt, dossier, rewritings) {
  if (await isBody(entry.dossier, salt, dossier)) return "same";
  for (const other of rewritings) if (await isBody(entry.dossier, salt, other)) return "rewritten";
  return "other";
}

/**
 * The line says what the result says, as `review audit verify` compares them: a commitment only proves that the
 * result was there, and lists and registers are made of the lines.
 */
function demandAgreement(result, entry) {
  const notMet = new Set(result.findings.filter(({ verdict }) => verdict === "notMet").map(({ rule }) => rule));
  const hits = new Set(entry.hits);
  const { name, code } = result.project || {};
  const members = [
    [result.decision === entry.decision, "决定", "decision"],
    [notMet.size === hits.size && [...notMet].every((rule) => hits.has(rule)), "不符合的规则", "rules not met"],
    [result.asOf === entry.asof, "审查日", "as-of date"],
    [typeof name !== "string" || name === entry.project, "项目", "project"],
    [!entry.more || entry.more.code === undefined || code === entry.more.code, "项目代码", "project code"],
  ];
  for (const [holds, zh, en] of members) demand(holds, `结果里的${zh}与日志所记不符`, `the ${en} of the result is not that of the line`);
}

async function checkCheckpoint(text, vkey) {
  const [name, id, packed] = [vkey.split("+")[0], vkey.split("+")[1], vkey.split("+").slice(2).join("+")];
  const key = fromBase64(packed);
  demand(key[0] === 1 && hex((await sha256(joined(encoder.encode(`${name}\n`), key))).slice(0, 4)) === id, "验证公钥与它的编号不符", "the verifier key is not that of its identifier");
  const [origin, size, root, empty, line, end] = text.split("\n");
  const [dash, signer, packedMark] = line.split(" ");
  demand(origin === name && dash === "—" && signer === name && empty === "" && end === "", "检查点的格式不对", "the checkpoint is malformed");
  const mark = fromBase64(packedMark);
  demand(hex(mark.slice(0, 4)) === id, "检查点由另一把密钥签署", "the checkpoint is signed by another key");
  return { size: Number(size), root: fromBase64(root), signature: await checkSignature(key.slice(1), mark.slice(4), encoder.encode(`${origin}\n${size}\n${root}\n`)) };
}

/** @returns {Promise<"valid" | "unchecked">} */
async function checkSignature(key, signature, body) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  } catch (error) {
    // Browsers before Chromium 137 do not know the algorithm.
    return "unchecked";
  }
  demand(await crypto.subtle.verify("Ed25519", imported, signature, body), "检查点的签名无效", "the signature of the checkpoint is invalid");
  return "valid";
}

/** RFC 6962, section 2.1.1. */
async function rootFrom(leaf, index, size, path) {
  let last = size - 1;
  let node = leaf;
  let at = index;
  for (const sibling of path) {
    demand(last > 0, "证明过长", "the proof is too long");
    if (at % 2 === 1 || at === last) {
      node = await sha256(joined(Uint8Array.of(1), sibling, node));
      while (at && at % 2 === 0) { at = Math.floor(at / 2); last = Math.floor(last / 2); }
    } else {
      node = await sha256(joined(Uint8Array.of(1), node, sibling));
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  demand(last === 0, "证明过短", "the proof is too short");
  return node;
}

/** Whether the line commits to these bytes. */
async function isBody(commitment, salt, body) {
  const key = await crypto.subtle.importKey("raw", fromHex(salt), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, body))) === commitment.c;
}
