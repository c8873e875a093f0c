// What is inside an opened seal, as docs/formats/seal.md has it: words to read, files to save, or neither.
const strict = new TextDecoder("utf-8", { fatal: true });
const SALT = 32;
const LENGTH = 8;
const AGE = "age-encryption.org/v1";

const json = (bytes) => JSON.parse(strict.decode(bytes));
const startsWith = (bytes, text) => [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));

/** Words by turn and by field: a seal's own, or whole turns that render one. */
function ofSeal(bytes) {
  const held = json(bytes.slice(SALT));
  return {
    parts: [
      ...held.stretches.map((s) => ({ kind: "turn_part", where: s.address, words: s.words })),
      ...held.fields.map((f) => ({ kind: "field_part", where: f.field, words: f.words })),
    ],
    files: [],
  };
}

/** Originals and first readings: head, then the files' bytes in its order. */
function ofEvidence(bytes) {
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(SALT));
  const start = SALT + LENGTH;
  if (start + size > bytes.length) throw new Error("too short");
  const { files, set_aside: aside } = json(bytes.slice(start, start + size));
  const known = [...aside.originals.flatMap(([, originals]) => originals), ...aside.exhibits.map((e) => e.original)];
  let at = start + size;
  const cut = files.map((file) => {
    const named = known.find((one) => one.blob === file.blob);
    const data = bytes.slice(at, (at += file.size));
    return { name: named ? named.name : file.blob, data };
  });
  const readings = aside.readings.flatMap(([, texts]) => texts.flatMap((text) => text.turns));
  const parts = readings.map((turn) => ({ kind: "reading_part", where: turn.address, words: turn.text }));
  return { parts: aside.url ? [{ kind: "field_part", where: "source/url", words: aside.url }, ...parts] : parts, files: cut };
}

/** Something that is not of an interview: plain words, if they are any. */
function ofText(bytes) {
  try {
    return { parts: [{ kind: "text_part", where: "", words: strict.decode(bytes) }], files: [] };
  } catch {
    return null;
  }
}

/** { parts: [{kind, where, words}], files: [{name, data}], layered } or null for bytes that can't be shown. */
export function readContents(context, bytes) {
  try {
    if (context.purpose === "evidence" && startsWith(bytes.slice(SALT), AGE)) return { parts: [], files: [], layered: true };
    return bytes[SALT] === 0x7b ? ofSeal(bytes) : ofEvidence(bytes);
  } catch {
    return ofText(bytes);
  }
}
