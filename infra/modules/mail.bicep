// Mail in two phases, since only a verified domain may be linked (InvalidLinkedDomains fails the deployment otherwise):
// first the domain that Azure brings, with little quota; then the organisation's own, once its DNS is right.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param names namesOfResources
param tags tagsOfResource
param dataLocation string
param mailDomain string
param mailDomainVerified bool
param senderName string

type recordsOfDomain = resourceOutput<'Microsoft.Communication/emailServices/domains@2025-05-01'>.properties.verificationRecords

var hasOwnDomain = !empty(mailDomain)
var usesOwnDomain = hasOwnDomain && mailDomainVerified
var extraSender = usesOwnDomain && toLower(senderName) != 'donotreply'

resource email 'Microsoft.Communication/emailServices@2025-05-01' = {
  name: names.email
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2025-05-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource ownDomain 'Microsoft.Communication/emailServices/domains@2025-05-01' = if (hasOwnDomain) {
  parent: email
  // A name is needed even where there is no domain.
  name: hasOwnDomain ? mailDomain : 'none.invalid'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

// "DoNotReply" is there by itself; any other needs a raised quota.
resource sender 'Microsoft.Communication/emailServices/domains/senderUsernames@2025-05-01' = if (extraSender) {
  parent: ownDomain
  name: senderName
  properties: { username: senderName }
}

resource mail 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: names.mail
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: usesOwnDomain ? [azureDomain.id, ownDomain.id] : [azureDomain.id]
  }
}

// Where Event Grid gets the delivery reports. System-assigned: past a storage firewall no other identity may deliver.
resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: names.topic
  location: 'global'
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: { source: mail.id, topicType: 'Microsoft.Communication.CommunicationServices' }
}

output endpoint string = 'https://${mail.properties.hostName}'
output eventsPrincipalId string = topic.identity.principalId
output senderAddress string = usesOwnDomain
  ? '${senderName}@${mailDomain}'
  : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'
output verificationRecords recordsOfDomain? = hasOwnDomain ? ownDomain!.properties.verificationRecords : null
