import js from '@eslint/js';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import * as wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const SOURCE = ['src/**/*.ts'];
const TYPED = ['src/**/*.ts', 'stories/**/*.ts', '.storybook/*.ts', 'demo/**/*.{ts,tsx}', 'test/**/*.ts'];

const NO_JSSIP = { group: ['jssip', 'jssip/*'], message: 'Only adapters/sip knows jssip.' };
const NO_FIREBASE = { group: ['firebase', 'firebase/*', '@firebase/*'], message: 'Only adapters/firestore knows firebase.' };
const NO_ADAPTERS = { group: ['**/adapters/**'], message: 'Only connect.ts knows the adapters.' };
const NO_ELEMENTS = {
  group: ['**/elements/**', '**/connect.js', '**/index.js', 'lit', 'lit/**', '@lit/**'],
  message: 'An adapter knows the ports of the stores, never what is drawn.',
};
/** The pure part: files of its own folder, the store's base, the error type, and nothing of the outside. */
const ONLY_ITSELF = {
  regex: '^(?!\\./|\\.\\./(?:store|it-error|phone-number)\\.js$)',
  message: 'phone, agent, contacts, chat and config import nothing outside themselves.',
};
const ONLY_ITSELF_AND_PHONE = { regex: '^(?!\\./|\\.\\./(?:store|it-error|phone-number)\\.js$|\\.\\./phone/)', message: ONLY_ITSELF.message };
const PHONE_BY_TYPE = { regex: '^\\.\\./phone/', allowTypeImports: true, message: 'Of phone, only types may be read.' };

/** Which way imports may point (README.md, "Architecture"); `import()` is held to the same arrows as a statement. */
function arrows(files, patterns, { ignores = [], noLoading } = {}) {
  return {
    files,
    ignores,
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
      'no-restricted-syntax': [
        'error',
        ...(noLoading ? [{ selector: `ImportExpression > Literal[value=${noLoading}]`, message: 'import() obeys the same arrows as import.' }] : []),
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'test-results/', 'playwright-report/', 'storybook-static/', 'demo/.build/']),
  js.configs.recommended,
  {
    rules: {
      'max-lines': ['warn', { max: 300 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: 'error',
      // The ideographic space belongs to Japanese text.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }] },
  },
  {
    files: TYPED,
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // chai's `equal` is typed as a promise by @open-wc/semantic-dom-diff.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['Equal'] }],
      // Ports are written with the method syntax, and often made of closures.
      '@typescript-eslint/unbound-method': 'off',
      // A port's method may be async just to reject rather than throw.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Their functions go to pages.
    files: ['test/bench/**/*.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['*.ts'],
    extends: [ts.configs.recommended],
  },
  {
    files: SOURCE,
    extends: [lit.configs['flat/recommended'], litA11y.configs.recommended, wc.configs['flat/best-practice']],
    settings: { wc: { elementBaseClasses: ['LitElement', 'ReactiveElement'] } },
    rules: {
      'no-console': ['error', { allow: ['info', 'warn', 'error'] }],
      // LitElement has every lifecycle method, so a call of super needs no guard.
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['test/unit/**/*.ts'],
    // chai's assertions are expressions: `expect(x).to.be.true`.
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
  arrows(SOURCE, [NO_ADAPTERS, NO_JSSIP, NO_FIREBASE], {
    ignores: ['src/connect{,-*}.ts', 'src/adapters/**'],
    noLoading: '/(?:adapters\\/|^jssip|^firebase)/',
  }),
  arrows(['src/connect{,-*}.ts'], [NO_JSSIP, NO_FIREBASE], { noLoading: '/^(?:jssip|firebase)/' }),
  arrows(['src/phone/**', 'src/config/**', 'src/chat/**'], [ONLY_ITSELF], { noLoading: '/./' }),
  arrows(['src/agent/**', 'src/contacts/**', 'src/devices/**'], [ONLY_ITSELF_AND_PHONE, PHONE_BY_TYPE], { noLoading: '/./' }),
  arrows(['src/adapters/**'], [NO_ELEMENTS, NO_JSSIP, NO_FIREBASE], {
    ignores: ['src/adapters/{sip,firestore}/**'],
    noLoading: '/(?:elements\\/|^jssip|^firebase)/',
  }),
  arrows(['src/adapters/sip/**'], [NO_ELEMENTS, NO_FIREBASE], { noLoading: '/(?:elements\\/|^firebase)/' }),
  arrows(['src/adapters/firestore/**'], [NO_ELEMENTS, NO_JSSIP], { noLoading: '/(?:elements\\/|^jssip)/' }),
);
