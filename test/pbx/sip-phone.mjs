import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

const LIMIT_MS = 3000;

/** A bare SIP phone for tests: writes and reads messages as text and answers nothing by itself. It shares no code with the PBX. */
export class SipPhone {
  /** Messages that nobody has expected yet, oldest first. @type {SipMessage[]} */
  inbox = [];
  #waiting = [];
  #cseq = 0;

  /** @param {WebSocket} socket @param {string} extension @param {string} password */
  constructor(socket, extension, password) {
    this.socket = socket;
    this.extension = extension;
    this.password = password;
    this.contact = `sip:${randomUUID().slice(0, 8)}@phone.invalid;transport=ws`;
    socket.on('message', (data) => {
      const message = new SipMessage(data.toString());
      const waiter = this.#waiting.find(({ matches }) => matches(message));
      if (waiter) waiter.resolve(message);
      else this.inbox.push(message);
    });
  }

  /** @param {string} url @param {string} extension @param {string} password */
  static async connect(url, extension, password) {
    const socket = new WebSocket(url, 'sip');
    await once(socket, 'open');
    return new SipPhone(socket, extension, password);
  }

  /** The next message that fits, already here or within the limit. @param {string} what for the failure @param {(message: SipMessage) => boolean} matches */
  async expect(what, matches) {
    const index = this.inbox.findIndex(matches);
    if (index >= 0) return this.inbox.splice(index, 1)[0];
    return new Promise((resolve, reject) => {
      const waiter = {
        matches,
        resolve: (message) => {
          clearTimeout(timer);
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
          resolve(message);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(new Error(`${this.extension} waited ${LIMIT_MS} ms for ${what}; unread: ${this.inbox.map(({ startLine }) => startLine).join(' | ')}`));
      }, LIMIT_MS);
      this.#waiting.push(waiter);
    });
  }

  /** @param {string} method @param {(message: SipMessage) => boolean} [matches] */
  expectRequest(method, matches = () => true) {
    return this.expect(method, (message) => message.method === method && matches(message));
  }

  /** The response to a request of ours. @param {SipMessage} request @param {number} [status] else the final one */
  async expectResponse(request, status) {
    return this.expect(
      `${status ?? 'a final answer'} to ${request.startLine}`,
      (message) => message.answers(request) && (status === undefined ? message.status >= 200 : message.status === status),
    );
  }

  send(text) {
    this.socket.send(text);
  }

  /**
   * Sends a request outside or inside a dialog.
   * @param {string} method @param {string} uri
   * @param {{ to?: string, from?: string, callId?: string, cseq?: number, branch?: string, headers?: string[], body?: string }} [options]
   */
  request(
    method,
    uri,
    {
      to = `<${uri}>`,
      from = `<sip:${this.extension}@127.0.0.1>;tag=${randomUUID().slice(0, 8)}`,
      callId = randomUUID(),
      cseq = ++this.#cseq,
      branch = `z9hG4bK${randomUUID()}`,
      headers = [],
      body = '',
    } = {},
  ) {
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS phone.invalid;branch=${branch}`,
      'Max-Forwards: 70',
      `To: ${to}`,
      `From: ${from}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <${this.contact}>`,
      ...headers,
      ...(body && method !== 'NOTIFY' ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    const text = `${lines.join('\r\n')}\r\n\r\n${body}`;
    this.send(text);
    return new SipMessage(text);
  }

  /** Sends a request again with the digest that its 401 asks for. @param {SipMessage} request @param {SipMessage} challenge @param {string} [password] */
  authorise(request, challenge, password = this.password) {
    const nonce = /nonce="([^"]+)"/.exec(challenge.header('WWW-Authenticate'))[1];
    const uri = request.startLine.split(' ')[1];
    const md5 = (text) => createHash('md5').update(text).digest('hex');
    const response = md5(`${md5(`${this.extension}:infinitalk:${password}`)}:${nonce}:00000001:abc:auth:${md5(`${request.method}:${uri}`)}`);
    const extra = request.lines.filter((line) => !/^(Via|Max-Forwards|To|From|Call-ID|CSeq|Contact|Content-\w+|Authorization):/.test(line));
    return this.request(request.method, uri, {
      to: request.header('To'),
      from: request.header('From'),
      callId: request.header('Call-ID'),
      headers: [
        ...extra,
        `Authorization: Digest username="${this.extension}", realm="infinitalk", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="abc"`,
      ],
      body: request.body,
    });
  }

  /** Sends a request, answers its challenge, and returns the second try. @param {string} method @param {string} uri @param {object} [options] */
  async authenticated(method, uri, options) {
    const first = this.request(method, uri, options);
    const challenge = await this.expectResponse(first, 401);
    if (method === 'INVITE') this.ack(first, challenge);
    return this.authorise(first, challenge);
  }

  /** Registers and returns the final response. @param {number} [expires] */
  async register(expires = 600) {
    const request = await this.authenticated('REGISTER', 'sip:127.0.0.1', { to: `<sip:${this.extension}@127.0.0.1>`, headers: [`Expires: ${expires}`] });
    return this.expectResponse(request);
  }

  /** Dials and returns the INVITE that carries the digest. @param {string} number @param {{ headers?: string[], body?: string }} [options] */
  dial(number, { headers = [], body = `offer of ${this.extension}` } = {}) {
    return this.authenticated('INVITE', `sip:${number}@127.0.0.1`, { headers, body });
  }

  /** @param {SipMessage} invite @param {SipMessage} response @param {string} [body] */
  ack(invite, response, body = '') {
    const uri = /<([^>]+)>/.exec(response.header('Contact') ?? '')?.[1] ?? invite.startLine.split(' ')[1];
    const refused = response.status >= 300;
    this.request('ACK', uri, {
      to: response.header('To'),
      from: invite.header('From'),
      callId: invite.header('Call-ID'),
      cseq: invite.cseq,
      body,
      ...(refused && { branch: invite.branch }),
    });
  }

  /** @param {SipMessage} request @param {number} status @param {{ headers?: string[], body?: string }} [options] */
  reply(request, status, { headers = [], body = '' } = {}) {
    const to = request.header('To');
    this.toTags ??= new Map();
    if (!this.toTags.has(request.header('Call-ID'))) this.toTags.set(request.header('Call-ID'), randomUUID().slice(0, 8));
    const lines = [
      `SIP/2.0 ${status} Whatever`,
      ...request.lines.filter((line) => /^(Via|From|Call-ID|CSeq):/.test(line)),
      to.includes(';tag=') || status === 100 ? `To: ${to}` : `To: ${to};tag=${this.toTags.get(request.header('Call-ID'))}`,
      `Contact: <${this.contact}>`,
      ...headers,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.send(`${lines.join('\r\n')}\r\n\r\n${body}`);
  }

  /** Our side of a dialog that we dialled. @param {SipMessage} invite @param {SipMessage} answer */
  dialledDialog(invite, answer) {
    return new Dialog(this, invite.header('From'), answer.header('To'), invite.header('Call-ID'), answer);
  }

  /** Our side of a dialog that rang here. @param {SipMessage} invite */
  rungDialog(invite) {
    const local = `${invite.header('To')};tag=${this.toTags.get(invite.header('Call-ID'))}`;
    return new Dialog(this, local, invite.header('From'), invite.header('Call-ID'), invite);
  }

  close() {
    this.socket.close();
  }
}

/** A confirmed dialog as a phone has it. */
export class Dialog {
  #cseq = 100;

  /** @param {SipPhone} phone @param {string} local @param {string} remote @param {string} callId @param {SipMessage} source with the PBX's contact */
  constructor(phone, local, remote, callId, source) {
    this.phone = phone;
    this.local = local;
    this.remote = remote;
    this.callId = callId;
    this.target = /<([^>]+)>/.exec(source.header('Contact'))[1];
  }

  get localTag() {
    return /;tag=([^;]+)/.exec(this.local)[1];
  }

  get remoteTag() {
    return /;tag=([^;]+)/.exec(this.remote)[1];
  }

  /** What another page of this phone puts into Replaces: the PBX's tag, then ours. */
  get replaces() {
    return `${this.callId};to-tag=${this.remoteTag};from-tag=${this.localTag}`;
  }

  /** @param {string} method @param {{ headers?: string[], body?: string }} [options] */
  request(method, options) {
    return this.phone.request(method, this.target, { to: this.remote, from: this.local, callId: this.callId, cseq: ++this.#cseq, ...options });
  }
}

/** A message, read only as far as tests need it. */
export class SipMessage {
  /** @param {string} text */
  constructor(text) {
    const [head, ...rest] = text.split('\r\n\r\n');
    this.text = text;
    this.body = rest.join('\r\n\r\n');
    [this.startLine, ...this.lines] = head.split('\r\n');
    this.status = Number(/^SIP\/2\.0 (\d+)/.exec(this.startLine)?.[1] ?? 0);
    this.method = this.status ? undefined : this.startLine.split(' ')[0];
  }

  /** @param {string} name @returns {string | undefined} */
  header(name) {
    return this.lines
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim();
  }

  get cseq() {
    return Number.parseInt(this.header('CSeq'), 10);
  }

  get branch() {
    return /branch=([^;]+)/.exec(this.header('Via'))[1];
  }

  /** @param {SipMessage} request */
  answers(request) {
    return (
      this.status > 0 &&
      this.header('Call-ID') === request.header('Call-ID') &&
      this.header('CSeq') === request.header('CSeq') &&
      this.branch === request.branch
    );
  }
}
