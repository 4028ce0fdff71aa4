// The side panel: its parts as the server sends them, and its buttons.

import { post } from "./post.js";

const parts = new Map([...document.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));

export function showParts(fresh) {
  for (const [name, html] of Object.entries(fresh)) {
    const part = parts.get(name);
    if (part) part.innerHTML = html;
  }
  mark();
}

function mark() {
  const running = parts.get("clock").querySelector("[data-running]").dataset.running;
  for (const [deed, on] of [["run", running === "true"], ["hold", running === "false"]]) {
    markButton(document.querySelector(`[data-clock="${deed}"]`), on);
  }
  const { state, speed } = parts.get("day").querySelector("[data-state]").dataset;
  for (const button of document.querySelectorAll("[data-day]")) {
    const on = button.dataset.day === "pause" ? state === "paused" : state === "playing" && button.dataset.speed === speed;
    markButton(button, on);
  }
}

function markButton(button, on) {
  button.dataset.on = String(on);
  button.setAttribute("aria-pressed", String(on));
}

async function press(button, address, form) {
  button.disabled = true;
  await post(address, form);
  button.disabled = false;
  button.focus({ preventScroll: true });
}

// Some of these buttons stand in parts that come and go, so nobody listens to each.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-day], button[data-clock]");
  if (!button) return;
  const { day, speed, clock, seconds } = button.dataset;
  if (day) press(button, "/playground/day", day === "play" ? { do: day, speed } : { do: day });
  else press(button, "/playground/clock", seconds ? { do: clock, seconds: Number(seconds) } : { do: clock });
});

/** `9:05`, `905` or `9：05` as the server reads it: `09:05`. */
function written(hours) {
  const digits = hours.replace(/\D/g, "").padStart(4, "0");
  return `${digits.slice(0, 2)}:${digits.slice(2)}`;
}

document.getElementById("reach").addEventListener("submit", (event) => {
  event.preventDefault();
  press(event.submitter, "/playground/clock", { do: "reach", at: written(document.getElementById("reach-time").value) });
});

mark();
