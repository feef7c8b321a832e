// The form of a phase whose entries are sealed here: what is written leaves this browser as ciphertext only.
import { empty, show, unfit } from "./checks.js";
import { contents } from "./contents.js";
import { begin, say, send, tagOf } from "./desk.js";
import { keep } from "./draft.js";
import { sealed } from "./seal.js";

const form = document.querySelector("#entry");
const address = `/tendering/v1/notices/${form.dataset.notice}/entry`;

function save() {
  keep(form);
  say("It is kept in this browser, and nowhere else.");
}

async function submit() {
  keep(form);
  const found = [...empty(form), ...unfit(form)];
  show(found);
  if (found.length) return;
  say("Sealing…");
  const envelope = await sealed(contents(form), form.dataset);
  const version = form.elements.version.value;
  const tag = version !== "0" && (await tagOf(address, version));
  await send(form, address, { method: "PUT", tag, sealed: envelope });
}

begin(form, { submit, save }, () => {});
