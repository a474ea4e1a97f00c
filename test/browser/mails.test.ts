import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailLocales, type MailLocale } from '../../shared/email/mail.ts';
import { ownerMails } from '../../shared/email/owner-mail-preview.ts';
import { contoso, previewMail, previewPage, previewVariants, type PreviewVariant } from '../../shared/email/preview.ts';
import { withLogo } from '../shared/email/every-mail.ts';
import { sampleOf } from '../extent.ts';
import { launchChromium } from './chromium.ts';

const screens = { desktop: { width: 1024, height: 900 }, phone: { width: 360, height: 800 } };
const palettes = ['light', 'dark'] as const;

/** A mail is a document inside a mail program, which brings the landmarks of the page. */
const axeOptions: RunOptions = {
  resultTypes: ['violations'],
  preload: false,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } },
};

let browser: Browser;
let page: Page;
let axeSource: string;
beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(() => browser.close());

describe('in a browser, every mail', () => {
  it.each(mailLocales)(
    'in %s has no fault that axe finds, light or dark, on a phone or a desktop, and nothing sticks out',
    async (locale) => {
      const faults: string[] = [];
      for (const variant of sampleOf(previewVariants, mailLocales.indexOf(locale)))
        faults.push(...(await faultsOfMail(variant, locale)));
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it('is looked at in some language, though not all in every one', () => {
    const seen = mailLocales.flatMap((_, row) => sampleOf(previewVariants, row));
    expect(new Set(seen)).toEqual(new Set(previewVariants));
  });

  it.each(['en', 'ar'] as const)('in %s is as well with a logo, which is shown', async (locale) => {
    const mail = previewMail(previewVariants[0]!, locale, { organisation: withLogo });
    await show(previewPage(mail));
    expect(await axeFaults()).toEqual([]);
    expect(await page.evaluate(`document.querySelector('img').naturalWidth`)).toBe(160);
  });

  it.each(Object.entries(ownerMails))('to owners is as well: %s (everyone 2)', async (name, render) => {
    expect(await faultsOf(name, render(contoso).html)).toEqual([]);
  });

  it('is looked at with an axe that finds faults', async () => {
    await show('<html lang="en"><title>x</title><body><h1 style="color:#eee;background:#fff">faint</h1></body></html>');
    expect(await axeFaults()).toEqual(['color-contrast: h1']);
  });
});

describe('the palettes', () => {
  it.each([
    ['light', 'rgb(31, 41, 51)', 'rgb(238, 241, 245)'],
    ['dark', 'rgb(230, 233, 236)', 'rgb(20, 23, 26)'],
  ] as const)('%s is the one that the reader prefers', async (colorScheme, ink, paper) => {
    await show(mailOf(previewVariants[0]!, 'en').html);
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`)).toBe(ink);
    expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe(paper);
  });
});

describe('the short address on a narrow screen with enlarged text (truth 36)', () => {
  it.each([
    ['nudge', 'aka.ms/ssprsetup'],
    ['nudge-clickable', 'aka.ms/ssprsetup'],
    ['sspr-link', 'aka.ms/sspr'],
    ['manager-summary', 'aka.ms/ssprsetup'],
  ])('stands on one line at 320 px and 150 %%, and nothing sticks out: %s', async (name, address) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await show(
      mailOf(
        previewVariants.find((variant) => variant.name === name)!,
        'en',
      ).html,
    );
    await page.evaluate(enlargeText);
    const lines = await page.evaluate<readonly number[]>(linesOf(address));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((count) => count === 1)).toBe(true);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  });
});

describe('a long address on a phone', () => {
  it.each(['en', 'fr', 'ar'] as const)(
    'leaves no full stop on a line of its own, and breaks at no hyphen: %s',
    async (locale) => {
      await page.setViewportSize(screens.phone);
      await page.emulateMedia({ colorScheme: 'light' });
      const link = previewVariants.find(({ name }) => name === 'sspr-link')!;
      await show(mailOf(link, locale).html);
      expect(await page.evaluate(stopsThatStandAlone)).toEqual([]);
      expect(await page.evaluate<readonly number[]>(linesOf('security-info'))).toEqual([1]);
    },
  );
});

/** Each full stop after an address that is not on the line of the letter before it. */
const stopsThatStandAlone = `(() => {
  const topOf = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect().top;
  };
  const lastText = (element) => {
    let node = element;
    while (node.lastChild) node = node.lastChild;
    return node;
  };
  return [...document.querySelectorAll('span[dir=ltr]')]
    .filter(({ nextSibling }) => nextSibling?.nodeType === 3 && nextSibling.data.startsWith('.'))
    .filter((span) => topOf(span.nextSibling, 0) !== topOf(lastText(span), lastText(span).length - 1))
    .map(({ textContent }) => textContent);
})()`;

/** As a phone's larger text does it: every size at one and a half, none of the widths. */
const enlargeText = `[...document.querySelectorAll('body *')]
  .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)])
  .forEach(([element, size]) => element.style.setProperty('font-size', size * 1.5 + 'px', 'important'))`;

/** On how many lines each element stands that holds the address and nothing else. */
const linesOf = (address: string) => `[...document.querySelectorAll('[dir=ltr]')]
  .filter((element) => element.textContent === ${JSON.stringify(address)})
  .map((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size;
  })`;

describe('right to left', () => {
  it.each(['ar', 'he'] as const)(
    '%s runs right to left, and its addresses and numbers left to right',
    async (locale) => {
      await page.setViewportSize(screens.desktop);
      await show(mailOf(previewVariants[0]!, locale).html);
      expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).direction`)).toBe('rtl');
      const order = await page.evaluate<readonly string[]>(leftToRight);
      expect(order).toContain('aka.ms/ssprsetup');
      expect(order).toContain('+46 8 123 456');
      expect(order).toContain('intranet.contoso.com/sspr');
    },
  );
});

/** The texts of all elements with `dir="ltr"`, their letters in the order in which they stand on the screen. */
const leftToRight = `[...document.querySelectorAll('[dir=ltr]')].map((element) => {
  const letters = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.length; at += 1) {
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { top, left } = range.getBoundingClientRect();
      letters.push({ top, left, text: range.toString() });
    }
  }
  return letters.sort((a, b) => a.top - b.top || a.left - b.left).map(({ text }) => text).join('');
})`;

const faultsOfMail = (variant: PreviewVariant, locale: MailLocale): Promise<readonly string[]> =>
  faultsOf(variant.name, mailOf(variant, locale).html);

async function faultsOf(name: string, html: string): Promise<readonly string[]> {
  await show(html);
  const faults: string[] = [];
  for (const [screen, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    const sticksOut = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    if (sticksOut) faults.push(`${name} on a ${screen} is wider than the screen`);
    for (const colorScheme of palettes) {
      await page.emulateMedia({ colorScheme });
      const found = await axeFaults();
      faults.push(...found.map((fault) => `${name}, ${screen}, ${colorScheme}: ${fault}`));
    }
  }
  return faults;
}

function mailOf(variant: PreviewVariant, locale: MailLocale) {
  return previewMail(variant, locale, { organisation: contoso });
}

/** Shows a document in the page that is there; axe outlives the document it was loaded into. */
async function show(html: string): Promise<void> {
  await page.setContent(html);
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeSource);
}

/**
 * The rules that were broken, each with where; contrast that axe cannot judge counts as broken. Asking for no more than
 * that keeps hundreds of runs short.
 */
async function axeFaults(): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`axe.run(${JSON.stringify(axeOptions)}).then(({ violations, incomplete }) =>
    [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')].flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => id + ': ' + target.join(' '))))`);
}
