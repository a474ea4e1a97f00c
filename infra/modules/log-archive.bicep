// A copy of the log that nobody can change or delete for some days, the owner of the subscription included: rows of the audit
// trail are lines of the log as well, each with a digest, so that a row that was changed in the tables is told by it.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param location string
param names namesOfResources
param tags tagsOfResource
param days int
@description('Cannot be taken back: the days can only be made more.')
param isLocked bool

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: names.workspace
}

resource archive 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: names.archive
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // The log service comes in as a trusted one; nobody else has to.
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] }
    immutableStorageWithVersioning: {
      enabled: true
      immutabilityPolicy: {
        state: isLocked ? 'Locked' : 'Unlocked'
        immutabilityPeriodSinceCreationInDays: days
        // The log service appends to the blob of the hour.
        allowProtectedAppendWrites: true
      }
    }
  }
}

resource export 'Microsoft.OperationalInsights/workspaces/dataExports@2025-02-01' = {
  parent: workspace
  name: 'audit'
  properties: { enable: true, tableNames: ['AppTraces'], destination: { resourceId: archive.id } }
}
