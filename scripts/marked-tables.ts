import { format, resolveConfig } from 'prettier';

export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The text with each table between its marks, as `<!-- events -->` and `<!-- end of events -->`, formatted. */
export async function fillMarks(text: string, tables: Readonly<Record<string, string>>, file: URL): Promise<string> {
  const filled = Object.entries(tables).reduce((all, [name, table]) => {
    const place = new RegExp(`<!-- ${name} -->[^]*<!-- end of ${name} -->`);
    if (!place.test(all)) throw new Error(`There are no marks for ${name}`);
    return all.replace(place, () => `<!-- ${name} -->\n\n${table}\n\n<!-- end of ${name} -->`);
  }, text);
  return format(filled, { ...(await resolveConfig(file)), parser: 'markdown' });
}
