import { describe, expect, it } from 'vitest';
import { everyMail } from './every-mail.ts';

const plainLanguageGrade = 8;
const longestAverageSentence = 15;

const english = everyMail.filter(({ locale }) => locale === 'en');

describe('the English mails', () => {
  it.each(english.map(({ variant, mail }) => [variant.name, mail.text] as const))(
    'stay at the level of plain language: %s',
    (_, text) => {
      const { grade, wordsPerSentence } = readingLevel(text);
      expect(grade).toBeLessThanOrEqual(plainLanguageGrade);
      expect(wordsPerSentence).toBeLessThanOrEqual(longestAverageSentence);
    },
  );
});

describe('readingLevel', () => {
  it('is low for short words and high for long ones', () => {
    expect(readingLevel('The cat sat on the mat.').grade).toBeLessThan(1);
    const legalese = 'Notwithstanding administrative considerations, authentication necessitates preparation.';
    expect(readingLevel(legalese).grade).toBeGreaterThan(15);
  });
});

/** Flesch-Kincaid grade: years of school. Names and addresses, which nobody chose for their length, are left out. */
function readingLevel(text: string): { readonly grade: number; readonly wordsPerSentence: number } {
  const prose = text
    .replaceAll(/\S*[./@]\S*[a-z]\S*/gu, ' it ')
    .replaceAll(/Microsoft(?: Authenticator| Entra)?|IT Service Desk|Contoso/gu, 'Tom')
    .replaceAll(/^[=>\s-]+|^\d+\.\s/gmu, ' ');
  const sentences = prose.split(/[.?!:]+\s|\n\s*\n/u).filter((sentence) => /[a-z]/iu.test(sentence));
  const words = prose.match(/[a-z’]+/giu) ?? [];
  const syllables = words.map(syllablesOf).reduce((sum, count) => sum + count, 0);
  const wordsPerSentence = words.length / sentences.length;
  return { wordsPerSentence, grade: 0.39 * wordsPerSentence + 11.8 * (syllables / words.length) - 15.59 };
}

/** Groups of vowels, without a silent e at the end: right for nine words in ten, which is enough for an average. */
function syllablesOf(word: string): number {
  const spoken = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/u, '');
  return Math.max(1, spoken.match(/[aeiouy]+/gu)?.length ?? 0);
}
