import { html, type Html } from '../../../email/html.ts';
import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

export const overviewWords = byLanguage({
  title: inBoth('Overview', 'Översikt'),
  needs: inBoth(
    (count: number) => `Needs a person (${english.number(count)})`,
    (count) => `Behöver en person (${swedish.number(count)})`,
  ),
  needsAtFirst: inBoth('Needs a person', 'Behöver en person'),
  pace: inBoth('Pace', 'Takt'),
  overTime: inBoth('Over time', 'Över tid'),
  far: inBoth('How far the enrolled have come', 'Hur långt de som är med har kommit'),
  effects: inBoth('What each mail brought about', 'Vad varje mejl har lett till'),
  elsewhere: inBoth('Elsewhere', 'Mer'),
  csv: inBoth('These figures as CSV', 'Siffrorna som CSV'),
  api: inBoth('the API', 'API:et'),
  most: inBoth(
    (mails: number) => `At most ${english.number(mails)} mails leave in an hour.`,
    (mails) => `Högst ${swedish.number(mails)} mejl skickas per timme.`,
  ),
});

/** The sentence at the top, and its three segments. */
export const headlineWords = byLanguage({
  sentence: inBoth(
    (can: Html, all: Html) => html`${can} of ${all} people can reset their password.`,
    (can, all) => html`${can} av ${all} personer kan återställa sitt lösenord.`,
  ),
  share: inBoth(
    (share: string) => `${share} of everyone.`,
    (share) => `${share} av alla.`,
  ),
  afterMail: inBoth(
    (count: number) => `${english.number(count)} registered after a mail`,
    (count) => `${swedish.number(count)} registrerade sig efter ett mejl`,
  ),
  before: inBoth(
    (count: number) => `${english.number(count)} before one`,
    (count) => `${swedish.number(count)} före det första mejlet`,
  ),
  compared: inBoth(
    (count: number) => `${english.number(count)} in the comparison group`,
    (count) => `${swedish.number(count)} i jämförelsegruppen`,
  ),
  canReset: inBoth('can reset', 'kan återställa'),
  written: inBoth('are written to', 'får mejl'),
  writtenAs: inBoth(
    (onTheWay: Html, waiting: Html) => html`${onTheWay} are on their way, ${waiting} wait for a wave`,
    (onTheWay, waiting) => html`${onTheWay} är på väg, ${waiting} väntar på en omgång`,
  ),
  writtenAndDecided: inBoth(
    (onTheWay: Html, waiting: Html, deciding: Html) =>
      html`${onTheWay} are on their way, ${waiting} wait for a wave, ${deciding} for a decision`,
    (onTheWay, waiting, deciding) =>
      html`${onTheWay} är på väg, ${waiting} väntar på en omgång, ${deciding} på ett beslut`,
  ),
  elseFirst: inBoth('need something else first', 'behöver något annat först'),
  whoMends: inBoth('See who can mend it', 'Se vem som kan åtgärda det'),
  bar: inBoth(
    (can: number, written: number, others: number) =>
      `${english.number(can)} can reset, ${english.number(written)} are written to, ${english.number(others)} need something else first`,
    (can, written, others) =>
      `${swedish.number(can)} kan återställa, ${swedish.number(written)} får mejl, ${swedish.number(others)} behöver något annat först`,
  ),
});

export const paceWords = byLanguage({
  todayLabel: inBoth('Today so far', 'Hittills i dag'),
  today: inBoth(
    (mails: number, registrations: number) =>
      `${english.number(mails)} mails, ${english.number(registrations)} registrations`,
    (mails, registrations) =>
      `${swedish.number(mails)} mejl, ${swedish.counted(registrations, 'registrering', 'registreringar')}`,
  ),
  now: inBoth('Now', 'Nu'),
  quotaLabel: inBoth('Mail quota', 'Mejlkvot'),
  quota: inBoth(
    (mails: number) => `${english.number(mails)} mails an hour`,
    (mails) => `${swedish.number(mails)} mejl per timme`,
  ),
  helpDeskLabel: inBoth('Help desk', 'Supporten'),
  helpDesk: inBoth(
    (people: number) => `At most ${english.number(people)} new people a day`,
    (people) => `Högst ${swedish.counted(people, 'ny person', 'nya personer')} per dag`,
  ),
  open: inBoth('Mails leave as they fall due', 'Mejl skickas när det är dags'),
  closed: inBoth('The mail service asked to wait', 'E-posttjänsten har bett oss vänta'),
  paused: inBoth('Paused', 'Pausad'),
  dryRun: inBoth('Dry run: nothing is sent', 'Provkörning: inget skickas'),
  quotaSpent: inBoth('The quota is spent for the moment', 'Kvoten är förbrukad för tillfället'),
});

/** Before the first pass. */
export const firstDayWords = byLanguage({
  heading: inBoth('Four steps to the first mail.', 'Fyra steg till det första mejlet.'),
  lead: inBoth(
    'Nothing is sent before you launch a wave, or before the day on which the campaign document starts one.',
    'Inget skickas innan du startar en omgång, eller före den dag då kampanjdokumentet startar en.',
  ),
  settings: inBoth('Check the settings', 'Kontrollera inställningarna'),
  setup: inBoth('Setup', 'Inställningar'),
  settingsHow: inBoth(
    (setup: Html) => html`${setup} tries every permission and says what is missing.`,
    (setup) => html`${setup} provar varje behörighet och anger vad som saknas.`,
  ),
  read: inBoth('Read the tenant', 'Läs klientorganisationen'),
  reading: inBoth('The tenant is being read at this moment.', 'Klientorganisationen läses just nu.'),
  notRead: inBoth('Nobody is known yet. It is read every night.', 'Ingen är känd än. Den läses varje natt.'),
  readNow: inBoth('Read it now', 'Läs nu'),
  look: inBoth('Look who would be written to', 'Se vilka som skulle få mejl'),
  lookHow: inBoth(
    'Once the tenant is read, this page says who can reset, who is left out and why.',
    'När klientorganisationen är läst visar den här sidan vilka som kan återställa, och vilka som utelämnas och varför.',
  ),
  pilot: inBoth('Plan the pilot', 'Planera piloten'),
  plan: inBoth('Plan a wave', 'Planera en omgång'),
  pilotHow: inBoth(
    (plan: Html) => html`${plan} of some people who know you. A plan sends nothing.`,
    (plan) => html`${plan} med några personer som känner dig. En plan skickar inget.`,
  ),
});
