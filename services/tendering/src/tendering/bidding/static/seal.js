// Seals in the bidder's own browser what goes into a bid, or is sent for a phase: HPKE (RFC 9180), X25519, HKDF-SHA256, ChaCha20-Poly1305.
import { Chacha20Poly1305, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "./hpke.js";

const BUCKET = 4096; // the service takes envelopes of whole buckets, so that their length says next to nothing
const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64Of = (bytes) => btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));

/** What was written as an envelope, to the key and in the context that the form names. */
export async function sealed(written, { key, keyId, context }) {
  const text = new TextEncoder().encode(JSON.stringify(written));
  const filled = new Uint8Array(Math.ceil(text.length / BUCKET) * BUCKET).fill(0x20);
  filled.set(text);
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Chacha20Poly1305(),
  });
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(key));
  const sender = await suite.createSenderContext({ recipientPublicKey, info: new TextEncoder().encode(context) });
  const closed = new Uint8Array(await sender.seal(filled));
  return { ciphertext: base64Of(new Uint8Array([...new Uint8Array(sender.enc), ...closed])), key_id: keyId };
}
