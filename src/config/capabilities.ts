import type { Capabilities, ItConfig } from './config.js';

/**
 * What this account may use (the tenant's entry in `ast-allow-customers` is known only at run time, by the agent feed).
 * CRM-only tenants have no customerId and no telephony at all, but chat; pop-up-only tenants lack the SoftphoneLicense and keep status and pop-ups.
 * Only a supervisor may listen into a call (モニター), whisper to its agent (ウィスパー), and edit the seat map.
 */
export function capabilitiesOf(config: ItConfig): Capabilities {
  const telephony = config.contract.customerId !== undefined;
  const data = config.firebase !== undefined || config.live !== undefined;
  const phone = !telephony ? 'no-telephony' : !config.licenses.includes('softphone') ? 'not-licensed' : !config.sip ? 'no-telephony' : undefined;
  const status = !telephony ? 'no-telephony' : !data ? 'no-data-source' : undefined;
  const supervision = !telephony ? 'no-telephony' : config.agent.role !== 'supervisor' ? 'supervisor-only' : undefined;
  return {
    ...(phone && { phone }),
    ...(status && { status, contacts: status }),
    ...(!data && { chat: 'no-data-source' as const }),
    ...(supervision && { supervision }),
  };
}
