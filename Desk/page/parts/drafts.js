// Drafts that stay in this browser, encrypted, if the reader asks for it.
//
// All local pages of a browser share one storage, so nothing readable lies there: neither the dossier nor
// its name, only when it was kept. The key comes from a passphrase by PBKDF2 (RFC 8018) with SHA-256 and
// 600,000 rounds; the content is sealed by AES-256-GCM (NIST SP 800-38D), so that another key, or a changed
// byte, opens nothing.
//
//     two-high-desk.draft.1f2e… = {"kept": "2026-11-30T08:15:00.000Z", "salt": "…", "iv": "…", "sealed": "…"}

const prefix = "two-high-desk.draft.";
const rounds = 600000;
export const leastPassphrase = 8;

const encoded = (bytes) => { let text = ""; for (const byte of bytes) text += String.fromCharCode(byte); return btoa(text); };
const decoded = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** Whether this browser can keep drafts. */
export function mayKeepDrafts() {
  try {
    return Boolean(window.crypto && crypto.subtle && window.localStorage);
  } catch (error) {
    // A browser that keeps nothing says so by refusing.
    return false;
  }
}

/** A key made from a passphrase, with the salt that makes it again. */
export async function keyFrom(passphrase, salt = crypto.getRandomValues(new Uint8Array(16))) {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, material, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { key, salt };
}

/** The drafts that are kept here, the newest first. @returns {{id: string, kept: Date}[]} */
export function drafts() {
  if (!mayKeepDrafts()) return [];
  const found = [];
  for (let index = 0; index < localStorage.length; index += 1) {
    const name = localStorage.key(index);
    if (!name.startsWith(prefix)) continue;
    try {
      found.push({ id: name.slice(prefix.length), kept: new Date(JSON.parse(localStorage.getItem(name)).kept) });
    } catch (error) {
      // Somebody else's, or broken: it is no draft.
    }
  }
  return found.sort((a, b) => Number(b.kept) - Number(a.kept));
}

export const newDraft = () => encoded(crypto.getRandomValues(new Uint8Array(9))).replace(/[+/=]/g, "x");

/** Keeps a text in the place of the draft of this name. Throws where the browser has no room. */
export async function keep(id, { key, salt }, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text)));
  const kept = new Date();
  localStorage.setItem(prefix + id, JSON.stringify({ kept: kept.toISOString(), salt: encoded(salt), iv: encoded(iv), sealed: encoded(sealed) }));
  return kept;
}

/** The text of a draft, and its key; null: the passphrase is another one. */
export async function open(id, passphrase) {
  const { salt, iv, sealed } = JSON.parse(localStorage.getItem(prefix + id));
  const made = await keyFrom(passphrase, decoded(salt));
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decoded(iv) }, made.key, decoded(sealed));
    return { text: new TextDecoder().decode(text), made };
  } catch (error) {
    return null;
  }
}

export const drop = (id) => localStorage.removeItem(prefix + id);
