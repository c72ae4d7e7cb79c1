/**
 * Defines a custom element. Unlike `customElements.define` it does not throw when the name is taken, by another version of this package or
 * by the host: the first definition stays, and the console says so. A call and no decorator: of a decorated class esbuild makes WeakMaps of
 * every `#private`, which is a sixth of what a page loads for the launcher.
 */
export function define(name: `it-${string}`, element: CustomElementConstructor): void {
  if (customElements.get(name)) console.info(`<${name}> is defined already; that definition stays.`);
  else customElements.define(name, element);
}
