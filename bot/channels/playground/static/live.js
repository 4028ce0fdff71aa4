// The stream of what happens. A page that nobody sees lets go of it: browsers allow six to one server.

let stream = null;
let position = document.body.dataset.position;

function open(handlers) {
  stream = new EventSource(`/playground/events?after=${encodeURIComponent(position)}`);
  for (const [name, handle] of Object.entries(handlers)) {
    stream.addEventListener(name, (event) => {
      position = event.lastEventId;
      handle(JSON.parse(event.data));
    });
  }
  stream.addEventListener("reload", () => location.reload());
  stream.addEventListener("open", () => { document.body.dataset.live = "true"; });
  stream.addEventListener("error", () => { document.body.dataset.live = "false"; });
}

/** Call the handler of each event's name with its data, from where the page was made on, and for as long as it lives. */
export function keepAlive(handlers) {
  open(handlers);
  document.addEventListener("visibilitychange", () => {
    stream.close();
    if (!document.hidden) open(handlers);
  });
}
