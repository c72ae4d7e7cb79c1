/** Tags of templates, and what their text is. */
const TEXT_OF = { css: tightCss, html: tightHtml, svg: tightHtml };

/**
 * Takes the line breaks and indentation that only the source needs out of Lit's templates. Nothing else is touched, so nothing can look different:
 * in HTML a run of white space around a line break becomes one space; CSS loses what its grammar skips (CSS Syntax Module Level 3), outside strings.
 */
export function templateWhitespace() {
  return {
    name: 'template-whitespace',
    transform(code, id) {
      if (id.includes('node_modules') || !/\b(?:css|html|svg)`/.test(code)) return undefined;
      const texts = [];
      follow(this.parse(code), ({ type, tag, quasi }) => {
        const tight = type === 'TaggedTemplateExpression' && tag.type === 'Identifier' && TEXT_OF[tag.name];
        if (tight) texts.push(...quasi.quasis.map(({ start, end, value }) => ({ start, end, text: tight(value.raw) })));
      });
      const last = texts.sort((one, other) => other.start - one.start);
      return { code: last.reduce((whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end), code), map: null };
    },
  };
}

/** A string; a mark and what may be left out around it; a colon and what may be left out behind it (before it, it is a descendant's); any other space. */
const CSS_SPACE = /("[^"]*"|'[^']*')|(?:\s|\/\*[^]*?\*\/)*([{};,])(?:\s|\/\*[^]*?\*\/)*|(:)(?:\s|\/\*[^]*?\*\/)+|(?:\s|\/\*[^]*?\*\/)+/g;

/** @param {string} text a part of a template, as it is written */
function tightHtml(text) {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** @param {string} text a part of a template, as it is written */
function tightCss(text) {
  return text.replace(CSS_SPACE, (_all, string, mark, colon) => string ?? mark ?? colon ?? ' ');
}

/** Calls `visit` with every node of a tree. */
function follow(node, visit) {
  if (Array.isArray(node)) return node.forEach((each) => follow(each, visit));
  if (typeof node?.type !== 'string') return;
  visit(node);
  for (const value of Object.values(node)) if (typeof value === 'object') follow(value, visit);
}
