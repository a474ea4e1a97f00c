import { describe, expect, it } from 'vitest';
import { causeIds, type CauseId } from '../../../shared/diagnosis/cause.ts';
import { lookUpCause, type Told } from '../../../shared/diagnosis/look-up-cause.ts';
import { resetCodes } from '../../../shared/diagnosis/reset-code.ts';
import { serverEvents } from '../../../shared/diagnosis/server-event.ts';

describe('the error table', () => {
  it.each<[Told, CauseId | undefined, RegExp | undefined]>([
    [{ code: 'SSPR_0010' }, 'writebackNotEnabled', undefined],
    [{ event: '33008' }, 'onPremisesPasswordPolicy', /password policy refuses/],
    [{ event: '31002' }, undefined, /a reset succeeded/],
    [{ text: 'User does not have a license assigned.' }, 'noLicence', undefined],
    [{ text: 'OnPremisesConnectivtyFailure' }, 'onPremisesUnreachable', undefined],
    [{ text: 'Successfully completed reset.' }, undefined, /the reset succeeded/],
    [{ text: 'User submitted their user ID' }, undefined, /a step on the way/],
    [{ text: 'Something that nobody has heard of' }, 'unknownReason', undefined],
  ])('says of %j: %s', (told, cause, said) => {
    const found = lookUpCause(told, 'public');
    expect(found.causes.map(({ id }) => id)).toEqual(cause === undefined ? [] : [cause]);
    expect(found.said ?? '').toMatch(said ?? /^$/);
  });

  it('is whole without a question, each cause once with who mends it and how', () => {
    const { causes } = lookUpCause({}, 'public');
    expect(causes.map(({ id }) => id)).toEqual(causeIds);
    expect(causes.filter(({ remedy, message }) => remedy.length === 0 || message === '')).toEqual([]);
  });

  it('knows every code of the page and every event of the server', () => {
    for (const code of resetCodes) expect(lookUpCause({ code }, 'public').causes).toMatchObject([{ code }]);
    for (const event of Object.keys(serverEvents)) expect(lookUpCause({ event }, 'public').said).not.toBe('');
  });

  it('names the addresses of the cloud', () => {
    const text = JSON.stringify(lookUpCause({ text: 'user abandoned' }, 'usGovernment'));
    expect(text).not.toContain('aka.ms');
  });
});
