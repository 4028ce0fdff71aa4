// The page as a whole: who looks and where, which column a phone shows, and the stream that keeps it alive.

import { draft, setWriter } from "./composer.js";
import { keepAlive } from "./live.js";
import { goToEnd, reload, show, showPrivateUnread } from "./messages.js";
import { showParts } from "./panel.js";
import { post, tell } from "./post.js";
import { isFriend, isPrivate, look, personButton, personId, personName } from "./viewpoint.js";

const title = document.getElementById("title");
const room = title.firstChild.textContent;
const groupCount = document.querySelectorAll("[data-person]").length + 1;
const groupName = isPrivate() ? document.title.split(" · ")[0] : room;

function showTab(name) {
  document.body.dataset.tab = name;
  for (const button of document.querySelectorAll(".tabs [data-tab-button]")) {
    if (button.dataset.tabButton === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (name === "chat") goToEnd();
}

function showViewpoint() {
  for (const button of document.querySelectorAll("[data-person]")) {
    button.setAttribute("aria-pressed", String(button.dataset.person === personId()));
  }
  for (const button of document.querySelectorAll("[data-go]")) {
    button.setAttribute("aria-pressed", String((button.dataset.go === "private") === isPrivate()));
    if (button.dataset.go === "private") button.setAttribute("aria-disabled", String(!isFriend()));
  }
  title.firstChild.textContent = isPrivate() ? document.body.dataset.bot : groupName;
  document.getElementById("count").textContent = isPrivate() ? "" : `（${groupCount}）`;
  document.getElementById("speaker-name").textContent = personName();
  const face = personButton(personId()).querySelector(".avatar");
  const speaker = document.getElementById("speaker-avatar");
  speaker.className = `${face.className} small`;
  speaker.textContent = face.textContent;
  setWriter();
  showPrivateUnread();
}

function lookAs(person, inPrivate) {
  look(person, inPrivate);
  showViewpoint();
  return reload();
}

for (const button of document.querySelectorAll("[data-person]")) {
  button.addEventListener("click", () => {
    lookAs(button.dataset.person, isPrivate());
    showTab("chat");
  });
}

for (const button of document.querySelectorAll("[data-go]")) {
  button.addEventListener("click", () => {
    const inPrivate = button.dataset.go === "private";
    if (inPrivate && !isFriend()) tell(`${personName()}没加${document.body.dataset.bot}好友，不能私聊。`);
    else if (inPrivate !== isPrivate()) lookAs(personId(), inPrivate);
  });
}

for (const button of document.querySelectorAll("[data-tab-button]")) {
  button.addEventListener("click", () => showTab(button.dataset.tabButton));
}

document.getElementById("try-day").addEventListener("click", () => post("/playground/day", { do: "play", speed: "60" }));
document.getElementById("try-list").addEventListener("click", async () => {
  await lookAs("organizer", true);
  draft(document.getElementById("sample-list").content.textContent);
});

keepAlive({ message: show, panel: showParts });
showViewpoint();
goToEnd();
