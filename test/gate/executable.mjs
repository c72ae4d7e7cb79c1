import { accessSync, constants } from 'node:fs';

/** Whether there is a file at this path that we may run. @param {string} path @returns {boolean} */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
