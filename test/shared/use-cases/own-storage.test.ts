import { describe, expect, it } from 'vitest';
import { namesDeployment, readSettings } from '../../../shared/config/settings.ts';
import { OthersStorage, OwnStorage } from '../../../shared/use-cases/own-storage.ts';
import { FakeInstallationStore } from '../../fakes/fake-installation-store.ts';

const tenantId = '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d41';
const otherTenant = '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d42';
const given = '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d43';

function appOn(store: FakeInstallationStore, change: Record<string, string> = {}) {
  const settings = readSettings({
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    ACS_ENDPOINT: 'https://contoso.communication.azure.com',
    SENDER_ADDRESS: 'a@contoso.com',
    ADMIN_TENANT_ID: tenantId,
    ADMIN_AUDIENCE: tenantId,
    ...change,
  });
  const { deploymentId, admin } = settings;
  return new OwnStorage(store, { tenantId: admin.tenantId, deploymentId, namesDeployment: namesDeployment(settings) });
}

describe('the deployment id', () => {
  it('stays what it was at the first run when the sender changes (engine 1)', async () => {
    const store = new FakeInstallationStore();
    const first = await appOn(store).deploymentId();
    expect(await appOn(store, { SENDER_ADDRESS: 'sspr@mail.contoso.com' }).deploymentId()).toBe(first);
  });

  it('is the one that was set at first, also where the setting is left out later (engine 1)', async () => {
    const store = new FakeInstallationStore();
    expect(await appOn(store, { DEPLOYMENT_ID: given }).deploymentId()).toBe(given);
    expect(await appOn(store).deploymentId()).toBe(given);
  });

  it.each([
    ['another DEPLOYMENT_ID', { DEPLOYMENT_ID: otherTenant }, /set that one, or leave the setting out/],
    ['another tenant', { ADMIN_TENANT_ID: otherTenant }, /give this app a storage account of its own/],
  ])('is refused to an app with %s, until its settings are mended (engine 1) (engine 11)', async (_, change, words) => {
    const store = new FakeInstallationStore();
    await appOn(store).deploymentId();
    const refused = appOn(store, change).deploymentId();
    await expect(refused).rejects.toThrow(OthersStorage);
    await expect(refused).rejects.toThrow(words);
    expect(await appOn(store).deploymentId()).toEqual(expect.any(String));
  });

  it('is asked of storage once', async () => {
    const store = new FakeInstallationStore();
    let asked = 0;
    const keep = store.keep.bind(store);
    store.keep = async (one) => (asked++, keep(one));
    const app = appOn(store);
    await app.deploymentId();
    await app.deploymentId();
    expect(asked).toBe(1);
  });
});
