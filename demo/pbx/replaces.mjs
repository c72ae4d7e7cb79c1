/**
 * @param {string} value of a Replaces header: `call-id;to-tag=…;from-tag=…[;early-only]` (RFC 3891 section 6.1)
 * @returns {{ callId: string, toTag: string, fromTag: string, earlyOnly: boolean } | undefined} tags as the receiver of the header sees them:
 *   `toTag` is its own, `fromTag` the other side's; undefined when malformed
 */
export function parseReplaces(value) {
  const [callId = '', ...params] = value.split(';').map((part) => part.trim());
  const tag = (name) => params.find((param) => param.startsWith(`${name}=`))?.slice(name.length + 1);
  const [toTag, fromTag] = [tag('to-tag'), tag('from-tag')];
  return callId && toTag && fromTag ? { callId, toTag, fromTag, earlyOnly: params.includes('early-only') } : undefined;
}
