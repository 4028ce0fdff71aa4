// Writing: words, a quote, a chain, a file.

import { onDeed, wordsOf } from "./messages.js";
import { post, postFile, tell } from "./post.js";
import { isPrivate, personId, personName, query } from "./viewpoint.js";

const form = document.getElementById("composer");
const text = document.getElementById("text");
const quoteBar = document.getElementById("quote-bar");
const quoteText = document.getElementById("quote-text");
const file = document.getElementById("file-input");
const chainDialog = document.getElementById("chain-dialog");
const chainText = document.getElementById("chain-text");

let quoted = null;

function quote(message) {
  quoted = message.dataset.message;
  quoteText.textContent = `${message.dataset.name}：${wordsOf(message)}`;
  quoteBar.hidden = false;
  text.focus();
}

function dropQuote() {
  quoted = null;
  quoteBar.hidden = true;
}

/** Who writes, and where, has changed. */
export function setWriter() {
  dropQuote();
  const words = isPrivate() ? `${personName()}私聊${document.body.dataset.bot}…` : `${personName()}说点什么…`;
  text.placeholder = words;
  document.getElementById("text-label").textContent = words;
  for (const tool of document.querySelectorAll("[data-group-only]")) tool.hidden = isPrivate();
}

/** Put words where one writes, to be read over and sent. */
export function draft(words) {
  text.value = words;
  grow();
  text.focus();
}

async function say() {
  const words = text.value;
  if (!words.trim()) return text.focus();
  text.value = "";
  text.rows = 1;
  const form_ = { person: personId(), private: isPrivate(), text: words, quotes: quoted };
  const wasQuoted = quoted;
  dropQuote();
  if (await post("/playground/say", form_)) return;
  // What could not be said is given back to its writer.
  text.value ||= words;
  quoted = wasQuoted;
  quoteBar.hidden = quoted === null;
}

async function openChain() {
  const response = await fetch(`/playground/chain?${query()}`);
  if (!response.ok) return tell("接龙没取到，再试一次。");
  const draft = await response.json();
  chainText.value = draft.before + draft.after;
  chainDialog.showModal();
  chainText.focus();
  chainText.setSelectionRange(draft.before.length, draft.before.length);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  say();
});
text.addEventListener("keydown", (event) => {
  // While a Chinese word is being composed, Enter chooses it; Safari tells that by the key's old code alone.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  say();
});
// Browsers without field-sizing grow by this alone.
const grow = () => { text.rows = Math.min(6, text.value.split("\n").length); };
text.addEventListener("input", grow);
text.addEventListener("keydown", (event) => { if (event.key === "Escape") dropQuote(); });

document.getElementById("quote-drop").addEventListener("click", () => { dropQuote(); text.focus(); });
document.getElementById("mention-button").addEventListener("click", () => {
  text.setRangeText(`@${document.body.dataset.bot} `, text.selectionStart, text.selectionEnd, "end");
  text.focus();
});

file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  const where = new URLSearchParams({ person: personId(), private: String(isPrivate()) });
  await postFile(`/playground/file?${where}`, chosen);
  file.value = "";
});

document.getElementById("chain-button").addEventListener("click", openChain);
document.getElementById("chain-cancel").addEventListener("click", () => chainDialog.close());
document.getElementById("chain-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await post("/playground/say", { person: personId(), text: chainText.value, chain: true })) chainDialog.close();
});

onDeed("quote", quote);
onDeed("join", openChain);
setWriter();
