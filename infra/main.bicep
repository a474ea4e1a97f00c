// All that the app needs in one subscription. docs/deploy.md leads through it; docs/configuration.md says what each app setting is.
import { namesOfResources, schedulesOfTimers, tagsOfResource } from 'types.bicep'

targetScope = 'subscription'

@description('Name of the azd environment; the resources are named after it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of everything that has one. Flex Consumption must be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Client id of the app registration that "node infra/entra.ts register" makes: whose tokens the API takes.')
@minLength(36)
@maxLength(36)
param adminAudience string

@description('Where replies to the mails go: the help desk. Empty: nowhere.')
param replyToAddress string = ''

@description('Where alerts go, an address that somebody reads. Empty: they are only shown in the portal.')
param alertAddress string = ''

@description('Nothing is sent before this is false. The first deployment leaves it at true.')
param dryRun bool = true

@description('The app may read the tenant: "node infra/entra.ts grant" was run. Before, the pass and the audit log stand still.')
param graphPermissionsGranted bool = false

@description('Operators may enter phones and addresses that the organisation knows.')
param prepopulation bool = false

@description('What one operator asks for and a second one confirms.')
@allowed(['prepopulation', 'none'])
param twoOperators string = 'prepopulation'

@description('Without Entra ID P1: reads each person\'s methods where there is no registration report.')
param methodsWithoutP1 bool = false

@description('Asks what people\'s mailboxes are for, so that shared ones and rooms are left out.')
param mailboxPurpose bool = false

@description('Reads signInActivity too, which needs Entra ID P1.')
param signInActivity bool = false

@description('DNS name that mails are to come from, a sub-domain of the organisation. Empty: only the domain that Azure brings.')
param mailDomain string = ''

@description('Azure has verified mailDomain. Only then may it be linked; a link before fails the whole deployment.')
param mailDomainVerified bool = false

@description('The part before the @. Other names than DoNotReply need a raised quota of the subscription.')
param senderName string = 'DoNotReply'

@description('Geography where the mail service keeps data at rest.')
param mailDataLocation string = 'Europe'

@description('Of the Functions runtime. The bundle needs 22 or later; 22 ends in April 2027.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('Of one instance. Timers, queues and pages are processes of their own, each with this much (docs/decisions/0030).')
@allowed([512, 2048])
param instanceMemoryMB int = 512

@description('How long a row of the audit trail is kept. An operator cannot shorten it.')
@minValue(90)
@maxValue(3650)
param auditRetentionDays int = 730

@description('Addresses, with commas between them, that notices may go to though none of your people signs in with their domain. No operator can add one.')
param noticeAddresses string = ''

@description('For so many days nobody can change or delete what the log says of changes: it is copied into storage that lets nobody. 0: no copy.')
@minValue(0)
@maxValue(3650)
param logArchiveDays int = 0

@description('Nobody can shorten the days of the copy any more, Microsoft included, and it cannot be deleted before: this cannot be taken back.')
param logArchiveLocked bool = false

@description('The host exports its telemetry as OpenTelemetry, in place of the classic form that the alerts are written for.')
param openTelemetry bool = false

@description('Storage is closed to the internet and reached through private endpoints.')
param privateNetworking bool = false

@description('NCRONTAB in UTC, one for each timer. Flex Consumption knows no other zone.')
param schedules schedulesOfTimers = {
  REFRESH_SCHEDULE: '0 0 2 * * *'
  WATCH_SCHEDULE: '0 */5 * * * *'
  PLAN_SCHEDULE: '0 */15 * * * *'
  RELEASE_SCHEDULE: '0 * * * * *'
  RECONCILE_SCHEDULE: '0 */5 * * * *'
  FORGET_SCHEDULE: '0 30 4 * * *'
}

@description('Which cloud this is: AzureCloud, AzureUSGovernment or AzureChinaCloud. Given only to see beforehand what another cloud would get.')
param cloud string = environment().name

@description('Object id of whoever deploys, who may then hand the package over. Empty: nobody more may.')
param deployerId string = deployer().objectId

@description('What deployerId is.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param deployerType string = 'User'

type recordsOfDomain = resourceOutput<'Microsoft.Communication/emailServices/domains@2025-05-01'>.properties.verificationRecords

var tags tagsOfResource = { 'azd-env-name': environmentName }
var suffix = uniqueString(subscription().id, environmentName, location)
var names namesOfResources = {
  identity: 'id-${suffix}'
  workspace: 'log-${suffix}'
  insights: 'appi-${suffix}'
  network: 'vnet-${suffix}'
  storage: 'st${suffix}'
  email: 'email-${suffix}'
  mail: 'acs-${suffix}'
  topic: 'evgt-${suffix}'
  plan: 'plan-${suffix}'
  app: 'func-${suffix}'
  actionGroup: 'ag-${suffix}'
  archive: 'starchive${suffix}'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { location: location, names: names, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { location: location, names: names, tags: tags }
}

module logArchive 'modules/log-archive.bicep' = if (logArchiveDays > 0) {
  scope: group
  params: { location: location, names: names, tags: tags, days: logArchiveDays, isLocked: logArchiveLocked }
  dependsOn: [monitoring]
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: { location: location, names: names, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: { location: location, names: names, tags: tags, isPrivate: privateNetworking }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    names: names
    tags: tags
    subnetId: network.?outputs.endpointsSubnetId ?? ''
  }
  dependsOn: [storage]
}

module mail 'modules/mail.bicep' = {
  scope: group
  params: {
    names: names
    tags: tags
    dataLocation: mailDataLocation
    mailDomain: mailDomain
    mailDomainVerified: mailDomainVerified
    senderName: senderName
  }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    names: names
    appPrincipalId: identity.outputs.principalId
    eventsPrincipalId: mail.outputs.eventsPrincipalId
    deployerId: deployerId
    deployerType: deployerType
  }
  dependsOn: [storage, monitoring]
}

module deliveryReports 'modules/delivery-reports.bicep' = {
  scope: group
  params: { names: names }
  // Event Grid tries its rights when the subscription is made.
  dependsOn: [roles]
}

module app 'modules/function-app.bicep' = {
  scope: group
  params: {
    location: location
    names: names
    tags: union(tags, { 'azd-service-name': 'app' })
    mailEndpoint: mail.outputs.endpoint
    senderAddress: mail.outputs.senderAddress
    replyToAddress: replyToAddress
    adminAudience: adminAudience
    dryRun: dryRun
    graphPermissionsGranted: graphPermissionsGranted
    prepopulation: prepopulation
    twoOperators: twoOperators
    signInActivity: signInActivity
    methodsWithoutP1: methodsWithoutP1
    mailboxPurpose: mailboxPurpose
    auditRetentionDays: auditRetentionDays
    noticeAddresses: noticeAddresses
    schedules: schedules
    cloud: cloud
    nodeVersion: nodeVersion
    instanceMemoryMB: instanceMemoryMB
    openTelemetry: openTelemetry
    subnetId: network.?outputs.appSubnetId ?? ''
  }
  // The package is fetched with the identity's rights.
  dependsOn: [roles, privateEndpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    names: names
    tags: tags
    alertAddress: alertAddress
    isReading: graphPermissionsGranted
  }
  dependsOn: [monitoring]
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: { location: location, names: names, tags: tags }
  dependsOn: [monitoring]
}

output AZURE_RESOURCE_GROUP string = group.name
output APP_NAME string = app.outputs.name
output APP_URL string = app.outputs.url
output APP_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output APP_SENDER_ADDRESS string = mail.outputs.senderAddress
output MAIL_SERVICE_NAME string = names.email
output STORAGE_NAME string = names.storage
@description('What the DNS of mailDomain has to hold before it can be verified.')
output MAIL_DOMAIN_RECORDS recordsOfDomain? = mail.outputs.?verificationRecords
