import { byLanguage, inBoth } from './in-both.ts';

export const clockWords = byLanguage({
  today: inBoth('today', 'i dag'),
});
