/**
 * Writes every mail in every language to output/mails/, with a gallery page: light and dark, desktop and phone.
 *
 *   node scripts/mails-gallery.ts                       with the organisation of campaign.example.json
 *   node scripts/mails-gallery.ts campaign.json         with yours
 *   node scripts/mails-gallery.ts --spam                asks SpamAssassin, and writes docs/spam-scores.md
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readCampaignDocument, type CampaignDocument } from '../shared/config/campaign-document.ts';
import { campaignMailFacts } from '../shared/config/campaign-mail.ts';
import { mailLocales, mailTemplatesVersion, type MailLocale } from '../shared/email/mail.ts';
import { previewMail, previewPage, previewVariants } from '../shared/email/preview.ts';
import { galleryIndex, galleryPage } from './mails-gallery-pages.ts';
import { judgeSpam, type Judged } from './mails-spam.ts';

const folder = new URL('../output/mails/', import.meta.url);

async function readCampaign(path: string): Promise<CampaignDocument> {
  const reading = readCampaignDocument(JSON.parse(await readFile(path, 'utf8')));
  if (reading.valid) return reading.document;
  const faults = reading.faults.map((fault) => `${fault.path} ${fault.message}`);
  throw new Error(`${path} cannot be used: ${faults.join('; ')}`);
}

/** In the public cloud, with somebody who reads the answers. */
const mailsOf = (document: CampaignDocument) =>
  campaignMailFacts(document, { cloud: 'public', canReply: true }, new Date());

async function writeLocale(locale: MailLocale, document: CampaignDocument): Promise<void> {
  const { organisation } = mailsOf(document);
  const home = new URL(`${locale}/`, folder);
  await mkdir(home);
  const shown = previewVariants.map((variant) => ({ variant, mail: previewMail(variant, locale, { organisation }) }));
  for (const { variant, mail } of shown) {
    await writeFile(new URL(`${variant.name}.light.html`, home), previewPage(mail, 'light'));
    await writeFile(new URL(`${variant.name}.dark.html`, home), previewPage(mail, 'dark'));
    await writeFile(new URL(`${variant.name}.txt`, home), mail.text);
  }
  await writeFile(new URL('index.html', home), galleryPage(locale, shown));
}

async function writeGallery(campaignPath: string): Promise<void> {
  const campaign = await readCampaign(campaignPath);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const locale of mailLocales) await writeLocale(locale, campaign);
  await writeFile(new URL('index.html', folder), galleryIndex(mailLocales, previewVariants, mailTemplatesVersion));
  const mails = mailLocales.length * previewVariants.length;
  console.log(`${mails} mails in ${mailLocales.length} languages. Open output/mails/index.html in a browser.`);
}

/** Every kind of mail in every language, before SpamAssassin; ends with 1 where one scores too high. */
async function writeSpamScores(campaignPath: string): Promise<void> {
  const { organisation } = mailsOf(await readCampaign(campaignPath));
  const mails = mailLocales.flatMap((locale) =>
    previewVariants.map((variant): Judged => ({
      locale,
      name: variant.name,
      mail: previewMail(variant, locale, { organisation }),
    })),
  );
  const tooHigh = await judgeSpam(mails);
  for (const fault of tooHigh) console.error(fault);
  console.log(
    `${mails.length} mails judged, ${tooHigh.length} of them score too high. The table is docs/spam-scores.md.`,
  );
  if (tooHigh.length > 0) process.exitCode = 1;
}

const [campaignPath = new URL('../campaign.example.json', import.meta.url).pathname] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'));
await (process.argv.includes('--spam') ? writeSpamScores(campaignPath) : writeGallery(campaignPath));
