import { escapeHtml, type Html } from '../../../email/html.ts';
import type { PageLanguage } from '../page-language.ts';

/** How figures stand in the sentences of a language. */
export class Figures {
  readonly #format: Intl.NumberFormat;
  readonly #rules: Intl.PluralRules;

  constructor(language: PageLanguage) {
    this.#format = new Intl.NumberFormat(language);
    this.#rules = new Intl.PluralRules(language);
  }

  /** A figure with its thousands apart. */
  number(value: number): string {
    return this.#format.format(value);
  }

  amount(value: number): Html {
    return escapeHtml(this.number(value));
  }

  /** `1 person`, `2 people`. */
  counted(count: number, one: string, many: string): string {
    return `${this.number(count)} ${this.#rules.select(count) === 'one' ? one : many}`;
  }
}

export const english = new Figures('en');
export const swedish = new Figures('sv');

export const figuresIn: Readonly<Record<PageLanguage, Figures>> = { en: english, sv: swedish };
