// The app on Flex Consumption, with its settings. What each setting means stands in docs/configuration.md.
import { namesOfResources, schedulesOfTimers, tagsOfResource } from '../types.bicep'

param location string
param names namesOfResources
param tags tagsOfResource
param mailEndpoint string
param senderAddress string
param replyToAddress string
param adminAudience string
param dryRun bool
param graphPermissionsGranted bool
param prepopulation bool
param twoOperators string
param signInActivity bool
param methodsWithoutP1 bool
param mailboxPurpose bool
param auditRetentionDays int
param noticeAddresses string
param schedules schedulesOfTimers
param cloud string
param nodeVersion string
param instanceMemoryMB int
@description('The host exports its telemetry as OpenTelemetry.')
param openTelemetry bool
param subnetId string

// https://learn.microsoft.com/graph/deployments: environment() does not tell it.
var graphEndpoints = {
  AzureCloud: 'https://graph.microsoft.com'
  AzureUSGovernment: 'https://graph.microsoft.us'
  AzureChinaCloud: 'https://microsoftgraph.chinacloudapi.cn'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.identity
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: names.storage
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: names.plan
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: names.app
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}app-package'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      runtime: { name: 'node', version: nodeVersion }
      // 40 is the least that may be asked for. It is no limit on mails: the rate gate is.
      scaleAndConcurrency: { maximumInstanceCount: 40, instanceMemoryMB: instanceMemoryMB }
    }
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
  }
}

// No password opens the app's management: Entra does.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(openTelemetry ? { AzureFunctionsJobHost__telemetryMode: 'OpenTelemetry' } : {}, {
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    AZURE_CLIENT_ID: identity.properties.clientId
    // Easy Auth signs people in with the app's identity instead of a secret.
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.properties.clientId
    'AzureWebJobs.refreshRegistrations.Disabled': toLower(string(!graphPermissionsGranted))
    'AzureWebJobs.watchRegistrations.Disabled': toLower(string(!graphPermissionsGranted))
    GRAPH_ENDPOINT: graphEndpoints[cloud]
    ACS_ENDPOINT: mailEndpoint
    SENDER_ADDRESS: senderAddress
    REPLY_TO_ADDRESS: replyToAddress
    CAMPAIGN_DOCUMENT: './campaign.json'
    ADMIN_TENANT_ID: tenant().tenantId
    ADMIN_AUDIENCE: adminAudience
    DRY_RUN: toLower(string(dryRun))
    PREPOPULATION: toLower(string(prepopulation))
    TWO_OPERATORS: twoOperators
    SIGN_IN_ACTIVITY: toLower(string(signInActivity))
    METHODS_WITHOUT_P1: toLower(string(methodsWithoutP1))
    MAILBOX_PURPOSE: toLower(string(mailboxPurpose))
    AUDIT_RETENTION_DAYS: string(auditRetentionDays)
    NOTICE_ADDRESSES: noticeAddresses
    // Its own, since the default would change with the sender: then people could be written to again.
    DEPLOYMENT_ID: guid(resourceGroup().id, 'sspr-onboarding')
    REFRESH_SCHEDULE: schedules.REFRESH_SCHEDULE
    WATCH_SCHEDULE: schedules.WATCH_SCHEDULE
    PLAN_SCHEDULE: schedules.PLAN_SCHEDULE
    RELEASE_SCHEDULE: schedules.RELEASE_SCHEDULE
    RECONCILE_SCHEDULE: schedules.RECONCILE_SCHEDULE
    FORGET_SCHEDULE: schedules.FORGET_SCHEDULE
  })
}

// Signs a browser in for the page. It refuses nothing: health is open, and every other route verifies the token itself.
resource signIn 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: adminAudience
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: { allowedAudiences: [adminAudience, 'api://${adminAudience}'] }
      }
    }
    // Whether the store is shared by several instances is not documented; the live suite looks (docs/live-suite.md).
    login: { tokenStore: { enabled: true } }
  }
  dependsOn: [settings]
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
