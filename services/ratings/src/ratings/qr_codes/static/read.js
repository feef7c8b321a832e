// Reads the QR code in a photo, on this machine alone: the photo is sent nowhere.
import { decodeQR } from "./qr.js";

const SIZES = [1600, 1000, 2400]; // pixels of the longer side: a photo of today has more than a reader needs
const CREDENTIAL = /^(cw1\.[A-Za-z0-9_-]+|([0-9A-Za-z]{4}-){4}[0-9A-Za-z]{4})$/;
const at = (id) => document.getElementById(id);

function pixels(photo, size) {
  const scale = Math.min(1, size / Math.max(photo.width, photo.height));
  const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
  const brush = new OffscreenCanvas(width, height).getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(photo, 0, 0, width, height);
  return brush.getImageData(0, 0, width, height);
}

/** What the code says; null where no size shows one. */
function read(photo) {
  for (const size of SIZES) {
    try {
      return decodeQR(pixels(photo, size));
    } catch {
      // The reader throws where it finds no code; another size may show it.
    }
  }
  return null;
}

async function take(file) {
  const photo = await createImageBitmap(file).catch(() => null);
  const text = photo && read(photo)?.trim();
  if (!photo) return tell("This file is no picture");
  if (!text)
    return tell("There is no QR code to be seen in this picture. Take it again, straight from above and in good light");
  if (!CREDENTIAL.test(text)) return tell("This QR code is not one of ours");
  tell("");
  at("credential").value = text;
  at("found").hidden = false;
  at("found").focus();
}

function tell(fault) {
  at("photo-error").hidden = !fault;
  at("photo-error").lastElementChild.textContent = fault;
  at("photo-group").classList.toggle("govuk-form-group--error", Boolean(fault));
  at("photo").toggleAttribute("aria-invalid", Boolean(fault));
  if (fault) at("found").hidden = true;
}

at("choose").hidden = false;
at("photo").addEventListener("change", ({ target }) => target.files.length && take(target.files[0]));
