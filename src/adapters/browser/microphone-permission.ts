/** Whether this origin may open the microphone without a prompt; false where the browser does not tell. */
export async function microphoneGranted(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted';
  } catch {
    return false;
  }
}
