/**
 * While told to, the browser asks before the page is left (HTML, `beforeunload`; it shows its own words, and only to somebody who has touched the page).
 * Without need there is no listener, which would keep the page out of the back-forward cache.
 */
export class LeaveWarning {
  #on = false;

  set(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    if (on) addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  }
}

function ask(event: BeforeUnloadEvent): void {
  // In a page that nobody touched the browser does not ask, and says so on the console.
  if (navigator.userActivation.hasBeenActive) event.preventDefault();
}
