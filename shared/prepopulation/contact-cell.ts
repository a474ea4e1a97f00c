import { z } from 'zod';
import { isAddress } from '../recipient/address.ts';
import { readPhoneNumber } from '../registration/phone-number.ts';
import type { Column } from './contact-columns.ts';

type Cell =
  | { readonly kind: 'user' | 'detail'; readonly value: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'faulty'; readonly because: string };

export const objectId = z.guid();
const address = z.string().refine(isAddress);
/** Wider than an address: a guest's is `anna_example.com#EXT#@contoso.onmicrosoft.com`. */
const principalName = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);

export function readCell(column: Column, text: string): Cell {
  if (column === 'id') return checked('user', objectId, text, 'is not an object id');
  if (column === 'userPrincipalName')
    return checked('user', principalName, text, 'is not a user principal name such as anna@contoso.com');
  if (text === '') return { kind: 'empty' };
  if (column === 'email') return checked('detail', address, text, 'is not an address such as anna@example.com');
  const reading = readPhoneNumber(text);
  return reading.valid ? { kind: 'detail', value: reading.phone } : { kind: 'faulty', because: reading.because };
}

function checked(kind: 'user' | 'detail', form: z.ZodType<string>, text: string, because: string): Cell {
  const parsed = form.safeParse(text);
  return parsed.success ? { kind, value: parsed.data } : { kind: 'faulty', because };
}
