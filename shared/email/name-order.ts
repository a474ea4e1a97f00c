/*
 * What directories put around a name, and in which order: "Berg, Anna, PhD (she/her)" is Anna Berg PhD. The parts are
 * told by their signs and by closed lists, never guessed: a word that is in no list is taken for a name.
 */

const brackets = /\([^)]*\)|（[^）]*）|\[[^\]]*\]|【[^】]*】|<[^>]*>/gu;

/** Pronouns as people add them, most with a stroke between them and at the end: "Anna Berg she/her". */
const pronoun =
  '(?:she|her|hers|he|him|his|they|them|theirs|ze|hir|zir|xe|xem|sie|ihr|er|ihn|ihm|elle|il|iel|lui|ella|él|elu|ela|ele|lei|hon|henne|han|honom|hen|hun|hende|ham|henne|hän|zij|haar|hij|hem|hun|die|diens|ona|on|any|all)';
const pronouns = new RegExp(`(?:^|[\\s,;|–—-]+)${pronoun}(?:\\s*/\\s*${pronoun})+\\s*$`, 'iu');

/** What stands in brackets, and pronouns: nobody is greeted by them. */
export const withoutRemarks = (name: string): string => name.replaceAll(brackets, ' ').replace(pronouns, '').trim();

/** Letters after a name that nobody is called by, in any case. */
const letters: ReadonlySet<string> = new Set(
  'phd dphil edd msc bsc meng beng esq jr sr dipl-ing dipl-inf dipl-kfm dipl-kff dipl-betrw dipl-volksw'.split(' '),
);

/** Letters that are a name too when they are not written in capitals: Ma, Mba, Do. */
const capitalLetters: ReadonlySet<string> = new Set(
  'MD DO DDS DMD DVM RN LPN NP PA MPH MBA EMBA BBA MA BA MS BS MFA BFA JD LLB LLM LLD QC KC CPA CFA CA FCA ACCA CMA PE PMP CISSP CISA CISM CSM SHRM MEd BEd II III IV OBE MBE CBE FRCS MRCP FRCP RIBA MdB MdL MSW LCSW'.split(
    ' ',
  ),
);

/**
 * The name in the order in which it is spoken, letters last: "Berg, Anna" is Anna Berg, "Anna Berg, PhD" stays as it is
 * without the comma. In a name that is all capitals, capitals say nothing.
 */
export function familyNameLast(name: string): string {
  const isLetters = lettersIn(name);
  const parts = name.split(',').map((part) => wordsOf(part));
  const after: string[] = [];
  while (parts.length > 1 && parts.at(-1)!.every(isLetters)) after.unshift(...parts.pop()!);
  const [family = [], given, ...more] = parts;
  if (given === undefined || more.length > 0) return written([...parts.flat(), ...after], isLetters);
  while (given.length > 1 && isLetters(given.at(-1)!)) after.unshift(given.pop()!);
  return written([...given, ...family, ...after], isLetters);
}

const wordsOf = (part: string): string[] => part.split(/\s+/u).filter((word) => word !== '');

function lettersIn(name: string): (word: string) => boolean {
  const isAllCapitals = name === name.toUpperCase();
  return (word) => {
    const bare = withoutSigns(word);
    return letters.has(bare.toLowerCase()) || (!isAllCapitals && capitalLetters.has(bare));
  };
}

/** Dots within letters would pass for a domain: M.Sc. is written MSc. */
const written = (words: readonly string[], isLetters: (word: string) => boolean): string =>
  words.map((word) => (isLetters(word) ? withoutSigns(word) : word)).join(' ');

/** Of a registered mark too, as in PMP®. */
const withoutSigns = (word: string): string => word.replaceAll(/[.®™℠]/gu, '');
