/** The contact records of the demo's CRM. */
const CONTACTS = [{ id: 'contact-1', name: '山田太郎', number: '09012345678' }];

/** Every contact. */
export function listContacts() {
  return CONTACTS;
}

/** Who has this number, in any of its forms; null: nobody known. @param {string} number */
export function findContact(number) {
  return CONTACTS.find((contact) => contact.number === toNationalNumber(number)) ?? null;
}

/** `184090…`, `+8190…`, `８１－９０…`: one number (184 and 186 withhold and show the caller's number for a single call). @param {string} number */
function toNationalNumber(number) {
  return number
    .normalize('NFKC')
    .replace(/[^\d+]/g, '')
    .replace(/^18[46](?=[0+])/, '')
    .replace(/^(?:\+|00|010)?81(?=[1-9]\d{8,9}$)/, '0');
}
