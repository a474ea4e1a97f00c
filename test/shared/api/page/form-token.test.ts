import { describe, expect, it } from 'vitest';
import { isForm, isFromOwnPage } from '../../../../shared/api/own-page.ts';
import { formToken, judgeFormToken } from '../../../../shared/api/page/form-token.ts';
import { after, now } from '../../../builders/instants.ts';

const subject = { caller: 'a', path: 'waves/pilot/pause' };
const token = formToken(subject, 'key', now);

describe('the token of a form', () => {
  it.each([
    ['is good for its caller and path', token, subject, 'key', now, 'good'],
    ['is good for an hour', token, subject, 'key', after({ minutes: 59 }), 'good'],
    ['runs out', token, subject, 'key', after({ minutes: 61 }), 'runOut'],
    ['of another caller is foreign', token, { ...subject, caller: 'b' }, 'key', now, 'foreign'],
    ['of another action is foreign', token, { ...subject, path: 'waves/pilot/cancel' }, 'key', now, 'foreign'],
    ['of another key is foreign', token, subject, 'other', now, 'foreign'],
    ['with a later end is foreign', token.replace(/^\d+/, '9999999999999'), subject, 'key', now, 'foreign'],
    ['that is none is foreign', '', subject, 'key', now, 'foreign'],
  ] as const)('%s', (_, given, whose, key, at, judged) => {
    expect(judgeFormToken(given, whose, key, at)).toBe(judged);
  });
});

describe('a request', () => {
  const from = (headers: Readonly<Record<string, string>>) =>
    isFromOwnPage((name) => headers[name] ?? null, 'https://app.test/api/dashboard/pause');

  it.each([
    ['of our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://app.test' }, false],
    ['of another host of the same site', { 'sec-fetch-site': 'same-site' }, false],
    ['typed by hand', { 'sec-fetch-site': 'none' }, false],
    ['of an old browser, from our own page', { origin: 'https://app.test' }, true],
    ['of an old browser, from another page', { origin: 'https://evil.test' }, false],
    ['that says neither', {}, false],
  ])('%s: %o, %s', (_, headers, isOwn) => {
    expect(from(headers)).toBe(isOwn);
  });

  it.each([
    ['application/x-www-form-urlencoded', true],
    ['application/x-www-form-urlencoded; charset=UTF-8', true],
    ['multipart/form-data; boundary=x', true],
    ['text/plain', false],
    ['application/json', false],
  ])('with %s is a form: %s', (type, is) => {
    expect(isForm((name) => (name === 'content-type' ? type : null))).toBe(is);
  });
});
