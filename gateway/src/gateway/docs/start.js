// Shows the platform's own description; asks nobody outside to judge it.

// What a part of the document refers to, in place; what would contain itself stays a reference. Swagger UI would walk
// the whole document for every part that is opened, which takes seconds.
const inPlace = (value, whole, within = []) => {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => inPlace(each, whole, within));
  const { $ref: name, ...beside } = value;
  if (typeof name !== "string" || !name.startsWith("#/")) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inPlace(each, whole, within)]));
  }
  if (within.includes(name)) return value;
  return { ...inPlace(at(whole, name.slice(2).split("/")), whole, [...within, name]), ...beside };
};

const at = (whole, steps) => steps.reduce((part, step) => part?.[step], whole);

window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "none",
    filter: true,
    validatorUrl: "none",
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [
      { fn: { resolveSubtree: async (whole, path) => ({ spec: inPlace(at(whole, path), whole) ?? null, errors: [] }) } },
    ],
  });
});
