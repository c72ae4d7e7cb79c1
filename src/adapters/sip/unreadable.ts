/** RFC 3261 section 7.3.1: header names in their short forms. */
const NEEDED: Record<string, RegExp> = {
  Via: /^(?:via|v)\s*:/i,
  From: /^(?:from|f)\s*:/i,
  To: /^(?:to|t)\s*:/i,
  'Call-ID': /^(?:call-id|i)\s*:/i,
  CSeq: /^cseq\s*:/i,
};

/** The branch of a message's topmost Via, by which its transaction is known (RFC 3261 section 17.2.3). */
export function branchOf(message: string): string | undefined {
  return /^(?:via|v)\s*:[^\r\n]*?;\s*branch\s*=\s*([^\s;,]+)/im.exec(message)?.[1];
}

/** A request of a SIP that is not ours (RFC 3261 section 8.2.2: to be refused with 505). */
export function isOtherVersion(message: string): boolean {
  return /^[A-Z]+ +\S+ +SIP\/(?!2\.0\s)/i.test(message);
}

/** A request whose CSeq names another method (RFC 3261 section 8.1.1.5: they have to match). */
export function contradictsItself(message: string): boolean {
  const [, method] = /^([A-Z]+) +\S/i.exec(message) ?? [];
  const [, named = method] = /^cseq\s*:\s*\d+\s+(\w+)\s*$/im.exec(message) ?? [];
  return method !== undefined && method !== named;
}

/**
 * 400 Bad Request for a request that cannot be read, 505 for one of another version; undefined where the RFC asks for silence: for responses, for ACK (section 17.1.1.3), and for
 * what lacks the headers by which a response finds its way back (section 8.2.6.2).
 */
export function refusalOf(message: string): string | undefined {
  const [head = ''] = message.split(/\r?\n\r?\n/, 1);
  const [start = '', ...lines] = unfold(head).split(/\r?\n/);
  const method = /^([A-Za-z0-9.!%*_+`'~-]+) +\S/.exec(start)?.[1];
  if (method === undefined || method === 'ACK' || /^SIP\/2\.0\b/i.test(start)) return undefined;
  const kept = Object.entries(NEEDED).map(([name, pattern]) => {
    const values = lines.filter((line) => pattern.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim());
    return (name === 'Via' ? values : values.slice(0, 1)).map((value) => `${name}: ${name === 'To' ? tagged(value) : value}`);
  });
  if (kept.some((values) => values.length === 0)) return undefined;
  return [isOtherVersion(message) ? 'SIP/2.0 505 Version Not Supported' : 'SIP/2.0 400 Bad Request', ...kept.flat(), 'Content-Length: 0', '', ''].join('\r\n');
}

/** Header lines that go on in the next line (RFC 3261 section 7.3.1), joined. */
function unfold(head: string): string {
  return head.replace(/\r?\n[ \t]+/g, ' ');
}

/** RFC 3261 section 8.2.6.2: a response other than 100 has a tag in To. */
function tagged(to: string): string {
  return /;\s*tag\s*=/i.test(to) ? to : `${to};tag=${Math.random().toString(36).slice(2, 12)}`;
}
