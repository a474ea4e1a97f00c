/**
 * Takes the pictures of the mails for the documentation: docs/images/mail-*.png. The fonts are those of @fontsource, so
 * that the pictures look alike on every machine, one without Arabic and Hebrew letters included.
 *
 *   node scripts/mail-screenshots.ts
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { writingDirection, type MailLocale } from '../shared/email/mail-locales.ts';
import { contoso, previewMail, previewPage, variantOf, type Palette } from '../shared/email/preview.ts';
import { launchChromium } from '../test/browser/chromium.ts';

interface Shot {
  readonly locale: MailLocale;
  readonly palette: Palette;
  readonly screen: keyof typeof screens;
}

const screens = { desktop: { width: 640, height: 980 }, phone: { width: 390, height: 844 } };

const shots: readonly Shot[] = [
  { locale: 'en', palette: 'light', screen: 'desktop' },
  { locale: 'en', palette: 'dark', screen: 'desktop' },
  { locale: 'en', palette: 'light', screen: 'phone' },
  { locale: 'en', palette: 'dark', screen: 'phone' },
  { locale: 'ar', palette: 'light', screen: 'desktop' },
  { locale: 'he', palette: 'light', screen: 'desktop' },
];

/** Files of @fontsource and the characters each is for; they stand in for the first font that the mails ask for. */
const fontFiles = [
  { path: '@fontsource/open-sans/files/open-sans-latin', range: 'U+0000-00FF, U+2000-206F' },
  { path: '@fontsource/open-sans/files/open-sans-hebrew', range: 'U+0590-05FF' },
  { path: '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic', range: 'U+0600-06FF' },
];

async function fontStyle(): Promise<string> {
  const faces = fontFiles.flatMap(({ path, range }) =>
    [400, 600].map(async (weight) => {
      const file = fileURLToPath(import.meta.resolve(`${path}-${weight}-normal.woff2`));
      const font = await readFile(file, 'base64');
      return `@font-face { font-family: 'Segoe UI'; font-weight: ${weight}; unicode-range: ${range};
        src: url(data:font/woff2;base64,${font}); }`;
    }),
  );
  return (await Promise.all(faces)).join('\n');
}

async function takeShot(browser: Browser, { locale, palette, screen }: Shot, fonts: string): Promise<void> {
  const page = await browser.newPage({ viewport: screens[screen] });
  const mail = previewMail(variantOf('nudge'), locale, { organisation: contoso });
  await page.setContent(previewPage(mail, palette));
  await page.addStyleTag({ content: fonts });
  await page.evaluate('document.fonts.ready');
  const path = new URL(`../docs/images/mail-nudge-${locale}-${palette}-${screen}.png`, import.meta.url).pathname;
  // Right to left is worth seeing down to the phone number and the addresses in the box.
  await page.screenshot({ path, fullPage: writingDirection(locale) === 'rtl' });
  await page.close();
}

const fonts = await fontStyle();
const browser = await launchChromium();
try {
  for (const shot of shots) await takeShot(browser, shot, fonts);
} finally {
  await browser.close();
}
