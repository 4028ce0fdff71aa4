// Who looks, and where: in the group, or in the private chat with the bot.

const state = {
  person: document.body.dataset.viewer,
  isPrivate: document.body.dataset.private === "true",
};

export const personId = () => state.person;
export const isPrivate = () => state.isPrivate;
export const place = () => (state.isPrivate ? `private-${state.person}` : "group");
export const personButton = (person) => document.querySelector(`[data-person="${CSS.escape(person)}"]`);
export const personName = () => personButton(state.person).dataset.name;
export const isFriend = () => personButton(state.person).dataset.friend === "true";

export function query() {
  return new URLSearchParams({ as: state.person, in: state.isPrivate ? "private" : "group" });
}

export function look(person, inPrivate) {
  state.person = person;
  state.isPrivate = inPrivate && isFriend();
  // A page that is loaded again shows the same.
  history.replaceState(null, "", `/?${query()}`);
}
