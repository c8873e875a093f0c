// SLIP-39 words to a 32-byte secret: one group, k-of-n, no passphrase. Source: satoshilabs/slips, slip-0039.
import { hmac } from "@noble/hashes/hmac.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { LETTERS } from "./wordlist.js";

const NUMBER = new Map(Array.from({ length: 1024 }, (_, i) => [LETTERS.slice(4 * i, 4 * i + 4), i]));
const CHECK = [0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120];
const EXP = new Array(255);
const LOG = new Array(256).fill(0);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x;
  LOG[x] = i;
  x ^= x << 1;
  if (x & 0x100) x ^= 0x11b;
}

export class Wrong extends Error {
  constructor(code, detail = "") {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

function share(text) {
  const typed = text.toLowerCase().trim().split(/\s+/u);
  const numbers = typed.map((word) => NUMBER.get(word.slice(0, 4)));
  if (numbers.length !== 33 || numbers.includes(undefined)) throw new Wrong("not_33_words");
  let check = 1;
  for (const value of [...new TextEncoder().encode("shamir_extendable"), ...numbers]) {
    const top = check >>> 20;
    check = (((check & 0xfffff) << 10) ^ value) >>> 0;
    for (let i = 0; i < 10; i++) if ((top >>> i) & 1) check = (check ^ CHECK[i]) >>> 0;
  }
  if (check !== 1) throw new Wrong("mistyped");
  const head = numbers.slice(0, 4).reduce((n, v) => n * 1024 + v, 0);
  let value = numbers.slice(4, -3).reduce((n, v) => (n << 10n) | BigInt(v), 0n);
  if (!(Math.floor(head / 2 ** 24) & 1) || (head >>> 8) & 0xfff || value >> 256n) throw new Wrong("other_words");
  const data = new Uint8Array(32);
  for (let i = 31; i >= 0; i--, value >>= 8n) data[i] = Number(value & 255n);
  return { set: Math.floor(head / 256), threshold: (head & 15) + 1, index: (head >>> 4) & 15, exponent: Math.floor(head / 2 ** 20) & 15, data };
}

function at(points, x) {
  const found = new Uint8Array(32);
  for (const [i, data] of points) {
    const sum = points.reduce((n, [j]) => (j === i ? n : n + LOG[j ^ x] - LOG[j ^ i]), 0);
    const basis = ((sum % 255) + 255) % 255;
    for (let b = 0; b < 32; b++) if (data[b]) found[b] ^= EXP[(LOG[data[b]] + basis) % 255];
  }
  return found;
}

/** The secret that these mnemonics hold together; throws `Wrong`. */
export function join(mnemonics) {
  const shares = mnemonics.map(share);
  const { set, threshold, exponent } = shares[0];
  if (shares.some((s) => s.set !== set)) throw new Wrong("other_words");
  const points = [...new Map(shares.map((s) => [s.index, s.data]))].slice(0, threshold);
  if (points.length < threshold) throw new Wrong("too_few", `${points.length}/${threshold}`);
  let secret = points[0][1];
  if (threshold > 1) {
    secret = at(points, 255);
    const digest = at(points, 254);
    const expected = hmac(sha256, digest.slice(4), secret).slice(0, 4);
    if (!expected.every((byte, i) => byte === digest[i])) throw new Wrong("dont_fit");
  }
  let [left, right] = [secret.slice(0, 16), secret.slice(16)];
  for (const round of [3, 2, 1, 0]) {
    const f = pbkdf2(sha256, new Uint8Array([round]), right, { c: 2500 << exponent, dkLen: 16 });
    [left, right] = [right, left.map((byte, i) => byte ^ f[i])];
  }
  return new Uint8Array([...right, ...left]);
}
