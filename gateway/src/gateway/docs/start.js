// Shows the platform's own description; asks nobody outside to judge it.
window.addEventListener("load", () => {
  SwaggerUIBundle({
    url: "/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "none",
    filter: true,
    validatorUrl: "none",
    presets: [SwaggerUIBundle.presets.apis],
  });
});
