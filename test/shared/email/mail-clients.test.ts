import { caniemail } from 'caniemail';
import { describe, expect, it } from 'vitest';
import { everyMail } from './every-mail.ts';

/**
 * What a mail program may leave out without anybody missing it: the mail stays whole, readable and in order.
 * Everything else that caniemail.com says is unsupported fails here.
 */
const dispensable: Readonly<Record<string, string>> = {
  '@media': 'the dark palette, and full-width columns where the width is known: without it, the light palette',
  '<style> element': 'the same, and the space between list items; what else the light palette needs is inline',
  'Type selector': 'in style elements only',
  'Class selector': 'in style elements only',
  'ID selector': 'in style elements only',
  'Descendant combinator': 'in style elements only',
  'Child combinator': 'in style elements only',
  'Chaining selectors': 'in style elements only',
  '<body> element': 'its colour is repeated on the first element inside',
  '<wbr> element': 'a long address breaks somewhere else',
  outline: 'of images, which there are none of but the logo',
  'border-radius': 'square corners',
  overflow: 'square corners',
  'word-spacing': 'the default is what we want',
  'word-break': 'long words do not occur',
  'white-space': 'a phone number may break',
  'table-layout': 'the figures have two columns either way',
  'aria-label attribute': 'the title says the same',
  'role attribute': 'layout tables may be announced',
};

const clients = ['outlook.*', 'gmail.*', 'apple-mail.*', 'samsung-email.*'] as const;

/** The words hardly matter here, so one language per direction is enough. */
const specimens = everyMail.filter(({ locale }) => locale === 'en' || locale === 'ar');

describe('the mails', () => {
  it.each(clients)('use nothing that %s lacks, but what nobody would miss', (client) => {
    const lacking = specimens.flatMap(({ mail }) => {
      const { issues } = caniemail({ clients: [client], html: mail.html });
      return [...issues.errors.values()].flat().map(({ title }) => title);
    });
    expect([...new Set(lacking)].filter((title) => dispensable[title] === undefined)).toEqual([]);
  });
});
