import { describe, expect, it } from 'vitest';
import { isDisabled, readSetting, resolveSettingTokens } from '../../../local/functions-host/settings.ts';

describe('An app setting', () => {
  it.each([
    [{ STORAGE: 'a' }, 'STORAGE', 'a'],
    [{ storage: 'a' }, 'Storage', 'a'],
    [{ Storage__queueServiceUri: 'a' }, 'Storage:queueServiceUri', 'a'],
    [{ STORAGE: '' }, 'STORAGE', ''],
    [{ STORAGE: undefined }, 'STORAGE', undefined],
    [{}, 'STORAGE', undefined],
  ])('of %j asked for %s is %j', (settings, name, expected) => {
    expect(readSetting(settings, name)).toBe(expected);
  });

  it.each([
    ['%A%', { resolved: true, value: '1' }],
    ['x-%A%-%B%', { resolved: true, value: 'x-1-2' }],
    ['no tokens, 100 %', { resolved: true, value: 'no tokens, 100 %' }],
    ['%A% %C% %D%', { resolved: false, missing: ['C', 'D'] }],
  ])('replaces its token: %s', (text, expected) => {
    expect(resolveSettingTokens(text, { A: '1', B: '2' })).toEqual(expected);
  });

  it.each([
    [{ 'AzureWebJobs.sendMessage.Disabled': 'true' }, true],
    [{ 'AzureWebJobs.sendMessage.Disabled': 'True' }, true],
    [{ 'AzureWebJobs.sendMessage.Disabled': '1' }, true],
    [{ AzureWebJobs__sendMessage__Disabled: 'true' }, true],
    [{ 'azurewebjobs.SENDMESSAGE.disabled': 'true' }, true],
    [{ 'AzureWebJobs.sendMessage.Disabled': 'false' }, false],
    [{ 'AzureWebJobs.sendMessage.Disabled': '0' }, false],
    [{ 'AzureWebJobs.sendMessages.Disabled': 'true' }, false],
    [{}, false],
  ])('%j switches sendMessage off: %j', (settings, expected) => {
    expect(isDisabled('sendMessage', settings)).toBe(expected);
  });
});
