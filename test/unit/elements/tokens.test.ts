import { expect } from '@open-wc/testing';
import { HIGH_CONTRAST, TOKENS, withTokens } from '../../../src/elements/tokens.styles.js';
import { css } from 'lit';

type Theme = 'light' | 'dark';
type Contrast = 'normal' | 'more';

/** The colour of a token, with references and light-dark() resolved: `#rrggbb`. */
function colour(name: string, theme: Theme, contrast: Contrast): string {
  const value = (contrast === 'more' ? HIGH_CONTRAST[name] : undefined) ?? TOKENS[name];
  if (value === undefined) throw new Error(`no token ${name}`);
  const reference = /^var\(--it-([a-z0-9-]+)\)$/.exec(value)?.[1];
  if (reference) return colour(reference, theme, contrast);
  const pair = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
  const resolved = pair ? pair[theme === 'light' ? 1 : 2] : value;
  if (!resolved || !/^#[0-9a-f]{6}$/.test(resolved)) throw new Error(`${name} is no colour: ${value}`);
  return resolved;
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-hover', 'surface-selected'];
const STATUSES = [0, 1, 2, 3, 7, 78, 79, 88, 89, 98, 99];

/** What is written on what: 4.5:1 (WCAG 1.4.3). */
const TEXTS: [string, string][] = [
  ...SURFACES.flatMap((surface): [string, string][] => [
    ['text-1', surface],
    ['text-2', surface],
  ]),
  ...['surface-1', 'surface-2', 'surface-3'].map((surface): [string, string] => ['text-3', surface]),
  ['accent', 'surface-1'],
  ['on-accent', 'accent-fill'],
  ...['answer', 'answer-hover', 'answer-press'].map((fill): [string, string] => ['on-answer', fill]),
  ...['hangup', 'hangup-hover', 'hangup-press'].map((fill): [string, string] => ['on-hangup', fill]),
  ['on-paused', 'paused-fill'],
  ['on-toggled', 'toggled'],
  ...['negative', 'warning', 'positive'].flatMap((role): [string, string][] => [
    [role, `${role}-tint`],
    ['text-1', `${role}-tint`],
    ['text-2', `${role}-tint`],
  ]),
  ...STATUSES.flatMap((code): [string, string][] => [
    [`status-${code}-on`, `status-${code}-fill`],
    [`status-${code}-ink`, 'surface-1'],
  ]),
];

/** What a control or a state is known by: 3:1 (WCAG 1.4.11). */
const SHAPES: [string, string][] = [
  ['border-strong', 'surface-1'],
  ['focus', 'surface-1'],
  ['answer', 'surface-1'],
  ['hangup', 'surface-1'],
  ['paused-edge', 'surface-1'],
  ...STATUSES.map((code): [string, string] => [`status-${code}-edge`, 'surface-1']),
];

/** The table of LOOK.md, as measured there. */
const PROMISED: [string, string, number, number][] = [
  ['text-1', 'surface-1', 16.4, 15.2],
  ['text-2', 'surface-1', 8.0, 9.4],
  ['text-3', 'surface-1', 5.4, 6.5],
  ['border-strong', 'surface-1', 3.6, 4.3],
  ['accent', 'surface-1', 7.8, 8.3],
  ['on-answer', 'answer', 5.4, 4.7],
  ['on-hangup', 'hangup', 5.6, 4.8],
  ['on-paused', 'paused-fill', 9.6, 9.1],
  ['negative', 'negative-tint', 5.8, 8.1],
  ['warning', 'warning-tint', 6.4, 9.4],
  ['positive', 'positive-tint', 5.5, 8.4],
  ['focus', 'surface-1', 5.1, 10.2],
  ['status-0-on', 'status-0-fill', 5.9, 4.6],
  ['status-1-on', 'status-1-fill', 6.2, 7.5],
  ['status-2-on', 'status-2-fill', 8.7, 6.9],
  ['status-7-on', 'status-7-fill', 8.1, 7.9],
  ['status-78-on', 'status-78-fill', 6.0, 7.5],
  ['status-79-on', 'status-79-fill', 5.4, 4.8],
  ['status-88-on', 'status-88-fill', 6.3, 8.3],
  ['status-89-on', 'status-89-fill', 5.4, 4.7],
  ['status-98-on', 'status-98-fill', 8.3, 7.6],
  ['status-99-on', 'status-99-fill', 9.0, 7.4],
];

describe('design tokens', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const contrast of ['normal', 'more'] as const) {
      it(`keep text readable and controls visible: ${theme}, ${contrast} contrast`, () => {
        const low = (pairs: [string, string][], least: number): string[] =>
          pairs
            .map(([a, b]) => [`${a} on ${b}`, ratio(colour(a, theme, contrast), colour(b, theme, contrast))] as const)
            .filter(([, value]) => value < least)
            .map(([pair, value]) => `${pair}: ${value.toFixed(2)}`);
        expect(low(TEXTS, 4.5)).to.deep.equal([]);
        expect(low(SHAPES, 3)).to.deep.equal([]);
      });
    }
  }

  it('have the ratios that the design was measured with', () => {
    const off = PROMISED.flatMap(([a, b, light, dark]) =>
      [['light', light] as const, ['dark', dark] as const]
        .map(([theme, promised]) => [theme, promised, ratio(colour(a, theme, 'normal'), colour(b, theme, 'normal'))] as const)
        .filter(([, promised, value]) => Math.abs(value - promised) > 0.06)
        .map(([theme, promised, value]) => `${a} on ${b}, ${theme}: ${value.toFixed(2)}, not ${promised}`),
    );
    expect(off).to.deep.equal([]);
  });

  it('reach an element as --_x with the host\u2019s --it-x before the default, and only those that it reads', () => {
    const [tokens] = withTokens(css`
      p {
        color: var(--_status-3-fill);
      }
    `);
    expect(tokens!.cssText).to.contain('--_status-3-fill:var(--it-status-3-fill,var(--_paused-fill));');
    expect(tokens!.cssText).to.contain('--_paused-fill:var(--it-paused-fill,light-dark(#f5bd45, #f0b840));');
    expect(tokens!.cssText).not.to.contain('--_answer');
  });
});
