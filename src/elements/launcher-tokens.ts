/** The few tokens that the launcher reads, apart from the others: they are on the page before anything else is loaded. */
export const LAUNCHER_TOKENS: Readonly<Record<string, string>> = {
  'surface-3': 'light-dark(#ffffff, #242a33)',
  border: 'light-dark(#dfe4ea, #2e3641)',
  'text-1': 'light-dark(#17202b, #edf1f5)',
  focus: 'light-dark(#0b5fff, #a9c8ff)',
  stroke: '1px',
  'shadow-2': '0 4px 12px light-dark(rgb(20 30 45 / 0.12), rgb(0 0 0 / 0.5)), 0 1px 3px light-dark(rgb(20 30 45 / 0.1), rgb(0 0 0 / 0.4))',
  z: '1000',
};

/** Tokens as the declarations of `:host`: `--_x: var(--it-x, default)`. Defaults may name other tokens; they are read from the host too. */
export function declarations(tokens: readonly (readonly [name: string, value: string])[]): string {
  return tokens.map(([name, value]) => `--_${name}:var(--it-${name},${value.replaceAll('var(--it-', 'var(--_')});`).join('');
}
