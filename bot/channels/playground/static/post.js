// How the page asks for something, and how it tells what went wrong.

const toast = document.getElementById("toast");
let hiding = 0;

export function tell(words) {
  toast.textContent = words;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { toast.hidden = true; }, 4000);
}

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, { method: "POST", ...options });
  } catch {
    tell("连不上了，看看程序是不是还开着。");
    return false;
  }
  if (response.ok) return true;
  const answer = await response.json().catch(() => ({}));
  tell(answer.error ?? "没做成，再试一次。");
  return false;
}

/** Whether it was done; where it was not, the person has been told. */
export function post(address, form) {
  return send(address, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(form) });
}

export function postFile(address, file) {
  const form = new FormData();
  form.append("file", file);
  return send(address, { body: form });
}
