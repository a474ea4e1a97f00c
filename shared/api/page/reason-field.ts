import { html, type Html } from '../../email/html.ts';
import type { PageLanguage } from './page-language.ts';
import { text } from './page-parts.ts';
import { reasonWords } from './words/people.ts';

/** Why somebody does it: kept with the change. */
export const reasonField = (language: PageLanguage): Html =>
  html`<div class="field">
    <label for="because">${text(reasonWords[language].label)}</label
    ><input type="text" id="because" name="because" size="48" maxlength="200" />
  </div>`;
