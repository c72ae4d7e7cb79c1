/**
 * Class decorator that defines a custom element. Unlike Lit's own it does not throw when the name is taken, by another version of
 * this package or by the host: the first definition stays, and the console says so.
 */
export function define(name: `it-${string}`): <T extends CustomElementConstructor>(element: T) => void {
  return (element) => {
    if (customElements.get(name)) console.info(`<${name}> is defined already; that definition stays.`);
    else customElements.define(name, element);
  };
}
