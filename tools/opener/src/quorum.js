// Answer, open, seal: the same steps as docs/formats/seal.md, on a machine of one's own.
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { canonical, canonicalBytes, fromBase64, read, sha, toBase64, write } from "./files.js";
import { Wrong, join } from "./words.js";

const utf8 = new TextEncoder();
const MOST_TEXT = 1 << 20;
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const identityOf = (seed) => bech32.encode("age-secret-key-pq-", bech32.toWords(seed), false).toUpperCase();

async function openAge(sealed, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(sealed);
  } catch {
    throw new Wrong("cant_open");
  }
}

async function sealAge(plain, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

function padded(data) {
  let size = 256;
  while (size < data.length + 8) size *= 2;
  const out = new Uint8Array(size);
  new DataView(out.buffer).setBigUint64(0, BigInt(data.length));
  out.set(data, 8);
  return out;
}

function unpadded(data) {
  const length = Number(new DataView(data.buffer, data.byteOffset).getBigUint64(0));
  if (data.length < 256 || length + 8 > data.length || data.slice(8 + length).some((b) => b)) throw new Wrong("cant_open");
  return data.slice(8, 8 + length);
}

async function openShare(sealed, identity, group, held) {
  const spelled = unpadded(await openAge(fromBase64(sealed), identity));
  const commitment = sha(new Uint8Array([...utf8.encode("whensafe share commitment 1\0"), ...spelled]));
  const inside = JSON.parse(new TextDecoder().decode(spelled));
  if (!same(commitment, fromBase64(held.commitment)) || inside.group !== group.id) throw new Wrong("forged", held.name);
  return { spelled, mnemonic: inside.mnemonic };
}

/** A request, read and checked against its own key; whoever calls shows that key's fingerprint. */
export function readRequest(bytes) {
  const file = read("whensafe-request-1", bytes);
  if (!file.signedBy(file.body.verify)) throw new Wrong("changed");
  if (file.body.seals.some((s) => s.context.group !== file.body.group.id)) throw new Wrong("changed");
  return file;
}

/** A request that asks for shares made for an exercise: no share of anything that was ever sealed is of such a group. */
export const isDrill = (body) => body.group.id.startsWith("drill:");

export async function answer(requestBytes, words) {
  const request = readRequest(requestBytes);
  const seed = join([words]);
  const identity = identityOf(seed);
  const recipient = await identityToRecipient(identity);
  const held = request.body.group.shares.find((s) => s.recipient === recipient);
  if (!held) throw new Wrong("not_yours");
  const { spelled } = await openShare(held.sealed, identity, request.body.group, held);
  const sealed = toBase64(await sealAge(padded(spelled), request.body.opener));
  const secret = hkdf(sha256, seed, undefined, utf8.encode("whensafe custodian signing key 1"), 32);
  return write("whensafe-answer-1", { request: toBase64(request.digest), sealed, verify: held.verify }, secret);
}

export async function open(requestBytes, answers, words) {
  const request = readRequest(requestBytes);
  const { group, seals } = request.body;
  const mine = identityOf(join([words]));
  const shares = new Map();
  for (const bytes of answers) {
    const file = read("whensafe-answer-1", bytes);
    const held = group.shares.find((s) => s.verify === file.body.verify);
    if (!held || !file.signedBy(held.verify)) throw new Wrong("nobody");
    if (file.body.request !== toBase64(request.digest)) throw new Wrong("another_request", held.name);
    shares.set(held.verify, (await openShare(file.body.sealed, mine, group, held)).mnemonic);
  }
  if (shares.size < group.threshold) throw new Wrong("too_few", `${shares.size}/${group.threshold}`);
  const identity = identityOf(join([...shares.values()]));
  if ((await identityToRecipient(identity)) !== group.recipient) throw new Wrong("dont_fit");
  const opened = [];
  for (const { ciphertext, context } of seals) {
    const plain = unpadded(await openAge(fromBase64(ciphertext), identity));
    const head = new Uint8Array([...utf8.encode("whensafe seal 1 "), ...canonicalBytes(context), 10]);
    if (!same(plain.slice(0, head.length), head)) throw new Wrong("moved");
    opened.push({ context, content: plain.slice(head.length) });
  }
  return { drill: isDrill(request.body), opened };
}

/** A place, read and checked against its own key; whoever calls shows that key's fingerprint. */
export function readPlace(bytes) {
  const place = read("whensafe-place-1", bytes);
  if (!place.signedBy(place.body.verify)) throw new Wrong("changed");
  return place;
}

/** Seal text for the place that the archive named, before the archive ever sees it. */
export async function sealText(placeBytes, text) {
  const { address, context, recipient, transcript } = readPlace(placeBytes).body;
  const words = text.replaceAll("\r\n", "\n").replaceAll("\t", " ").normalize("NFC").replace(/^\n+|\n+$/gu, "");
  if (!words.trim() || utf8.encode(words).length > MOST_TEXT) throw new Wrong("no_text");
  if (/[\u0000-\u0009\u000b-\u001f\u007f\ufffc\ud800-\udfff]/u.test(words)) throw new Wrong("control_letters");
  const stretch = { address, end_ms: null, marks: [], start_ms: null, transcript, words };
  const content = new Uint8Array([
    ...crypto.getRandomValues(new Uint8Array(32)),
    ...canonicalBytes({ fields: [], scope: context.scope, stretches: [stretch], v: 1 }),
  ]);
  const head = new Uint8Array([...utf8.encode("whensafe seal 1 "), ...canonicalBytes(context), 10]);
  const sealed = await sealAge(padded(new Uint8Array([...head, ...content])), recipient);
  const file = { ciphertext: toBase64(sealed), commitment: toBase64(sha(content)), context, kind: "whensafe-sealed-1" };
  return utf8.encode(`${canonical(file)}\n`);
}
