const rightToLeftLetter = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Plain text has no markup for direction. Where a name or a number runs against its sentence, it gets the isolates
 * that Unicode has for that (https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates); elsewhere nothing.
 */
export function isolated(text: string, direction: 'ltr' | 'rtl'): string {
  const own = rightToLeftLetter.test(text) ? 'rtl' : 'ltr';
  return own === direction ? text : `${openIsolate}${text}${closeIsolate}`;
}

const openIsolate = '\u{2068}';
const closeIsolate = '\u{2069}';

/** An isolate ends with its line, so a name that runs on gets its own on the next. */
export function isolatedByLine(wrapped: readonly string[]): readonly string[] {
  let open = false;
  return wrapped.map((line) => {
    const opened = open ? `${openIsolate}${line}` : line;
    open = opened.lastIndexOf(openIsolate) > opened.lastIndexOf(closeIsolate);
    return open ? `${opened}${closeIsolate}` : opened;
  });
}
