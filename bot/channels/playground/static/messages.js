// The list of messages: what is shown, what is new, and what can be done with one of them.

import { post } from "./post.js";
import { personButton, personId, place, query } from "./viewpoint.js";

const list = document.getElementById("messages");
const scroller = document.getElementById("scroller");
const toEnd = document.getElementById("to-end");
const menu = document.getElementById("menu");
const NEAR_END_PX = 120;

const deeds = { quote: () => {}, join: () => {} };

/** What "quote" and "join" do with a message's element. */
export function onDeed(name, deed) {
  deeds[name] = deed;
}

export const wordsOf = (message) =>
  message.querySelector(".file-name")?.textContent
  ?? message.querySelector(".bubble img")?.alt
  ?? message.querySelector(".bubble")?.textContent
  ?? "";

export function goToEnd() {
  scroller.scrollTop = scroller.scrollHeight;
  toEnd.hidden = true;
}

const isNearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;

function markMine(message) {
  message.classList.toggle("mine", message.dataset.author === personId());
}

/** Show a message that came by the stream: a new one, or one that was there and changed. */
export function show({ id, place: where, author, html }) {
  const known = document.getElementById(`m-${id}`);
  if (!known && where !== place()) {
    if (author !== personId()) addUnread(where);
    return;
  }
  const template = document.createElement("template");
  template.innerHTML = html;
  const message = template.content.firstElementChild;
  markMine(message);
  const stays = isNearEnd() || author === personId();
  if (known) {
    closeMenu();
    known.replaceWith(message);
  } else {
    list.append(message);
    if (stays) goToEnd();
    else toEnd.hidden = false;
  }
}

/** Show the whole place that is looked at now. */
export async function reload() {
  closeMenu();
  const wanted = place();
  const response = await fetch(`/playground/messages?${query()}`);
  const html = await response.text();
  // Somebody may have looked elsewhere meanwhile.
  if (wanted !== place()) return;
  list.innerHTML = html;
  clearUnread();
  goToEnd();
}

// Unread private words are counted on the person whose they are, those in the group on its tab.

function count(element, by) {
  const total = by === null ? 0 : Number(element.textContent || 0) + by;
  element.textContent = total || "";
  element.hidden = total === 0;
}

const unreadOf = (person) => personButton(person).querySelector("[data-unread]");

function addUnread(where) {
  if (where === "group") count(document.getElementById("unread-group"), 1);
  else count(unreadOf(where.replace("private-", "")), 1);
  showPrivateUnread();
}

function clearUnread() {
  if (place() === "group") count(document.getElementById("unread-group"), null);
  else count(unreadOf(personId()), null);
  showPrivateUnread();
}

export function showPrivateUnread() {
  const badge = document.getElementById("unread-private");
  const mine = unreadOf(personId());
  badge.textContent = mine.textContent;
  badge.hidden = mine.hidden;
}

// A tap on a bubble, or the button beside it, opens what can be done with the message.

function closeMenu() {
  menu.hidden = true;
  menu.dataset.message = "";
  document.body.append(menu);
}

function openMenu(message, byKeyboard) {
  const isOpen = menu.dataset.message === message.dataset.message;
  closeMenu();
  if (isOpen) return;
  menu.dataset.message = message.dataset.message;
  menu.querySelector('[data-do="recall"]').hidden = message.dataset.author !== personId();
  menu.querySelector('[data-do="join"]').hidden = !message.querySelector(".chain");
  message.querySelector(".said").append(menu);
  menu.hidden = false;
  menu.scrollIntoView({ block: "nearest" });
  if (byKeyboard) menu.querySelector("button").focus();
}

function doWith(message, deed) {
  closeMenu();
  if (deed === "recall") post("/playground/recall", { person: personId(), message: message.dataset.message });
  else deeds[deed](message);
}

list.addEventListener("click", (event) => {
  const message = event.target.closest(".message");
  const deed = event.target.closest("[data-do]");
  if (deed) doWith(message, deed.dataset.do);
  else if (event.target.closest("[data-join]")) deeds.join(message);
  else if (event.target.closest("a") || String(getSelection())) return;
  else if (event.target.closest(".bubble, [data-more]")) openMenu(message, event.detail === 0);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest(".message")) closeMenu();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || menu.hidden) return;
  const button = menu.closest(".message")?.querySelector("[data-more]");
  closeMenu();
  button?.focus();
});

// Who reads the newest words goes on doing so when a picture has come, or the space below gets smaller.
let following = true;
const follow = () => { if (following) goToEnd(); };
scroller.addEventListener("scroll", () => {
  following = isNearEnd();
  if (following) toEnd.hidden = true;
});
toEnd.addEventListener("click", goToEnd);
list.addEventListener("load", follow, true);
new ResizeObserver(follow).observe(scroller);
