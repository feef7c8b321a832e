// Draws a text as a QR code (ISO/IEC 18004, a seventh of it may be lost), on this machine alone.
import { encodeQR } from "./qr.js";

const QUIET = 4; // modules of white around it, as the standard asks
const MODULE = 8; // pixels, in the picture that is saved
const SVG = "http://www.w3.org/2000/svg";

const modules = (text) => encodeQR(text, "raw", { ecc: "medium", border: QUIET });

/** Every dark module as a column and a row. */
function* dark(rows) {
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) if (cell) yield [column, row];
}

/** The code as an SVG element, to be looked at and printed at any size. */
export function drawing(text, label) {
  const rows = modules(text);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", [...dark(rows)].map(([column, row]) => `M${column} ${row}h1v1h-1z`).join(""));
  const ground = document.createElementNS(SVG, "rect");
  for (const side of ["width", "height"]) ground.setAttribute(side, rows.length);
  ground.setAttribute("fill", "#fff");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length} ${rows.length}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.append(ground, path);
  return svg;
}

/** The code as a PNG file, which a telephone keeps among its photos. */
export async function picture(text) {
  const rows = modules(text);
  const canvas = new OffscreenCanvas(rows.length * MODULE, rows.length * MODULE);
  const ink = canvas.getContext("2d");
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.fillStyle = "#000";
  for (const [column, row] of dark(rows)) ink.fillRect(column * MODULE, row * MODULE, MODULE, MODULE);
  return canvas.convertToBlob({ type: "image/png" });
}
