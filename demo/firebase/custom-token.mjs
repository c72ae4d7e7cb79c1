const LIFETIME_S = 3600;
const AUDIENCE = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

/**
 * A custom token (https://firebase.google.com/docs/auth/admin/create-custom-tokens) as the Auth emulator takes it: unsigned. A server with a service
 * account signs the same content with RS256.
 * @param {{ projectId: string, uid: string, claims: Record<string, unknown> }} person `claims`: seen by the rules as `request.auth.token`
 * @returns {{ token: string, expiresAt: number }} `expiresAt`: epoch ms; until then one may sign in with it
 */
export function makeCustomToken({ projectId, uid, claims }) {
  const service = `demo@${projectId}.iam.gserviceaccount.com`;
  const now = Math.floor(Date.now() / 1000);
  const exp = now + LIFETIME_S;
  const content = { iss: service, sub: service, aud: AUDIENCE, iat: now, exp, uid, claims };
  return { token: `${encode({ alg: 'none', typ: 'JWT' })}.${encode(content)}.`, expiresAt: exp * 1000 };
}

function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
