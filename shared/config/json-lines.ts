import { pathOf } from './campaign-document.ts';

/** Where the parts of a JSON text stand. Lines count from 1. */
export interface JsonLines {
  /** The line on which each member or item begins, by its path as faults name it. */
  readonly lines: ReadonlyMap<string, number>;
  /** Where the text is no JSON any more; undefined where it is. */
  readonly brokenOn: number | undefined;
}

/** Reads a text as far as it is JSON, for whoever mends it by hand. */
export function linesOfJson(text: string): JsonLines {
  const walk = new Walk(text);
  const isWhole = walk.value([]) && walk.isAtEnd();
  return { lines: walk.lines, brokenOn: isWhole ? undefined : walk.line() };
}

/** The line of a fault; of a field that is missing that of what it is missing from. */
export function lineOf({ lines }: JsonLines, path: string): number | undefined {
  let at = path;
  while (at !== '' && !lines.has(at)) at = at.replace(/(?:\.?[^.[\]]+|\[[^\]]*\])$/, '');
  return lines.get(at) ?? lines.get(pathOf([]));
}

type Path = readonly PropertyKey[];

const tokens = {
  space: /\s*/y,
  text: /"(?:[^"\\\n]|\\.)*"/y,
  plain: /-?\d[\d.eE+-]*|true|false|null/y,
};

/** Goes through a text once. Each step answers whether it found what it looked for, and stays where it did not. */
class Walk {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;
  /** Lines are counted on from the place that was asked for last: each character once. */
  #counted = { at: 0, line: 1 };

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of a place, which is none before the one that was asked for last. */
  line(at = this.#at): number {
    const passed = this.#text.slice(this.#counted.at, at).split('\n').length - 1;
    this.#counted = { at, line: this.#counted.line + passed };
    return this.#counted.line;
  }

  isAtEnd(): boolean {
    this.#take(tokens.space);
    return this.#at === this.#text.length;
  }

  value(path: Path): boolean {
    this.#take(tokens.space);
    this.#note(path);
    if (this.#sign('{')) return this.#listTo('}', () => this.#member(path));
    let item = 0;
    if (this.#sign('[')) return this.#listTo(']', () => this.value([...path, item++]));
    return this.#take(tokens.text) !== undefined || this.#take(tokens.plain) !== undefined;
  }

  #member(path: Path): boolean {
    this.#take(tokens.space);
    const from = this.#at;
    const key = this.#take(tokens.text);
    if (key === undefined) return false;
    const own = [...path, keyIn(key)];
    this.#note(own, from);
    return this.#sign(':') && this.value(own);
  }

  /** What stands between two brackets, of which the first was taken. */
  #listTo(end: string, one: () => boolean): boolean {
    if (this.#sign(end)) return true;
    do if (!one()) return false;
    while (this.#sign(','));
    return this.#sign(end);
  }

  #note(path: Path, at = this.#at): void {
    const name = pathOf(path);
    if (!this.lines.has(name)) this.lines.set(name, this.line(at));
  }

  #sign(sign: string): boolean {
    this.#take(tokens.space);
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const [found] = token.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }
}

function keyIn(json: string): string {
  try {
    return String(JSON.parse(json));
  } catch {
    return json.slice(1, -1);
  }
}
