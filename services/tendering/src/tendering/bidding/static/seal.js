// Seals a bid in the bidder's own browser. What is written leaves it as ciphertext only; a draft does not leave it at all.
import { Chacha20Poly1305, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "./hpke.js";

const BUCKET = 4096; // the service takes envelopes of whole buckets, so that their length says next to nothing
const form = document.querySelector("form[data-key]");
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64Of = (bytes) => btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
const fields = () => [...form.querySelectorAll("[data-lot]"), form.elements.proposal];
const shelf = () => `draft ${form.dataset.notice} ${form.dataset.bidder}`;

function written() {
  const priced = fields().filter((field) => field.dataset.lot && field.value.trim());
  const offers = priced.map((field) => ({
    lot_id: field.dataset.lot,
    price: { amount: Number(field.value).toFixed(2), currency: "GBP" },
  }));
  return { offers, proposal: form.elements.proposal.value };
}

async function sealed(bid) {
  const text = new TextEncoder().encode(JSON.stringify(bid));
  const filled = new Uint8Array(Math.ceil(text.length / BUCKET) * BUCKET).fill(0x20);
  filled.set(text);
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Chacha20Poly1305(),
  });
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(form.dataset.key));
  const info = new TextEncoder().encode(form.dataset.context);
  const sender = await suite.createSenderContext({ recipientPublicKey, info });
  const closed = new Uint8Array(await sender.seal(filled));
  return new Uint8Array([...new Uint8Array(sender.enc), ...closed]);
}

async function submit() {
  const bid = written();
  if (!bid.offers.length) return say("Give a price for one lot at least.");
  const ciphertext = base64Of(await sealed(bid));
  const { keyId, terms, notice } = form.dataset;
  const body = { sealed: { ciphertext, key_id: keyId, terms, lots: bid.offers.map((offer) => offer.lot_id) } };
  const answer = await fetch(`/tendering/v1/notices/${notice}/bids`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) return say(told.detail);
  localStorage.removeItem(shelf());
  say(`Sealed in this browser and received at ${told.received_at}. Keep the receipt.`);
  const receipt = document.querySelector("#receipt");
  receipt.value = JSON.stringify(told, null, 2);
  receipt.closest("[hidden]").hidden = false;
}

function say(sentence) {
  document.querySelector("#said").textContent = sentence;
}

if (form) {
  document.querySelector("#weaker").hidden = true;
  const kept = JSON.parse(localStorage.getItem(shelf()) ?? "{}");
  for (const field of fields()) field.value = kept[field.name] ?? field.value;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter.value === "submit") return void submit();
    localStorage.setItem(shelf(), JSON.stringify(Object.fromEntries(fields().map((it) => [it.name, it.value]))));
    say("The draft is kept in this browser, and nowhere else.");
  });
}
