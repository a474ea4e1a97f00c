import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../functions');
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const screenLines = 40;

interface Length {
  readonly file: string;
  readonly name: string;
  readonly lines: number;
}

/** Every function in a file with its length, those inside others too. */
function functionLengths(file: string): Length[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Length[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isFunctionLike(node)) {
      const [from, to] = [node.getStart(), node.getEnd()].map((at) => source.getLineAndCharacterOfPosition(at).line);
      found.push({ file, name: node.name?.getText() ?? 'arrow function', lines: to! - from! + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the triggers', () => {
  it('have no function that is longer than a screen', () => {
    const lengths = files.flatMap(functionLengths);
    expect(lengths.length).toBeGreaterThan(10);
    expect(lengths.filter(({ lines }) => lines > screenLines)).toEqual([]);
  });

  it('say by their suffix what wakes them, one function a file', () => {
    const calls = { 'timer.ts': 'app.timer(', 'queue.ts': 'app.storageQueue(', 'http.ts': 'app.http(' };
    const triggers = files.filter((file) => /\.(timer|queue|http)\.ts$/.test(file));
    const registrations = triggers.map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const suffix = file.split('.').slice(1).join('.') as keyof typeof calls;
      return { file, own: text.split(calls[suffix]).length - 1, all: text.match(/app\.\w+\(/g)?.length };
    });
    expect(registrations.filter(({ own, all }) => own !== 1 || all !== 1)).toEqual([]);
    expect(triggers.length).toBeGreaterThan(10);
  });

  it('are all in the bundle', () => {
    const index = readFileSync(path.join(folder, 'index.ts'), 'utf8');
    const triggers = files.filter((file) => /\.(timer|queue|http)\.ts$/.test(file));
    expect(triggers.filter((file) => !index.includes(`'./${file}'`))).toEqual([]);
  });

  it('read no environment and know no SDK', () => {
    const forbidden = /process\.env|from '@azure\/(?!functions')|from '@microsoft\//;
    expect(files.filter((file) => forbidden.test(readFileSync(path.join(folder, file), 'utf8')))).toEqual([]);
  });
});
