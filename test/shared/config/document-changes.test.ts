import { describe, expect, it } from 'vitest';
import { documentChanges } from '../../../shared/config/document-changes.ts';
import { aDocument, documentJson } from '../../builders/documents.ts';

const document = aDocument({ waves: [{ name: 'Pilot', startsOn: '2026-12-01' }] });

describe('what an operator changed in the document (guard 3)', () => {
  it('is nothing where nothing was', () => {
    expect(documentChanges(document, structuredClone(document))).toEqual({});
  });

  it('is told field by field, before and after', () => {
    const { organisation } = document;
    const after = {
      ...document,
      organisation: {
        ...organisation,
        displayName: 'Contos0',
        helpDesk: { ...organisation.helpDesk, phone: '+1 900' },
      },
      waveNotices: { to: ['evil@example.com'], daysBefore: 3 },
      waves: [{ name: 'Pilot', startsOn: '2026-12-08' }],
    };
    expect(documentChanges(document, after)).toEqual({
      'organisation.displayName': `${JSON.stringify(organisation.displayName)} → "Contos0"`,
      'organisation.helpDesk.phone': `${JSON.stringify(organisation.helpDesk.phone)} → "+1 900"`,
      'waveNotices.to': 'nothing → ["evil@example.com"]',
      'waveNotices.daysBefore': 'nothing → 3',
      'waves[0].startsOn': '"2026-12-01" → "2026-12-08"',
    });
  });

  it('tells what was taken out', () => {
    const { waves: _, ...after } = document;
    expect(documentChanges(document, after)).toEqual({
      'waves[0].name': '"Pilot" → nothing',
      'waves[0].startsOn': '"2026-12-01" → nothing',
    });
  });

  it('tells a long text by its beginning, its length and a digest, and of very many changes the first', () => {
    const logo = (character: string) => ({ logo: `data:image/png;base64,${character.repeat(20_000)}` });
    const told = documentChanges(logo('A'), logo('B'))['logo'] as string;
    expect(told.length).toBeLessThan(700);
    expect(told).toMatch(/20024 characters, [0-9a-f]{32}\) → .*20024 characters, [0-9a-f]{32}\)$/);
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`field${n}`, n]));
    expect(documentChanges({}, many)).toMatchObject({ field0: 'nothing → 0', more: 50 });
    expect(Object.keys(documentChanges({}, many))).toHaveLength(101);
  });

  it('is told of documents as they are stored', () => {
    expect(documentChanges(documentJson(), documentJson({ holdoutPercent: 7 }))['holdoutPercent']).toMatch(/→ 7$/);
  });
});
