// What the form of a bid and that of a phase have in common: what is written is kept here, and nothing goes wrong unsaid.
import { show } from "./checks.js";
import { forget, keep, resume } from "./draft.js";
import { addFile, attach } from "./files.js";

export const at = (id) => document.getElementById(id);
export const say = (sentence) => (at("status").textContent = sentence);

async function takeFiles(form) {
  const chosen = at("file");
  if (!chosen.files.length) return show([{ field: at("/documents"), says: "Choose a file first" }]);
  say("Reading the files…");
  const refused = await attach(chosen.files, Boolean(at("later")?.checked));
  show(refused.map((says) => ({ field: at("/documents"), says })));
  chosen.value = "";
  keep(form);
  say(refused.length ? "" : "The files are added and ticked.");
}

/** Sends what was sealed, and shows the page again once it is received. */
export async function send(form, address, { method, tag, sealed }) {
  const headers = { "Content-Type": "application/json", ...(tag && { "If-Match": tag }) };
  const answer = await fetch(address, { method, headers, body: JSON.stringify({ sealed }) });
  const told = await answer.json();
  say("");
  if (answer.ok) return location.assign(`${form.getAttribute("action")}?done=sealed_here`);
  show([{ field: null, says: told.errors?.[0]?.detail ?? told.detail }]);
}

/** The tag of what is to be replaced, as long as it is the version that this page shows. */
export async function tagOf(address, version) {
  const tag = (await fetch(address)).headers.get("ETag") ?? "";
  if (!tag.startsWith(`"${version}-`)) throw new Error("it was replaced elsewhere; load this page again");
  return tag;
}

/** What nobody was prepared for is said, too: nothing that was written is lost. */
async function perform(form, action) {
  form.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    say("");
    show([{ field: null, says: `It did not work, and nothing was sent twice: try again. (${error.message})` }]);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** Lets the form do its `actions` here; returns what this browser had kept of it, as `resume` does. */
export function begin(form, actions, addRow) {
  const does = { attach: () => takeFiles(form), ...actions };
  at("stronger").hidden = false;
  at("weaker").hidden = true;
  const resumed = resume(form, addRow, addFile);
  if (resumed.since) say("This is what you wrote in this browser.");
  form.addEventListener("change", (event) => event.target.type === "file" || keep(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.hasAttribute("aria-busy")) void perform(form, does[event.submitter?.value] ?? does.save);
  });
  at("forget").addEventListener("click", () => {
    forget(form);
    location.reload();
  });
  return resumed;
}
