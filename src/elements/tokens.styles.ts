import { unsafeCSS, type CSSResult } from 'lit';
import { LAUNCHER_TOKENS, declarations } from './launcher-tokens.js';

/**
 * The table of defaults of every design token, without its prefix: a host overrides `x` with `--it-x` on the element or any ancestor.
 * Everything is px or unitless. Hue says what kind of thing it is, fill says how far it has got:
 * cool = a voice path, green = ready, plum = paperwork, amber = paused, grey = off; red is only hang up, reject and failure.
 */
export const TOKENS: Readonly<Record<string, string>> = {
  ...LAUNCHER_TOKENS,
  'surface-0': 'light-dark(#f1f3f6, #0e1217)',
  'surface-1': 'light-dark(#ffffff, #171b21)',
  'surface-2': 'light-dark(#f6f7f9, #1f242c)',
  'surface-hover': 'light-dark(#eceff3, #2a313b)',
  'surface-press': 'light-dark(#dfe4ea, #343c48)',
  'surface-selected': 'light-dark(#e9f0fb, #1c2c47)',
  'text-2': 'light-dark(#465261, #b6c0cc)',
  'text-3': 'light-dark(#5f6b7a, #94a0af)',
  'text-disabled': 'light-dark(#98a2af, #5d6875)',
  'text-inverse': 'light-dark(#ffffff, #11161c)',
  'border-strong': 'light-dark(#7d8998, #718094)',
  accent: 'light-dark(#1f4f9f, #8cb4ff)',
  'accent-fill': 'light-dark(#1f4f9f, #3a6fd0)',
  'accent-fill-hover': 'light-dark(#183f82, #3064c4)',
  'accent-fill-press': 'light-dark(#123269, #2859b5)',
  'on-accent': '#ffffff',
  'accent-tint': 'light-dark(#e9f0fb, #1c2c47)',
  'bubble-own': 'light-dark(#dde8fa, #1f3a66)',
  answer: 'light-dark(#0c7a3e, #1b8549)',
  'answer-hover': 'light-dark(#096a35, #18783f)',
  'answer-press': 'light-dark(#07562a, #146a37)',
  'on-answer': '#ffffff',
  positive: 'light-dark(#0b6f39, #6fd49a)',
  'positive-tint': 'light-dark(#e5f4ea, #152a1e)',
  hangup: 'light-dark(#c9252d, #d23a3f)',
  'hangup-hover': 'light-dark(#b01c24, #c23237)',
  'hangup-press': 'light-dark(#94141b, #ac282d)',
  'on-hangup': '#ffffff',
  negative: 'light-dark(#b3202a, #ff9a97)',
  'negative-tint': 'light-dark(#fdeceb, #2d1a1d)',
  warning: 'light-dark(#7d4f00, #f3c463)',
  'warning-tint': 'light-dark(#fff4dc, #2b2415)',
  'paused-fill': 'light-dark(#f5bd45, #f0b840)',
  'paused-edge': 'light-dark(#8f5f00, #f0b840)',
  'on-paused': '#2b1d00',
  toggled: 'light-dark(#2a3441, #e3e8ee)',
  'on-toggled': 'light-dark(#ffffff, #171b21)',
  'status-0-fill': 'light-dark(#157347, #1f8550)',
  'status-0-on': '#ffffff',
  'status-0-edge': 'var(--it-status-0-fill)',
  'status-0-ink': 'light-dark(#116640, #72d6a0)',
  'status-0-tint': 'light-dark(#e5f4ea, #152a1e)',
  'status-1-fill': 'light-dark(#f1f3f6, #1f242c)',
  'status-1-on': 'light-dark(#505b69, #aab5c2)',
  'status-1-edge': 'light-dark(#7d8998, #718094)',
  'status-1-ink': 'light-dark(#505b69, #aab5c2)',
  'status-1-tint': 'light-dark(#f1f3f6, #1f242c)',
  'status-2-fill': 'light-dark(#7c2a70, #8a3c80)',
  'status-2-on': '#ffffff',
  'status-2-edge': 'light-dark(#7c2a70, #c56db9)',
  'status-2-ink': 'light-dark(#75286a, #eaa6df)',
  'status-2-tint': 'light-dark(#f9ebf7, #371e34)',
  'status-3-fill': 'var(--it-paused-fill)',
  'status-3-on': 'var(--it-on-paused)',
  'status-3-edge': 'var(--it-paused-edge)',
  'status-3-ink': 'light-dark(#7d4f00, #f3c463)',
  'status-3-tint': 'light-dark(#fff4dc, #2b2415)',
  'status-7-fill': 'light-dark(#f9ebf7, #371e34)',
  'status-7-on': 'light-dark(#75286a, #eaa6df)',
  'status-7-edge': 'light-dark(#7c2a70, #c56db9)',
  'status-7-ink': 'light-dark(#75286a, #eaa6df)',
  'status-7-tint': 'light-dark(#f9ebf7, #371e34)',
  'status-78-fill': 'light-dark(#e8f0fd, #16294a)',
  'status-78-on': 'light-dark(#1a57b4, #94bcff)',
  'status-78-edge': 'light-dark(#1f66d0, #5b97f3)',
  'status-78-ink': 'light-dark(#1a57b4, #94bcff)',
  'status-78-tint': 'light-dark(#e8f0fd, #16294a)',
  'status-79-fill': 'light-dark(#1f66d0, #2f71d2)',
  'status-79-on': '#ffffff',
  'status-79-edge': 'var(--it-status-79-fill)',
  'status-79-ink': 'light-dark(#1a57b4, #94bcff)',
  'status-79-tint': 'light-dark(#e8f0fd, #16294a)',
  'status-88-fill': 'light-dark(#e0f4f5, #0d2f34)',
  'status-88-on': 'light-dark(#07616b, #6fd5df)',
  'status-88-edge': 'light-dark(#0a7682, #259aa7)',
  'status-88-ink': 'light-dark(#07616b, #6fd5df)',
  'status-88-tint': 'light-dark(#e0f4f5, #0d2f34)',
  'status-89-fill': 'light-dark(#0a7682, #0c7f8c)',
  'status-89-on': '#ffffff',
  'status-89-edge': 'var(--it-status-89-fill)',
  'status-89-ink': 'light-dark(#07616b, #6fd5df)',
  'status-89-tint': 'light-dark(#e0f4f5, #0d2f34)',
  'status-98-fill': 'light-dark(#eeebfd, #29214f)',
  'status-98-on': 'light-dark(#452ca6, #bcb0ff)',
  'status-98-edge': 'light-dark(#4a2fb0, #8a75f0)',
  'status-98-ink': 'light-dark(#452ca6, #bcb0ff)',
  'status-98-tint': 'light-dark(#eeebfd, #29214f)',
  'status-99-fill': 'light-dark(#4a2fb0, #563fbd)',
  'status-99-on': '#ffffff',
  'status-99-edge': 'light-dark(#4a2fb0, #8a75f0)',
  'status-99-ink': 'light-dark(#452ca6, #bcb0ff)',
  'status-99-tint': 'light-dark(#eeebfd, #29214f)',
  'control-s': '32px',
  'control-m': '36px',
  'control-l': '44px',
  'control-xl': '48px',
  tile: '52px',
  band: '56px',
  width: '320px',
  'focus-gap': 'light-dark(#ffffff, #171b21)',
  'font-ja': '"Hiragino Sans", "BIZ UDPGothic", Meiryo, "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", system-ui, sans-serif',
  'font-latin': '"Segoe UI", -apple-system, BlinkMacSystemFont, "Helvetica Neue", Roboto, Inter, "Noto Sans", system-ui, sans-serif',
  font: 'var(--it-font-ja)',
  'font-number': '"Segoe UI", -apple-system, BlinkMacSystemFont, "Helvetica Neue", Roboto, Inter, "Noto Sans", sans-serif',
  'text-scale': '1',
  'text-11': 'calc(11px * var(--it-text-scale))',
  'text-12': 'calc(12px * var(--it-text-scale))',
  'text-13': 'calc(13px * var(--it-text-scale))',
  'text-14': 'calc(14px * var(--it-text-scale))',
  'text-16': 'calc(16px * var(--it-text-scale))',
  'text-18': 'calc(18px * var(--it-text-scale))',
  'text-20': 'calc(20px * var(--it-text-scale))',
  'text-28': 'calc(28px * var(--it-text-scale))',
  'leading-11': 'calc(16px * var(--it-text-scale))',
  'leading-12': 'calc(16px * var(--it-text-scale))',
  'leading-13': 'calc(20px * var(--it-text-scale))',
  'leading-14': 'calc(20px * var(--it-text-scale))',
  'leading-16': 'calc(20px * var(--it-text-scale))',
  'leading-18': 'calc(24px * var(--it-text-scale))',
  'leading-20': 'calc(28px * var(--it-text-scale))',
  'leading-28': 'calc(32px * var(--it-text-scale))',
  weight: '400',
  'weight-medium': '500',
  'weight-strong': '600',
  'radius-s': '4px',
  'radius-m': '6px',
  'radius-l': '10px',
  'radius-full': '999px',
  'shadow-1': 'light-dark(0 1px 2px rgb(20 30 45 / 0.06), 0 1px 2px rgb(0 0 0 / 0.4))',
  'shadow-3': '0 16px 40px light-dark(rgb(20 30 45 / 0.2), rgb(0 0 0 / 0.6)), 0 2px 6px light-dark(rgb(20 30 45 / 0.12), rgb(0 0 0 / 0.5))',
  'time-fast': '90ms',
  time: '160ms',
  'time-slow': '240ms',
  ease: 'cubic-bezier(0.2, 0, 0, 1)',
  'ring-period': '1400ms',
  'hold-period': '2400ms',
  guard: '500ms',
};

/** What changes where more contrast is wished for: by the system, or by `data-it-contrast="more"` on the element. */
export const HIGH_CONTRAST: Readonly<Record<string, string>> = {
  'text-1': 'light-dark(#000000, #ffffff)',
  'text-2': 'light-dark(#1c242e, #eef2f6)',
  'text-3': 'light-dark(#333e4b, #d3dbe4)',
  border: 'light-dark(#5a6675, #9aa6b5)',
  'border-strong': 'light-dark(#232c37, #e3e8ee)',
  'surface-1': 'light-dark(#ffffff, #000000)',
  'surface-2': 'light-dark(#ffffff, #0c0f13)',
  answer: 'light-dark(#00592a, #1b8549)',
  hangup: 'light-dark(#99101a, #d23a3f)',
  accent: 'light-dark(#0b3479, #b7d0ff)',
  stroke: '2px',
};

/** What changes where less motion is wished for. */
const STILL: Readonly<Record<string, string>> = {
  'time-fast': '0ms',
  time: '0ms',
  'time-slow': '0ms',
  'ring-period': '0s',
  'hold-period': '0s',
};

/** What was found in a style sheet: most are read by several elements, and none changes. */
const found = new WeakMap<CSSResult, ReadonlySet<string>>();

/** The tokens that a style sheet reads as `--_x`, and those that their defaults read in turn. */
function tokensOf(style: CSSResult): ReadonlySet<string> {
  const known = found.get(style);
  if (known) return known;
  const names = new Set<string>();
  const scan = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/--(?:_|it-)([a-z0-9-]+)/g)) {
      const value = TOKENS[name];
      if (value === undefined || names.has(name)) continue;
      names.add(name);
      scan(value);
    }
  };
  scan(style.cssText);
  found.set(style, names);
  return names;
}

/** The style sheets of an element, led by the tokens that they read: they write `var(--_x)` only, never `--it-x`. */
export function withTokens(...styles: readonly CSSResult[]): CSSResult[] {
  const names = new Set(styles.flatMap((style) => [...tokensOf(style)]));
  const own = (table: Readonly<Record<string, string>>): string => declarations(Object.entries(table).filter(([name]) => names.has(name)));
  return [
    unsafeCSS(`
      :host{${own(TOKENS)}}
      :host([data-it-theme="light"]){color-scheme:light}
      :host([data-it-theme="dark"]){color-scheme:dark}
      @media(prefers-contrast:more){:host{${own(HIGH_CONTRAST)}}}
      :host([data-it-contrast="more"]){${own(HIGH_CONTRAST)}}
      @media(prefers-reduced-motion:reduce){:host{${own(STILL)}}}`),
    ...styles,
  ];
}
