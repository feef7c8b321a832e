// Folds the fields of the form into a bid, as domain.py does: a field's name is the place of its value in the bid.
const ROWS = ["offers", "consortium", "subcontractors"];
export const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
// Format characters show nothing and are refused; text that is pasted often brings some. Joiners stay between letters.
const UNSEEN =
  /(?![\u200c\u200d\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{NChar}]|(?<![\p{L}\p{M}\p{S}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{S}])/gu;

export const steps = (name) =>
  name
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What is typed, without what nobody sees. */
export const tidy = (text) =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .normalize("NFC")
    .replace(UNSEEN, "")
    .trim();

/** Whether the page itself fills the field in, or it only ticks lots: a row with nothing else is not there. */
const idle = (field) => field.type === "hidden" || field.name.endsWith("/lot_ids/-");

/** Every field with something in it, ticked where it is to be ticked. */
export function filled(form) {
  const named = [...form.elements].filter((field) => field.name?.startsWith("/") && !field.disabled);
  return named.filter((field) => (field.type === "checkbox" ? field.checked : tidy(field.value)));
}

/** The rows with something in them, by their parts; whoever has partners leads them. */
export function rows(form) {
  const live = Object.fromEntries(ROWS.map((part) => [part, new Set()]));
  for (const field of filled(form).filter((field) => !idle(field))) {
    const [part, number] = steps(field.name);
    live[part]?.add(Number(number));
  }
  if (live.consortium.size) live.consortium.add(0);
  return live;
}

/** The bid, as the interface takes it. */
export function contents(form) {
  const live = rows(form);
  const bid = {};
  for (const field of filled(form)) {
    const path = steps(field.name);
    if (live[path[0]] && !live[path[0]].has(Number(path[1]))) continue;
    const last = path.pop();
    let place = bid;
    for (const step of path.slice(0, -1)) place = place[step] ??= {};
    if (field.type === "checkbox") (place[path.at(-1)] ??= []).push(field.value);
    else if (path.length) (place[path.at(-1)] ??= {})[last] = meant(field);
    else place[last] = meant(field);
  }
  for (const part of ROWS.filter((part) => bid[part])) {
    const numbers = Object.keys(bid[part])
      .map(Number)
      .sort((one, other) => one - other);
    bid[part] = numbers.map((number) => bid[part][number]);
  }
  for (const offer of bid.offers ?? []) if (offer.price) offer.price.currency = "GBP";
  return bid;
}

function meant(field) {
  const typed = tidy(field.value);
  if (field.type === "textarea") return typed;
  if (!field.validity.valid) return typed;
  if (field.dataset.kind === "pounds")
    return typed.includes(".") ? typed.replace(/^0+(?=\d)/, "") : `${BigInt(typed)}.00`;
  if (field.dataset.kind === "figure") return Number(typed);
  if (field.name.endsWith("/organisation_id")) return typed.match(UUID)?.[0].toLowerCase() ?? typed;
  return typed.replace(/\s+/g, " ");
}
