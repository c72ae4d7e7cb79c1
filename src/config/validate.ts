import { ItError } from '../it-error.js';
import { REGIONS } from '../phone-number.js';
import { isShortcut, SHORTCUT_COMMANDS } from './shortcut.js';
import { LOCALES, type CustomerConfig, type ItConfig } from './config.js';

type Path = string;
type Fields = Record<string, unknown>;
type Check = (value: unknown, path: Path) => void;

/** Fields whose value never appears in an error. */
const SECRET = /(?:^|\.)(?:password|ha1|token|credential|iceServers.*)$/;

/**
 * Checks a host's configuration once, at the border.
 * @throws ItError config-invalid naming the first wrong field, its value (secrets excepted) and what is expected
 */
export function validateConfig(input: unknown): ItConfig {
  const config = readConfig(input);
  if (config.firebase && config.live) fail('live', undefined, 'either firebase or live, never both');
  if (config.sip && config.sip.password === undefined && config.sip.ha1 === undefined) fail('sip.password', undefined, 'password or ha1');
  if (config.sip?.ha1 !== undefined && config.sip.realm === undefined) fail('sip.realm', undefined, 'the realm that ha1 was made with');
  return config;
}

/** A customer is nobody's agent: the session alone says who it is, so agent and licences are filled in. */
function readConfig(input: unknown): ItConfig {
  if (typeof input !== 'object' || input === null || !('customer' in input)) {
    CONFIG(input, '');
    return input as ItConfig;
  }
  CUSTOMER_CONFIG(input, '');
  const { customer, contract, firebase, live, locale } = input as CustomerConfig;
  return {
    agent: { id: customer.chatId, name: customer.name ?? '', role: 'operator', groupCodes: [customer.groupCode] },
    contract: { agreementId: contract.agreementId },
    licenses: [],
    customer,
    ...(firebase && { firebase }),
    ...(live && { live }),
    ...(locale && { locale }),
  };
}

function fail(path: Path, value: unknown, expected: string): never {
  throw new ItError('config-invalid', { field: path || 'config', expected, ...(!SECRET.test(path) && value !== undefined && { value: shorten(value) }) });
}

function shorten(value: unknown): string {
  const text =
    typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'an array' : typeof value === 'object' && value ? 'an object' : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

const text =
  (expected = 'a text that is not empty', pattern = /\S/): Check =>
  (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value)) fail(path, value, expected);
  };

const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, path) => {
    if (!allowed.includes(value as string)) fail(path, value, allowed.join(', '));
  };

const texts: Check = (value, path) => {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string' || item === '')) fail(path, value, 'a list of texts');
};

const flag: Check = (value, path) => {
  if (typeof value !== 'boolean') fail(path, value, 'true or false');
};

const port: Check = (value, path) => {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > 65535) fail(path, value, 'a port, 1 to 65535');
};

const time: Check = (value, path) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(path, value, 'a time in ms since 1970');
};

const callback: Check = (value, path) => {
  if (typeof value !== 'function') fail(path, value, 'a function that returns a promise');
};

const anything: Check = (value, path) => {
  if (typeof value !== 'object' || value === null) fail(path, value, 'an object');
};

const iceServers: Check = (value, path) => {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'object' || item === null || !('urls' in item)))
    fail(path, undefined, 'a list of RTCIceServer');
};

/** http(s), absolute or relative; `javascript:` and its kind never. */
const address: Check = (value, path) => {
  if (typeof value !== 'string' || value === '') fail(path, value, 'an http(s) address');
  let protocol: string;
  try {
    protocol = new URL(value.replace(/\{(?:number|linkedId)\}/g, '0'), document.baseURI).protocol;
  } catch {
    return fail(path, value, 'an http(s) address');
  }
  if (protocol !== 'http:' && protocol !== 'https:') fail(path, value, 'an http(s) address');
};

/** The name of a built-in ringtone (a word without dot or slash), or the address of an audio file. */
const ringtone: Check = (value, path) => {
  if (typeof value === 'string' && /^\w+$/.test(value)) oneOf('standard', 'bell', 'soft', 'low')(value, path);
  else address(value, path);
};

const shortcut: Check = (value, path) => {
  if (typeof value !== 'string' || !isShortcut(value))
    fail(path, value, 'a function key, or Control, Alt or Meta with a letter or digit, e.g. Control+Shift+A');
};

const record =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(path, value, 'an object');
    const fields = value as Fields;
    for (const [name, check] of Object.entries(required)) check(fields[name], join(path, name));
    for (const [name, check] of Object.entries(optional)) {
      if (fields[name] !== undefined) check(fields[name], join(path, name));
    }
  };

function join(path: Path, name: string): Path {
  return path ? `${path}.${name}` : name;
}

/** A host name or address without scheme, port, path or anything that could end a SIP URI. */
const HOST = text('a host name or IP address, without scheme, port or path', /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i);
const HOST_PORT = text('host:port', /^[^\s/]+:\d+$/);

const SOURCE_AND_LOCALE = {
  firebase: record({ options: anything, token: callback }, { emulator: record({ firestore: HOST_PORT, auth: HOST_PORT }) }),
  live: record({ url: address }),
  locale: oneOf(...LOCALES),
};

const CONFIG = record(
  {
    agent: record({ id: text(), name: text(), role: oneOf('operator', 'supervisor'), groupCodes: texts }),
    contract: record({ agreementId: text() }, { customerId: text() }),
    licenses: texts,
  },
  {
    sip: record(
      { extension: text('an extension: letters, digits and . _ + * # -', /^[\w.+*#-]+$/), domain: HOST },
      {
        password: text(),
        ha1: text('32 hexadecimal digits', /^[0-9a-f]{32}$/i),
        realm: text(),
        displayName: text(),
        network: oneOf('internet', 'vpn'),
        port,
        path: text('a path such as /ws', /^\/?[^\s?#]*$/),
        servers: texts,
        iceServers,
      },
    ),
    ...SOURCE_AND_LOCALE,
    links: record({}, { contact: address, chat: address }),
    phone: record(
      {},
      {
        popAt: oneOf('ringing', 'answered'),
        autoAnswer: flag,
        announcement: address,
        markerCall: flag,
        callWaiting: flag,
        region: oneOf(...REGIONS),
        leaveWarning: flag,
        ringtone,
        notification: oneOf('focus', 'answer', 'off'),
        pageBadge: flag,
        shortcuts: record({}, Object.fromEntries(SHORTCUT_COMMANDS.map((command) => [command, shortcut]))),
        emergencyNotice: text(),
      },
    ),
  },
);

const CUSTOMER_CONFIG = record(
  {
    customer: record({ chatId: text('an id without slashes', /^[^\s/]+$/), groupCode: text() }, { groupName: text(), name: text(), expiresAt: time }),
    contract: record({ agreementId: text() }),
  },
  SOURCE_AND_LOCALE,
);
