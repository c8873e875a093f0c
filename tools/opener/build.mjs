// Bundle everything into one HTML file and print its digest. Two builds give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = process.argv[2] ?? here("../../src/whensafe/sealing/custodian.html");
const quoted = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const bundled = buildSync({ entryPoints: [here("src/page.js")], bundle: true, minify: true, format: "iife", target: "es2022", charset: "utf8", legalComments: "none", write: false });
// A closing tag inside a string would end the script early.
const script = bundled.outputFiles[0].text.replaceAll("</", "<\\/").trim();
const style = readFileSync(here("src/page.css"), "utf8").trim();
const csp = ["default-src 'none'", `script-src ${quoted(script)}`, `style-src ${quoted(style)}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join("; ");
const page = readFileSync(here("src/page.html"), "utf8");
const whole = page.replace("@@CSP@@", () => csp).replace("@@STYLE@@", () => style).replace("@@SCRIPT@@", () => script);
writeFileSync(out, whole);
console.log(`${createHash("sha256").update(whole).digest("hex")}  ${whole.length} characters`);
