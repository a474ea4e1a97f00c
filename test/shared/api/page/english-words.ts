/** Words that hardly an English sentence is without, and none of which is Swedish. */
const commonest = new Set(
  `the of and to is are was were be been who whose which what where when nobody everybody somebody people no not
  by with from this that these those it its they their them has have had can cannot could will would may must should
  or if as at than then there here you your our we each every other another more most only also after before since
  until while still yet already again because without within mails wave waves reset resets password passwords
  registered enrolled enrolment day days week hour hours minute minutes first last new next none
  look sent send leave leaves left excluded exclude include reason find name address page read list change changed`.split(
    /\s+/,
  ),
);

/** What Microsoft calls so in every language. */
const names = /Communication and Email Service Owner/g;

/** The English words of a text, as far as they are common. The names of settings are English everywhere. */
export const englishWordsIn = (text: string): readonly string[] =>
  (
    text
      .replaceAll(names, '')
      .replaceAll(/\w+[._=]\w+/g, '')
      .toLowerCase()
      .match(/[\p{L}'’]+/gu) ?? []
  ).filter((word) => commonest.has(word));
