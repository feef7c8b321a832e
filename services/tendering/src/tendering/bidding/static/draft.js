// Keeps what is written in this browser, and nowhere else, so that a lost connection or a closed lid costs nothing.
import { steps } from "./contents.js";
import { now } from "./clock.js";

const shelf = (form) => `bid ${form.dataset.notice} ${form.dataset.bidder}`;
const named = (form) => [...form.elements].filter((field) => field.name?.startsWith("/") && field.type !== "hidden");

export function keep(form) {
  const fields = named(form)
    .filter((field) => (field.type === "checkbox" ? field.checked : field.value))
    .map((field) => [field.name, field.value]);
  const files = Object.fromEntries(
    [...form.querySelectorAll("[data-file]")].map((row) => [
      row.dataset.file,
      row.querySelector("[data-name]").textContent,
    ]),
  );
  localStorage.setItem(shelf(form), JSON.stringify({ at: new Date(now()).toISOString(), fields, files }));
}

export const forget = (form) => localStorage.removeItem(shelf(form));

/** Fills the form with what is kept here; `addRow` and `addFile` make room for it. Returns when it was written, if it
 * was, and what has no field any more because an amendment took its criterion away. */
export function resume(form, addRow, addFile) {
  const kept = JSON.parse(localStorage.getItem(shelf(form)) ?? "null");
  if (!kept?.fields) return { since: null, homeless: [] };
  const homeless = [];
  for (const field of named(form))
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  for (const [name, value] of kept.fields) {
    const [part, number] = steps(name);
    while (["consortium", "subcontractors"].includes(part) && countOf(form, part) <= Number(number)) addRow(part);
    if (name === "/documents/-") addFile(value, kept.files[value] ?? "A file");
    const field = named(form).find((each) => each.name === name && (each.type !== "checkbox" || each.value === value));
    if (field?.type === "checkbox") field.checked = !field.disabled;
    else if (field) field.value = value;
    else homeless.push(value);
  }
  return { since: kept.at, homeless };
}

export const countOf = (form, part) => form.querySelectorAll(`[data-rows="${part}"] > [data-row]`).length;
