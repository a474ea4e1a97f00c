import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../shared/api/open-api.ts';

const withoutTags = (): Record<string, unknown> => {
  const { tags: _tags, ...document } = openApiDocument('1');
  return document;
};

async function findings(document: Record<string, unknown>): Promise<string[]> {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({ extends: [spectralRulesets.oas as RulesetDefinition] });
  const found = await spectral.run(document);
  return found.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`);
}

describe('the OpenAPI document, read by the rules of spectral:oas,', () => {
  it('has nothing that they find', async () => {
    expect(await findings(openApiDocument('1'))).toEqual([]);
  });

  it('would be found without its tags', async () => {
    expect(await findings(withoutTags())).toContainEqual(
      expect.stringContaining('operation-tag-defined at paths./api/health'),
    );
  });
});
