/** Words that hardly an English sentence is without, and none of which is Swedish. */
const commonest = new Set(
  `the of and to is are was were be been who whose which what where when nobody everybody somebody people person no not
  by with from this that these those it its they their them has have had can cannot could will would may must should
  or if as at on than then there here you your our we each every other another more most only also after before since
  until while still yet already again because without within mails mail's wave waves reset resets password passwords
  register registered enrolled enrolment day days week hour hours minute minutes first last new next none all-time
  look sent send leave leaves left excluded exclude include reason find name address page read list change changed`
    .split(/\s+/)
    .filter((word) => word !== 'on'),
);

/** The English words of a text, as far as they are common. */
export const englishWordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}'’]+/gu) ?? []).filter((word) => commonest.has(word));
