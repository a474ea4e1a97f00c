import ts from 'typescript';

/**
 * What a module keeps for longer than a call, found in its text: a `let`, a static field or a WeakMap at module level; a
 * pattern there that remembers its place between two calls; a name at module level that a function writes to; and what one of the `makers` has
 * made there. A name is taken for what it is at module level, as if nothing inside a function had the same one.
 */
export function stateOf(text: string, makers: ReadonlySet<string> = new Set()): readonly string[] {
  const source = parse(text);
  const names = new Set(source.statements.flatMap(namesOf));
  const written = nodesOf(source).filter(isFunction).flatMap(writtenIn);
  return [
    ...source.statements.filter(isChangeable).map((statement) => `let ${namesOf(statement).join(', ')}`),
    ...nodesOf(source)
      .filter(isChangeableStatic)
      .map((field) => `static ${field.name.getText()}`),
    ...[...new Set(written)].filter((name) => names.has(name)).map((name) => `a function writes to ${name}`),
    ...source.statements
      .flatMap(patternsOf)
      .filter((name) => isAsked(source, name))
      .map((name) => `${name} remembers its place`),
    ...nodesOf(source, isFunction).flatMap((node) => keptBy(node, makers)),
  ];
}

/** The functions of a module that answer with a closure over something that the closure writes to. */
export function makersIn(text: string): readonly string[] {
  const functions = nodesOf(parse(text)).filter(isFunction).filter(keepsState);
  return functions.map(nameOf).filter((name) => name !== undefined);
}

const parse = (text: string): ts.SourceFile => ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true);

type AnyFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

const isFunction = (node: ts.Node): node is AnyFunction =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node);

/** The node and all below it, but for what `isLeftOut` accepts. */
function nodesOf(node: ts.Node, isLeftOut: (node: ts.Node) => boolean = () => false): ts.Node[] {
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void (isLeftOut(child) || below.push(...nodesOf(child, isLeftOut))));
  return [node, ...below];
}

/** The names that a statement declares or imports. */
function namesOf(statement: ts.Node): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map((one) => one.name.getText());
  if (!ts.isImportDeclaration(statement)) return [];
  return nodesOf(statement)
    .filter(ts.isIdentifier)
    .map(({ text }) => text);
}

/** The global and sticky patterns that a statement declares. `replace`, `match` and `split` begin anew, these two do not. */
function patternsOf(statement: ts.Statement): string[] {
  if (!ts.isVariableStatement(statement)) return [];
  const { declarations } = statement.declarationList;
  return declarations
    .filter(({ initializer }) => /^\/.*\/\w*[gy]\w*$/su.test(initializer?.getText() ?? ''))
    .map((one) => one.name.getText());
}

const isAsked = (source: ts.SourceFile, pattern: string): boolean =>
  nodesOf(source).some((node) => [`${pattern}.test`, `${pattern}.exec`].includes(node.getText()));

const isChangeable = (statement: ts.Node): boolean =>
  ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0;

function isChangeableStatic(node: ts.Node): node is ts.PropertyDeclaration {
  if (!ts.isPropertyDeclaration(node)) return false;
  const words = (node.modifiers ?? []).map((word) => word.getText());
  return words.includes('static') && !words.includes('readonly');
}

const writers = 'set add delete clear push pop shift unshift splice sort reverse fill copyWithin'.split(' ');

/** The names at whose end a function writes: `x` of `x.y = 1`, `x[0]++`, `x.y.push(1)`, `delete x.y`, `Object.assign(x)`. */
const writtenIn = (node: ts.Node): string[] =>
  nodesOf(node)
    .map(writtenBy)
    .filter((name) => name !== undefined);

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

function writtenBy(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return rootOf(node.left);
  if (ts.isDeleteExpression(node)) return rootOf(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return /\+\+|--/.test(node.getText()) ? rootOf(node.operand) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  if (node.expression.getText() === 'Object.assign') return node.arguments[0] && rootOf(node.arguments[0]);
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  return writers.includes(node.expression.name.text) ? rootOf(node.expression.expression) : undefined;
}

function rootOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  const goesOn =
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isNonNullExpression(node);
  return goesOn ? rootOf(node.expression) : undefined;
}

/** Whether a function has a variable of its own that a function inside of it writes to, and that one outlives the call. */
function keepsState(node: AnyFunction): boolean {
  const own = nodesOf(node, isFunction).filter(ts.isVariableStatement).flatMap(namesOf);
  const inner = node.body ? nodesOf(node.body).filter(isFunction) : [];
  return answersWithFunction(node) && inner.flatMap(writtenIn).some((name) => own.includes(name));
}

function answersWithFunction({ body }: AnyFunction): boolean {
  if (body === undefined) return false;
  const answers = nodesOf(body, isFunction).filter(ts.isReturnStatement);
  return answers.some(({ expression }) => expression && nodesOf(expression).some((one) => isFunction(one)));
}

function nameOf(node: AnyFunction): string | undefined {
  const { parent } = node;
  return node.name?.getText() ?? (ts.isVariableDeclaration(parent) ? parent.name.getText() : undefined);
}

/** What is made when the module is loaded: nodes inside of functions are none. */
function keptBy(node: ts.Node, makers: ReadonlySet<string>): string[] {
  if (ts.isNewExpression(node) && /^Weak(Map|Set)$/.test(node.expression.getText()))
    return [`a lasting ${node.getText()}`];
  if (!ts.isCallExpression(node)) return [];
  const called = node.expression.getText();
  if (makers.has(called)) return [`what ${called} made`];
  const inPlace = nodesOf(node.expression).filter(isFunction).some(keepsState);
  return inPlace ? ['what a function called in place made'] : [];
}
