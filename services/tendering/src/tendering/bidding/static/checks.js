// What the interface would refuse is found before the bid is sealed: nobody can say so afterwards.
import { UUID, contents, filled, rows, steps, tidy } from "./contents.js";

const fault = (field, says) => ({ field, says });
const wrong = (field) => field.dataset.wrong || field.validationMessage;
const at = (id) => document.getElementById(id);

/** Everything that is wrong, in the order of the form. */
export async function faults(form) {
  const found = [
    ...unfit(form),
    ...halves(form),
    ...missing(form),
    ...shares(form),
    ...strays(form),
    ...(await unknown(form)),
  ];
  const first = new Map(found.reverse().map((each) => [each.field, each])); // one sentence for each field
  return [...first.values()].sort((one, other) => (one.field.compareDocumentPosition(other.field) & 4 ? -1 : 1));
}

/** Whether a figure is off its scale; one that counts people, hours or parts is above nought. */
const isOff = ({ value, dataset }) =>
  Number(value) > Number(dataset.most ?? Infinity) || ("positive" in dataset && Number(value) === 0);

/** Fields whose own browser's check, or whose scale, says no. */
export function unfit(form) {
  return filled(form)
    .filter((field) => !field.validity.valid || isOff(field))
    .map((field) => {
      const most = field.dataset.most;
      return fault(field, most ? `${wrong(field)}, up to ${most}` : wrong(field));
    });
}

/** What is filled in together or not at all. */
function halves(form) {
  const groups = Map.groupBy(form.querySelectorAll("[data-group]"), (field) => field.dataset.group);
  const begun = new Set(filled(form).map((field) => field.name));
  return [...groups].flatMap(([group, fields]) => {
    const isBegun = [...begun].some((name) => name.startsWith(`${group}/`) && !name.endsWith("/role"));
    return isBegun
      ? fields
          .filter((field) => !begun.has(field.name))
          .map((field) => fault(field, wrong(field) || form.dataset.together))
      : [];
  });
}

function missing(form) {
  const live = rows(form);
  const lots = [...form.querySelectorAll('[data-kind="pounds"]')];
  const unpriced = lots.filter((field) => live.offers.has(Number(steps(field.name)[1])) && !tidy(field.value));
  const none = live.offers.size ? [] : [fault(at("/offers"), "Give a price for one lot at least")];
  return [...none, ...unpriced.map((field) => fault(field, wrong(field))), ...empty(form)];
}

/** Fields that nobody may leave out. */
export function empty(form) {
  const silent = [...form.querySelectorAll("[required]")].filter((field) => !tidy(field.value));
  return silent.map((field) => fault(field, wrong(field)));
}

/** The parts of those who bid together make a whole, and each is named once. */
function shares(form) {
  const members = contents(form).consortium ?? [];
  if (!members.length) return [];
  const exact = members.reduce((sum, member) => sum + Math.round((member.share ?? 0) * 10_000), 0);
  const twice = new Set(members.map((member) => member.organisation_id)).size < members.length;
  const says = twice
    ? "Each partner is named once, and you are not your own partner"
    : `The parts come to ${exact / 10_000} of 100`;
  return twice || exact !== 1_000_000 ? [fault(at("/consortium"), says)] : [];
}

/** Nobody works in a lot that is not offered. */
function strays(form) {
  const offered = new Set((contents(form).offers ?? []).map((offer) => offer.lot_id));
  const ticked = filled(form).filter(
    (field) => field.name.endsWith("/lot_ids/-") && rows(form)[steps(field.name)[0]].has(Number(steps(field.name)[1])),
  );
  return ticked
    .filter((field) => !offered.has(field.value))
    .map((field) => fault(field, "You make no offer for this lot"));
}

/** Whom the register does not know, or no provider for a partner, would spoil the bid once it is opened. */
async function unknown(form) {
  const named = filled(form).filter((field) => field.dataset.registered);
  const asked = await Promise.all(
    named.map(async (field) => {
      const id = tidy(field.value).match(UUID)?.[0];
      if (!id) return fault(field, wrong(field));
      const answer = await fetch(`/registry/v1/organisations/${id.toLowerCase()}`, { credentials: "omit" });
      if (answer.status === 404) return fault(field, "The register knows no such organisation");
      if (!answer.ok || !field.name.startsWith("/consortium/")) return null;
      const { roles, status } = await answer.json();
      return roles.includes("provider") && status === "active" ? null : fault(field, "This is no active provider");
    }),
  );
  return asked.filter(Boolean);
}

/** Says each fault beside its field, and all of them at the top, where the reader is taken. */
export function show(found) {
  for (const old of document.querySelectorAll(".govuk-error-message")) old.remove();
  for (const group of document.querySelectorAll(".govuk-form-group--error"))
    group.classList.remove("govuk-form-group--error");
  for (const field of document.querySelectorAll("[aria-invalid]")) clear(field);
  const summary = at("faults");
  summary.hidden = !found.length;
  summary.querySelector("ul").replaceChildren(...found.map(({ field, says }) => line(field, says)));
  found.filter(({ field }) => field).forEach(({ field, says }) => beside(field, says));
  if (found.length) summary.focus();
}

function line(field, says) {
  const item = document.createElement("li");
  item.append(
    field
      ? Object.assign(document.createElement("a"), { href: `#${encodeURIComponent(field.id)}`, textContent: says })
      : says,
  );
  return item;
}

function beside(field, says) {
  const message = Object.assign(document.createElement("p"), {
    className: "govuk-error-message",
    id: `${field.id}-error`,
    textContent: says,
  });
  if (!field.name) return void field.after(message);
  for (let outer = field.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  const group = field.closest(".govuk-form-group");
  group?.classList.add("govuk-form-group--error");
  (field.closest(".govuk-input__wrapper, .govuk-checkboxes") ?? field).before(message);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${message.id}`.trim());
}

function clear(field) {
  field.removeAttribute("aria-invalid");
  const others = (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id && id !== `${field.id}-error`);
  if (others.length) field.setAttribute("aria-describedby", others.join(" "));
  else field.removeAttribute("aria-describedby");
}
