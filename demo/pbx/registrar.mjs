import { parseNameAddress } from './sip-address.mjs';

const DEFAULT_EXPIRES_S = 600;
const MIN_EXPIRES_S = 10;
const MAX_EXPIRES_S = 3600;

/**
 * @typedef {object} Binding where an extension is reached
 * @property {string} extension
 * @property {string} contact the phone's own URI
 * @property {import('./sip-socket.mjs').SipSocket} socket
 */

/**
 * Registrar (RFC 3261 section 10) with one contact an extension, as `max_contacts=1, remove_existing=yes` has it: a new registration takes the place of
 * the old one. A binding goes with its WebSocket, since nobody else could reach that phone (RFC 7118 section 5).
 */
export class Registrar {
  /** @type {Map<string, { binding: Binding, contactHeader: string, expiry: NodeJS.Timeout, expiresAt: number }>} */
  #entries = new Map();
  #changed;

  /** @param {{ changed: (extension: string) => void }} options told after every change of an extension's binding */
  constructor({ changed }) {
    this.#changed = changed;
  }

  /** @param {string} extension @returns {Binding | undefined} */
  binding(extension) {
    return this.#entries.get(extension)?.binding;
  }

  /**
   * Carries out a REGISTER that is already authenticated.
   * @param {string} extension
   * @param {import('./sip-message.mjs').SipRequest} request
   * @param {import('./sip-socket.mjs').SipSocket} socket
   * @returns {{ status: number, headers?: Array<[string, string | number]> }} what to answer
   */
  register(extension, request, socket) {
    const contactHeader = request.headers.get('Contact');
    if (contactHeader === undefined) return this.#accepted(extension);
    if (contactHeader.trim() === '*') {
      if (request.headers.get('Expires') !== '0') return { status: 400 };
      this.#remove(extension);
      return this.#accepted(extension);
    }
    const contact = parseNameAddress(contactHeader);
    const expires = Number(contact?.params.expires ?? request.headers.get('Expires') ?? DEFAULT_EXPIRES_S);
    if (!contact || !Number.isInteger(expires) || expires < 0) return { status: 400 };
    if (expires === 0) {
      // A page that is gone signs off after the next one registered: only its own contact may go.
      if (this.binding(extension)?.contact === contact.uri) this.#remove(extension);
      return this.#accepted(extension);
    }
    if (expires < MIN_EXPIRES_S) return { status: 423, headers: [['Min-Expires', MIN_EXPIRES_S]] };
    this.#add({ extension, contact: contact.uri, socket }, contactHeader, Math.min(expires, MAX_EXPIRES_S));
    return this.#accepted(extension);
  }

  /** Forgets whoever was reached over this WebSocket. @param {import('./sip-socket.mjs').SipSocket} socket */
  socketClosed(socket) {
    for (const [extension, { binding }] of this.#entries) {
      if (binding.socket === socket) this.#remove(extension);
    }
  }

  /** Forgets everybody. */
  clear() {
    for (const { expiry } of this.#entries.values()) clearTimeout(expiry);
    this.#entries.clear();
  }

  #add(binding, contactHeader, expires) {
    clearTimeout(this.#entries.get(binding.extension)?.expiry);
    const expiry = setTimeout(() => this.#remove(binding.extension), expires * 1000);
    this.#entries.set(binding.extension, { binding, contactHeader, expiry, expiresAt: Date.now() + expires * 1000 });
    this.#changed(binding.extension);
  }

  #remove(extension) {
    clearTimeout(this.#entries.get(extension)?.expiry);
    if (this.#entries.delete(extension)) this.#changed(extension);
  }

  #accepted(extension) {
    const entry = this.#entries.get(extension);
    if (!entry) return { status: 200 };
    const left = Math.max(1, Math.round((entry.expiresAt - Date.now()) / 1000));
    return {
      status: 200,
      headers: [
        ['Contact', `${entry.contactHeader.replace(/;\s*expires\s*=\s*\d+/i, '')};expires=${left}`],
        ['Expires', left],
      ],
    };
  }
}
