import { byLanguage, inBoth } from './in-both.ts';

export const unreadableWords = byLanguage({
  title: inBoth('Stopped', 'Stoppad'),
  heading: inBoth(
    'Stopped: this version does not accept the stored campaign document.',
    'Stoppad: den här versionen godtar inte det lagrade kampanjdokumentet.',
  ),
  meaning: inBoth(
    'No mail leaves, and nobody is enrolled; delivery reports are recorded. Once the document is mended all goes on by itself.',
    'Inga mejl går iväg och ingen tas med. Leveransrapporter sparas. När dokumentet är rättat fortsätter allt av sig självt.',
  ),
  mend: inBoth('Mend the document', 'Rätta dokumentet'),
});
