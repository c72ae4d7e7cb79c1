import type { Preview } from '@storybook/web-components-vite';

/** A page of the host, as the elements meet it: its language, and its colour scheme in light or dark. */
function dress(locale: string, theme: string): void {
  const { documentElement: page, body } = document;
  page.lang = locale;
  page.style.colorScheme = theme;
  body.style.background = 'light-dark(#f1f3f6, #0e1217)';
  body.style.padding = 'clamp(0px, calc((100vw - 320px) / 2), 16px)';
  body.style.color = 'light-dark(#17202b, #edf1f5)';
}

const preview: Preview = {
  decorators: [
    (story, { globals }) => {
      dress(String(globals['locale']), String(globals['theme']));
      return story();
    },
  ],
  globalTypes: {
    locale: { description: 'Language', toolbar: { icon: 'globe', items: ['ja', 'en', 'vi'], dynamicTitle: true } },
    theme: { description: 'Colour scheme', toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
  },
  initialGlobals: { locale: 'ja', theme: 'light' },
  parameters: {
    // The elements have the whole width, as in the narrowest host; a wider window leaves room around them.
    layout: 'fullscreen',
    a11y: { test: 'error', options: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } },
    backgrounds: { disable: true },
  },
};

export default preview;
