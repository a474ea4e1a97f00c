import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { campaignSchema } from '../../../scripts/campaign-schema.ts';
import { readCampaignDocument } from '../../../shared/config/campaign-document.ts';
import { readSettings } from '../../../shared/config/settings.ts';

const readJson = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../../${name}`, import.meta.url), 'utf8'));

describe('campaign.schema.json', () => {
  it('is the schema of the code: "node scripts/write-schema.ts" writes it', async () => {
    expect(await readJson('campaign.schema.json')).toEqual(JSON.parse(JSON.stringify(campaignSchema())));
  });

  it('lets fields with a default be left out, and no unknown field in', () => {
    expect(campaignSchema()).toMatchObject({
      required: ['name', 'organisation', 'sspr', 'cadence'],
      additionalProperties: false,
    });
  });
});

describe('campaign.example.json', () => {
  it('is a valid campaign document', async () => {
    expect(readCampaignDocument(await readJson('campaign.example.json'))).toMatchObject({ valid: true });
  });
});

describe('local.settings.json.example', () => {
  it('has every setting that is needed, in the right form but for the placeholders', async () => {
    const { Values } = (await readJson('local.settings.json.example')) as { Values: Record<string, string> };
    const id = '9f2b1c3d-0000-4000-8000-000000000001';
    const own = {
      ACS_ENDPOINT: 'https://contoso.europe.communication.azure.com',
      ADMIN_TENANT_ID: id,
      ADMIN_AUDIENCE: id,
    };
    expect(readSettings({ ...Values, ...own })).toMatchObject({ dryRun: true });
  });

  it('is refused as it is, and what is still to be filled in is named (host)', async () => {
    const { Values } = (await readJson('local.settings.json.example')) as { Values: Record<string, string> };
    expect(() => readSettings(Values)).toThrow(
      [
        'The app settings have 3 faults:',
        '  ACS_ENDPOINT still has <resource> and <geography> in it, as the example does: put your own there',
        '  ADMIN_TENANT_ID still has the zeros of the example: put your own id there',
        '  ADMIN_AUDIENCE still has the zeros of the example: put your own id there',
      ].join('\n'),
    );
  });
});
