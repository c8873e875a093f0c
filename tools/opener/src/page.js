// The page: three tasks, plain controls, nothing stored, nothing sent.
import { fingerprint } from "./files.js";
import { answer, open, readRequest, sealText } from "./quorum.js";
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
  const link = element("a", says("save"), { download: name, class: "button" });
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  where.replaceChildren(element("p", says(sentence)), link);
  link.focus();
}

function showRequest(where, request) {
  const { body } = request;
  const rows = [
    ["archive_key", fingerprint(body.verify)],
    ["condition", `${body.condition} — ${says(body.condition_met ? "met" : "unmet")}`],
    ["evidence", body.evidence],
    ["consent", body.consent],
    ["for_whom", body.for_whom],
    ["reason", body.reason],
    ["seals", body.seals.map((s) => `${s.context.interview} ${s.context.scope}`).join("; ")],
  ];
  const list = element("dl");
  for (const [key, value] of rows) list.append(element("dt", says(key)), element("dd", value || "–"));
  where.replaceChildren(element("h3", says("asks")), list);
}

function showOpened(where, opened) {
  where.replaceChildren(element("h3", says("opened")));
  opened.forEach(({ context, content }, n) => {
    where.append(element("p", `${context.interview} ${context.scope}`, { class: "place" }));
    try {
      where.append(element("pre", new TextDecoder("utf-8", { fatal: true }).decode(content), { dir: "auto" }));
    } catch {
      // Not text: a recording or a file. It can be saved below like everything else.
    }
    const link = element("a", says("save"), { download: `opened-${n + 1}`, class: "button" });
    link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
    where.append(link);
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
task($("do-seal"), $("sealed"), async (where) => {
  const [place] = await bytesOf($("seal-place"));
  const sealed = await sealText(place, $("seal-text").value);
  $("seal-text").value = "";
  offer(where, sealed, "sealed.age", "done_seal");
});
$("language").addEventListener("click", () => {
  language = language === "uk" ? "en" : "uk";
  translate();
});
translate();
