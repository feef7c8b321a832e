// The form of a bid that is sealed here: what is written leaves this browser as ciphertext only.
import { faults, show } from "./checks.js";
import { contents } from "./contents.js";
import { at, begin, say, send, tagOf } from "./desk.js";
import { countOf, keep } from "./draft.js";
import { sealed } from "./seal.js";

const form = document.querySelector("#bid");
const actions = { submit, save, consortium: () => begun("consortium"), subcontractors: () => begun("subcontractors") };

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

async function submit() {
  keep(form);
  const found = await faults(form);
  show(found);
  if (found.length) return;
  say("Sealing…");
  const bid = contents(form);
  const lots = bid.offers.map((offer) => offer.lot_id);
  const envelope = { ...(await sealed(bid, form.dataset)), terms: form.dataset.terms, lots };
  const [number, version] = (form.querySelector('[name="bid"]:checked')?.value || "").split(":");
  const address = number ? `/tendering/v1/bids/${number}` : `/tendering/v1/notices/${form.dataset.notice}/bids`;
  const tag = number && (await tagOf(address, version));
  await send(form, address, { method: number ? "PUT" : "POST", tag, sealed: envelope });
}

at("later-choice").hidden = false;
const { since, homeless } = begin(form, actions, addRow);
const amended = at("amended");
if (amended && since) amended.hidden = Date.parse(since) >= Date.parse(amended.dataset.at);
if (homeless.length && at("homeless")) {
  const lines = homeless.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  at("homeless")
    .querySelector("ul")
    .replaceChildren(...lines);
  at("homeless").hidden = false;
}
