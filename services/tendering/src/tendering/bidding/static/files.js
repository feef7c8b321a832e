// Names files by their digests, which this browser computes, and hands them over unless they are to come later.
const SAYS = {
  clean: ["green", "No virus found"],
  infected: ["red", "Infected: not kept"],
  quarantined: ["yellow", "Waits for its scan"],
  unscanned: ["grey", "Not scanned: no scanner here"],
  named: ["blue", "Named only: hand it over after the opening"],
};
const LARGEST = 25 * 1024 * 1024;
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A row with a box to tick; the row that is there already, if it is. */
export function addFile(digest, name, size = "", health = "named") {
  const list = document.querySelector("#files");
  const there = list.querySelector(`[data-file="${digest}"]`);
  if (there && health === "named") return there;
  const row = there ?? document.querySelector("#row-files").content.firstElementChild.cloneNode(true);
  const [colour, says] = SAYS[health];
  const box = row.querySelector("input");
  const tag = row.querySelector("[data-health]");
  row.dataset.file = digest;
  Object.assign(box, {
    id: `/documents/${digest}`,
    value: digest,
    disabled: health === "infected",
    checked: health !== "infected",
  });
  row.querySelector("label").htmlFor = box.id;
  row.querySelector("[data-name]").textContent = name;
  row.querySelector("[data-size]").textContent = size;
  row.querySelector("[data-digest]").textContent = digest;
  tag.textContent = says;
  tag.className = `govuk-tag govuk-tag--${colour}`;
  if (!there) list.append(row);
  return row;
}

/** Takes in the chosen files one by one. Returns what went wrong, a sentence for each. */
export async function attach(files, later) {
  const refused = [];
  for (const file of files) {
    if (file.size > LARGEST) refused.push(`${file.name}: at most 25 MB are taken`);
    else refused.push(...(await one(file, later)));
  }
  return refused;
}

async function one(file, later) {
  const digest = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const size = `${Math.ceil(file.size / 1000)} kB`;
  if (later) return (addFile(digest, file.name, size), []);
  const answer = await fetch(`/tendering/v1/documents?name=${encodeURIComponent(file.name.slice(-200))}`, {
    method: "POST",
    headers: { "Content-Type": file.type || "text/plain" },
    body: file,
  });
  const told = await answer.json();
  if (!answer.ok) return [`${file.name}: ${told.detail}`];
  if (told.sha256 !== digest) return [`${file.name}: it did not arrive as it is here; add it again`];
  return (addFile(digest, file.name, size, told.health), []);
}
