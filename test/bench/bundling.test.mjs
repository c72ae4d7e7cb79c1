import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { templateWhitespace } from '../../.rollup/template-whitespace.mjs';
import { trimmedLibraries } from '../../.rollup/trimmed-libraries.mjs';

/** The source of a module of ours, as it is bundled. */
function bundled(source) {
  return templateWhitespace().transform.call({ parse: parseAst }, source, '/src/view.js')?.code ?? source;
}

test('the lines of a style are one, and around its marks are neither spaces nor comments', () => {
  const style = 'const a = css`\n  .row,\n  .head {\n    color: var(--x);\n    /* why */\n    flex: 1 1 0;\n  }\n`;';
  assert.equal(bundled(style), 'const a = css` .row,.head{color:var(--x);flex:1 1 0;}`;');
});

test('white space that means something in a style stays', () => {
  for (const style of [
    '.a :hover .b{}',
    '.a{width:calc(1px + (2px * 3));}',
    '@media (width < 3px) and (hover){}',
    ".a::before{content:': ,  ;';}",
    '.a{margin:${one} ${two};}',
  ])
    assert.equal(bundled('css`' + style + '`'), 'css`' + style + '`');
});

test('a line break in a template is one space, as a browser draws it', () => {
  assert.equal(bundled('html`<b\n  class="x"\n  >${name}</b>\n  <i> a  b </i>`'), 'html`<b class="x" >${name}</b> <i> a  b </i>`');
});

test('templates in templates are shortened too, and text that is none stays', () => {
  assert.equal(
    bundled('html`<b>\n${list.map((x) => svg`<g>\n</g>`)}</b>`; const text = `a\n\nb`;'),
    'html`<b> ${list.map((x) => svg`<g> </g>`)}</b>`; const text = `a\n\nb`;',
  );
});

test('a library in which there is nothing more to leave out fails the build, by name', () => {
  const plugin = trimmedLibraries();
  plugin.buildStart();
  const error = (message) => assert.fail(message);
  assert.throws(() => plugin.buildEnd.call({ error }), /not found in the libraries any more: debug, .*__PRIVATE_isPipeline/);
});
