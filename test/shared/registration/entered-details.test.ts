import { describe, expect, it } from 'vitest';
import { enteredDetails } from '../../../shared/registration/entered-details.ts';
import type { RegisteredMethod } from '../../../shared/registration/evidence.ts';
import { evidence } from '../../builders/journeys.ts';
import { aRegistration } from '../../builders/people.ts';

const byAdmin = (method: RegisteredMethod) => evidence('methodRegistered', { by: 'admin', method, eventId: method });
const reported = (...methodsRegistered: string[]) => aRegistration({ methodsRegistered });

describe('what an admin entered', () => {
  it.each([
    ['an address', [byAdmin('email')], undefined, ['email']],
    ['a phone, the report knowing a mobile', [byAdmin('phone')], reported('mobilePhone'), ['mobilePhone']],
    ['a phone, the report knowing one in the office', [byAdmin('phone')], reported('officePhone'), ['officePhone']],
    ['both', [byAdmin('phone'), byAdmin('email')], reported('mobilePhone', 'email'), ['mobilePhone', 'email']],
    ['the same twice', [byAdmin('email'), byAdmin('email')], undefined, ['email']],
  ])('is named: %s', (_, entered, registration, details) => {
    expect(enteredDetails(entered, registration)).toEqual(details);
  });

  it.each([
    ['a phone that no report shows yet', [byAdmin('phone')], undefined],
    ['a phone where the report shows two', [byAdmin('phone')], reported('mobilePhone', 'officePhone')],
    ['half of it', [byAdmin('email'), byAdmin('phone')], reported()],
    ['something we have no word for', [byAdmin('other')], reported('mobilePhone')],
    ['what people entered themselves', [evidence('methodRegistered', { method: 'email' })], reported('email')],
    ['nothing', [], reported('mobilePhone')],
  ])('is not named: %s', (_, entered, registration) => {
    expect(enteredDetails(entered, registration)).toEqual([]);
  });
});
