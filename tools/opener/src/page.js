// The page: three tasks, plain controls, nothing stored, nothing sent.
import { readContents } from "./contents.js";
import { fingerprint } from "./files.js";
import { answer, isDrill, open, readPlace, readRequest, sealText } from "./quorum.js";
import { TEXTS } from "./texts.js";
import { Wrong } from "./words.js";

let language = navigator.language.startsWith("uk") ? "uk" : "en";
const $ = (id) => document.getElementById(id);
const says = (key) => TEXTS[language][key];

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function translate() {
  document.documentElement.lang = language;
  document.title = says("title");
  for (const node of document.querySelectorAll("[data-says]")) node.textContent = says(node.dataset.says);
  $("language").textContent = language === "uk" ? "English" : "Українська";
  $("language").lang = language === "uk" ? "en" : "uk";
}

async function bytesOf(input) {
  if (!input.files.length) throw new Wrong("missing");
  return Promise.all(Array.from(input.files, async (file) => new Uint8Array(await file.arrayBuffer())));
}

function offer(where, bytes, name, sentence) {
  const link = saveLink(bytes, name, says("save"));
  where.replaceChildren(element("p", says(sentence)), link);
  link.focus();
}

function listed(rows) {
  const list = element("dl");
  for (const [key, value] of rows) list.append(element("dt", says(key)), element("dd", value || "–"));
  return list;
}

function showRequest(where, { body }) {
  const drill = isDrill(body);
  const of = `${body.group.threshold} / ${body.group.shares.length}`;
  const rows = [["archive_key", fingerprint(body.verify)]];
  if (!drill) {
    rows.push(
      ["condition", `${body.condition} — ${says(body.condition_met ? "met" : "unmet")}`],
      ["evidence", body.evidence],
      ["consent", body.consent],
      ["for_whom", body.for_whom],
      ["reason", body.reason],
      ["seals", body.seals.map((s) => `${s.context.interview} ${s.context.scope}`).join("; ")],
      ["needed", of],
    );
  }
  where.replaceChildren(element("h3", says(drill ? "exercise" : "asks")));
  if (drill) where.append(element("p", says("is_exercise"), { class: "exercise" }));
  where.append(listed(rows));
}

function showPlace(where, { body }) {
  const rows = [
    ["archive_key", fingerprint(body.verify)],
    ["belongs", body.context.interview],
    ["condition", body.condition],
    ["needed", String(body.threshold)],
  ];
  where.replaceChildren(element("h3", says("sealed_for")), listed(rows));
}

function saveLink(bytes, name, text) {
  const link = element("a", text, { download: name, class: "button" });
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  return link;
}

function showOpened(where, { drill, opened }) {
  where.replaceChildren(element("h3", says("opened")));
  if (drill) {
    where.append(element("p", says("exercise_opened"), { class: "exercise" }));
    return;
  }
  opened.forEach(({ context, content }, n) => {
    const held = readContents(context, content);
    where.append(element("p", `${context.interview} ${context.scope}`, { class: "place" }));
    if (held === null) where.append(element("p", says("no_words")));
    if (held !== null && held.layered) where.append(element("p", says("layered")));
    for (const part of held === null ? [] : held.parts) {
      where.append(element("p", `${says(part.kind)} ${part.where}`, { class: "place" }), element("pre", part.words, { dir: "auto" }));
    }
    for (const file of held === null ? [] : held.files) where.append(saveLink(file.data, file.name, `${says("save")}: ${file.name}`));
    where.append(saveLink(content, `opened-${n + 1}`, says("save_raw")));
  });
}

function task(button, where, work) {
  button.addEventListener("click", async () => {
    where.replaceChildren();
    try {
      await work(where);
    } catch (error) {
      const known = error instanceof Wrong;
      const sentence = known ? `${says(error.code)} ${error.detail}`.trim() : says("not_this_kind");
      where.replaceChildren(element("p", sentence, { class: "stop", role: "alert" }));
    }
  });
}

task($("read-request"), $("asked"), async (where) => showRequest(where, readRequest((await bytesOf($("answer-request")))[0])));
task($("do-answer"), $("answered"), async (where) => {
  const file = await answer((await bytesOf($("answer-request")))[0], $("answer-words").value);
  $("answer-words").value = "";
  offer(where, file, "answer.json", "done_answer");
});
task($("do-open"), $("opened"), async (where) => {
  const [request] = await bytesOf($("open-request"));
  const opened = await open(request, await bytesOf($("open-answers")), $("open-words").value);
  $("open-words").value = "";
  showOpened(where, opened);
});
task($("read-place"), $("place-said"), async (where) => showPlace(where, readPlace((await bytesOf($("seal-place")))[0])));
task($("do-seal"), $("sealed"), async (where) => {
  const [place] = await bytesOf($("seal-place"));
  const sealed = await sealText(place, $("seal-text").value);
  $("seal-text").value = "";
  offer(where, sealed, "sealed.json", "done_seal");
});
$("language").addEventListener("click", () => {
  language = language === "uk" ? "en" : "uk";
  translate();
});
translate();
