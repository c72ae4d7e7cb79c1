/** Firestore takes at most so many values of `in`. */
const GROUPS = 30;

const told = new Set<string>();

/** The group codes that one query can ask for, the first 30; that others are left out is said on the console, once. */
export function listedGroups(groupCodes: readonly string[]): readonly string[] {
  const left = groupCodes.slice(GROUPS);
  if (left.length > 0 && !told.has(left.join())) {
    told.add(left.join());
    console.warn(`it-widgets: Firestore lists ${GROUPS} groups at most; left out: ${left.join(', ')}`);
  }
  return groupCodes.slice(0, GROUPS);
}
