// The rater's half of RSABSSA-SHA384-PSS-Randomized (RFC 9474): draws, blinds, unblinds and checks, on this machine alone.
// What the issuer hears is an invitation and a number that tells nothing; what it signed never leaves this page by itself.
"use strict";

const NONCE = 32, PREFIX = 32, SALT = 48, HASH = 48, HOUR = 3600000;
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
const digest = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const number = (bytes) => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const octets = (value, size) =>
  Uint8Array.from(value.toString(16).padStart(2 * size, "0").match(/../g), (pair) => parseInt(pair, 16));
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const toUrl = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n, base = (base * base) % modulus)
    if (exponent & 1n) result = (result * base) % modulus;
  return result;
}

function inverse(value, modulus) {  // undefined where there is none
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}

async function mask(seed, size) {  // MGF1, RFC 8017 B.2.1
  const blocks = [];
  for (let counter = 0; counter * HASH < size; counter++)
    blocks.push(await digest("SHA-384", joined(seed, octets(BigInt(counter), 4))));
  return joined(...blocks).slice(0, size);
}

async function encoded(message, bits) {  // EMSA-PSS-ENCODE, RFC 8017 9.1.1
  const size = Math.ceil(bits / 8), salt = random(SALT);
  const hash = await digest("SHA-384", joined(new Uint8Array(8), await digest("SHA-384", message), salt));
  const block = joined(new Uint8Array(size - SALT - HASH - 2), [1], salt), cover = await mask(hash, block.length);
  const masked = block.map((byte, place) => byte ^ cover[place]);
  masked[0] &= 0xff >> (8 * size - bits);
  return joined(masked, hash, [0xbc]);
}

async function blinded(message, modulus, exponent, size) {
  const hidden = number(await encoded(message, modulus.toString(2).length - 1));
  for (;;) {
    const factor = number(random(size)) % modulus, unfactor = inverse(factor, modulus);
    if (unfactor !== undefined) return { request: (hidden * power(factor, exponent, modulus)) % modulus, unfactor };
  }
}

async function isSigned(key, message, signature) {
  const jwk = { kty: "RSA", alg: "PS384", n: toUrl(fromBase64(key.modulus)), e: "AQAB" };
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  const verifying = await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["verify"]);
  return crypto.subtle.verify({ ...algorithm, saltLength: SALT }, verifying, signature, message);
}

async function asked(path, body) {
  const answer = await fetch(`/ratings/v1/issuer/${path}`, {
    method: body ? "POST" : "GET", credentials: "omit", referrerPolicy: "no-referrer",
    headers: body && { "Content-Type": "application/json" }, body: body && JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told;
}

async function goodFrom(key, nonce) {  // the hour that the credential draws for itself
  const drawn = number((await digest("SHA-256", joined(new TextEncoder().encode("commonweal delay"), nonce))).slice(0, 8));
  const [least, most] = document.querySelector("form").dataset.delay.split("-").map(Number);
  const seconds = drawn % BigInt((most - least) * 3600);
  return new Date(Date.parse(key.signs_until) + least * HOUR + Number(seconds) * 1000);
}

async function credential(invitation) {
  const key = await asked("invitations", { invitation });
  const listed = await asked(`keys/${key.id}`);
  if (listed.modulus !== key.modulus) throw new Error("You were shown another key than everybody else. Tell somebody.");
  const modulus = number(fromBase64(key.modulus)), size = fromBase64(key.modulus).length;
  const nonce = random(NONCE), message = joined(random(PREFIX), nonce);
  const { request, unfactor } = await blinded(message, modulus, BigInt(key.exponent), size);
  const answer = await asked("signatures", { invitation, blinded: toBase64(octets(request, size)) });
  const signature = octets((number(fromBase64(answer.signature)) * unfactor) % modulus, size);
  if (!(await isSigned(key, message, signature))) throw new Error("The issuer signed something else.");
  const id = octets(BigInt(`0x${key.id.replaceAll("-", "")}`), 16);
  return { text: `cw1.${toUrl(joined(id, message, signature))}`, quarter: key.quarter, from: await goodFrom(key, nonce) };
}

async function draw(text, when) {
  const { drawing, picture } = await import("/ratings/v1/qr-code/draw.js");
  document.getElementById("drawn").replaceChildren(drawing(text, `Your credential as a QR code, good from ${when}`));
  document.getElementById("save-picture").href = URL.createObjectURL(await picture(text));
}

async function show({ text, quarter, from }) {
  const when = from.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  document.getElementById("credential-text").value = text;
  document.getElementById("good-from").textContent = `${when}, for ${quarter}`;
  const file = new Blob([`${text}\n`], { type: "text/plain" });
  document.getElementById("save").href = URL.createObjectURL(file);
  await draw(text, when);
  const made = document.getElementById("made");
  made.hidden = false;
  made.focus();
}

function complain(error) {
  const place = document.getElementById("failed");
  place.textContent = error.message;
  place.hidden = false;
  place.focus();
}

document.getElementById("blinding").hidden = false;
document.getElementById("sign").addEventListener("click", async () => {
  document.getElementById("failed").hidden = true;
  try {
    await show(await credential(document.getElementById("invitation").value.trim()));
  } catch (error) {
    complain(error);
  }
});
