import ts from 'typescript';

/**
 * The words that a module of the page writes itself: in the text between the tags of its `html` templates, in attributes
 * that are read aloud or shown, and in its string literals, as far as they look like words for people.
 */
export function shownWordsIn(source: string): readonly string[] {
  const file = ts.createSourceFile('page.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isCode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) found.push(...wordsOfMarkup(markupOf(node.template)));
    else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.push(...wordsOf(node.text));
    else if (ts.isTemplateExpression(node)) found.push(...wordsOf(markupOf(node)));
    ts.forEachChild(node, (child) => {
      // The text of a tagged template was taken with its tag; what it puts in is looked at.
      if (ts.isTaggedTemplateExpression(node) && child === node.template) ts.forEachChild(child, visitSpans);
      else visit(child);
    });
  };
  const visitSpans = (span: ts.Node): void => {
    if (ts.isTemplateSpan(span)) visit(span.expression);
  };
  visit(file);
  return found;
}

/** What is shown as a code, which is the same in every language. */
const isCode = (node: ts.Node): boolean => ts.isCallExpression(node) && node.expression.getText() === 'code';

/** What an expression of a template may turn out to be; no letter, so that it ends a word. */
const hole = '\u0000';

function markupOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map(({ literal }) => hole + literal.text).join('');
}

const shownAttribute = /\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"/g;

/** A piece that stands inside of a tag. */
const isAttributes = (markup: string): boolean =>
  /^\s*(?:(?:[\w-]+="[^"]*"|selected|checked|required)\s*)+$/.test(markup);

function wordsOfMarkup(markup: string): readonly string[] {
  if (isAttributes(markup)) return [];
  const attributes = [...markup.matchAll(shownAttribute)].map(([, value]) => value!);
  const texts = markup.replaceAll(/<[^>]*>|^[^<]*"[^<>]*>/g, '\n').split('\n');
  return [...attributes, ...texts].map(tidy).filter((one) => /\p{L}{2}/u.test(one));
}

const tidy = (text: string): string => text.replaceAll(hole, '…').replaceAll(/\s+/g, ' ').trim();

/** A capital and small letters, or two words: what is a name in the code, a path or a class is neither. */
function wordsOf(text: string): readonly string[] {
  if (/<\w/.test(text)) return wordsOfMarkup(text);
  return /^\p{Lu}\p{Ll}|\p{L}{2},? \p{L}{2}/u.test(text) && !isClassName(text) ? [tidy(text)] : [];
}

const isClassName = (text: string): boolean => /^(?:state|btn|small|tag|notice) [a-z]+$/.test(text);
