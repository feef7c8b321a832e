// The form of a bid that is sealed here: what is written leaves this browser as ciphertext only.
import { faults, show } from "./checks.js";
import { contents } from "./contents.js";
import { countOf, forget, keep, resume } from "./draft.js";
import { addFile, attach } from "./files.js";
import { sealed } from "./seal.js";

const form = document.querySelector("#bid");
const at = (id) => document.getElementById(id);
const say = (sentence) => (at("status").textContent = sentence);
const actions = {
  submit,
  save,
  consortium: () => begun("consortium"),
  subcontractors: () => begun("subcontractors"),
  attach: takeFiles,
};

/** Another row of a part, from its template; the first partner makes its leader appear. */
function addRow(part) {
  const row = at(`row-${part}`).content.firstElementChild.cloneNode(true);
  const number = countOf(form, part);
  for (const element of row.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes])
      element.setAttribute(name, value.replaceAll(`/${part}/N`, `/${part}/${number}`));
  }
  form.querySelector(`[data-rows="${part}"]`).append(row);
  if (part === "consortium") at("lead").hidden = false;
  return row;
}

function begun(part) {
  addRow(part).querySelector("input:not([type=hidden])").focus();
}

function save() {
  keep(form);
  say("The draft is kept in this browser, and nowhere else.");
}

async function takeFiles() {
  const chosen = at("file");
  if (!chosen.files.length) return show([{ field: at("/documents"), says: "Choose a file first" }]);
  say("Reading the files…");
  const refused = await attach(chosen.files, at("later").checked);
  show(refused.map((says) => ({ field: at("/documents"), says })));
  chosen.value = "";
  keep(form);
  say(refused.length ? "" : "The files are added and ticked.");
}

async function submit() {
  keep(form);
  const found = await faults(form);
  show(found);
  if (found.length) return;
  say("Sealing…");
  const [number, version] = (form.querySelector('[name="bid"]:checked')?.value || "").split(":");
  const answer = await fetch(
    number ? `/tendering/v1/bids/${number}` : `/tendering/v1/notices/${form.dataset.notice}/bids`,
    {
      method: number ? "PUT" : "POST",
      headers: { "Content-Type": "application/json", ...(number && { "If-Match": await tagOf(number, version) }) },
      body: JSON.stringify({ sealed: await sealed(contents(form), form.dataset) }),
    },
  );
  const told = await answer.json();
  say("");
  if (answer.ok) return location.assign(`${form.getAttribute("action")}?done=sealed_here`);
  show([{ field: null, says: told.errors?.[0]?.detail ?? told.detail }]);
}

/** The tag of a bid that is to be replaced, as long as it is the version that this page shows. */
async function tagOf(number, version) {
  const tag = (await fetch(`/tendering/v1/bids/${number}`)).headers.get("ETag") ?? "";
  if (!tag.startsWith(`"${version}-`)) throw new Error("the bid was replaced elsewhere; load this page again");
  return tag;
}

/** What nobody was prepared for is said, too: nothing that was written is lost. */
async function perform(action) {
  form.setAttribute("aria-busy", "true");
  try {
    await actions[action]();
  } catch (error) {
    say("");
    show([{ field: null, says: `It did not work, and nothing was sent twice: try again. (${error.message})` }]);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

for (const id of ["stronger", "later-choice"]) at(id).hidden = false;
at("weaker").hidden = true;
const { since, homeless } = resume(form, addRow, addFile);
const amended = at("amended");
if (amended && since) amended.hidden = Date.parse(since) >= Date.parse(amended.dataset.at);
if (homeless.length && at("homeless")) {
  const lines = homeless.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  at("homeless")
    .querySelector("ul")
    .replaceChildren(...lines);
  at("homeless").hidden = false;
}
if (since) say("This is what you wrote in this browser.");
form.addEventListener("change", (event) => event.target.type === "file" || keep(form));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form.hasAttribute("aria-busy")) void perform(event.submitter?.value ?? "save");
});
at("forget").addEventListener("click", () => {
  forget(form);
  location.reload();
});
