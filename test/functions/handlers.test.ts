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

  it('are each registered once, by the table of what their suffix says wakes them', () => {
    const index = readFileSync(path.join(folder, 'index.ts'), 'utf8');
    const tables = { timers: 'timer', queues: 'queue', operations: 'http' };
    const registered = Object.entries(tables).flatMap(([table, suffix]) => {
      const [text = ''] = new RegExp(`^const ${table}: [^]*?^};`, 'm').exec(index) ?? [];
      const imported = [...text.matchAll(/import\('\.\/([^']+)'\)/g)].map(([, file]) => file!);
      return imported.map((file) => ({ file, isRight: file.endsWith(`.${suffix}.ts`) }));
    });
    expect(registered.filter(({ isRight }) => !isRight)).toEqual([]);
    const triggers = files.filter((file) => /\.(timer|queue|http)\.ts$/.test(file));
    expect(registered.map(({ file }) => file).toSorted()).toEqual(triggers.toSorted());
    expect(triggers.length).toBeGreaterThan(10);
  });

  it('read no environment and know no SDK', () => {
    const forbidden = /process\.env|from '@azure\/(?!functions')|from '@microsoft\//;
    const triggers = files.filter((file) => file !== 'index.ts');
    expect(triggers.filter((file) => forbidden.test(readFileSync(path.join(folder, file), 'utf8')))).toEqual([]);
  });
});
