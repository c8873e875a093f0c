// The signed one-line files of docs/formats/seal.md: canonical JSON (RFC 8785), Ed25519 over kind, zero, body.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Wrong } from "./words.js";

const utf8 = new TextEncoder();

export const toBase64 = (bytes) => btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
export const sha = (bytes) => sha256(bytes);

/** Canonical JSON for what these files hold: keys are ASCII, numbers are small integers. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort();
    return `{${keys.map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

export const canonicalBytes = (value) => utf8.encode(canonical(value));

const message = (kind, body) => new Uint8Array([...utf8.encode(kind), 0, ...canonicalBytes(body)]);

/** A signed file: { body, signedBy(key), digest }; throws `Wrong`. */
export function read(kind, bytes) {
  let found, signature;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    found = JSON.parse(text);
    signature = fromBase64(found.signature);
    if (found.kind !== kind || `${canonical(found)}\n` !== text || signature.length !== 64) throw new Wrong("not_this_kind");
  } catch {
    throw new Wrong("not_this_kind");
  }
  const said = message(kind, found.body);
  const signedBy = (key) => {
    try {
      return ed25519.verify(signature, said, fromBase64(key), { zip215: false });
    } catch {
      return false;
    }
  };
  return { body: found.body, signedBy, digest: sha256(bytes) };
}

export function write(kind, body, secret) {
  const signature = toBase64(ed25519.sign(message(kind, body), secret));
  return utf8.encode(`${canonical({ body, kind, signature })}\n`);
}

export const fingerprint = (key) =>
  Array.from(sha256(fromBase64(key)).slice(0, 16), (b) => b.toString(16).padStart(2, "0")).join("").replace(/(.{4})(?!$)/gu, "$1 ");
