// Every role that is given, to whom, where, and why. Nothing is given on the resource group or the subscription.
// Assignments are named after who holds them: an identity that was made anew needs the old ones deleted first.
import { namesOfResources } from '../types.bicep'

param names namesOfResources
param appPrincipalId string
param eventsPrincipalId string
param deployerId string
param deployerType string

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var role = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
  queueSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a' // Storage Queue Data Message Sender
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
  mailOwner: '09976791-48a7-449e-bb21-39d1a415f350' // Communication and Email Service Owner
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: names.storage

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource package 'containers' existing = {
      name: 'app-package'
    }

    resource deadReports 'containers' existing = {
      name: 'dead-reports'
    }
  }

  resource queueService 'queueServices' existing = {
    name: 'default'

    resource deliveryReports 'queues' existing = {
      name: 'delivery-reports'
    }
  }
}

resource mail 'Microsoft.Communication/communicationServices@2025-05-01' existing = {
  name: names.mail
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

@description('The host keeps locks, keys and the state of timers in containers that it makes, and reads the package.')
resource appBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, names.identity, role.blobOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobOwner)
  }
}

@description('The app puts, takes and counts messages, and the host may make a poison queue. The account serves nothing else.')
resource appQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, names.identity, role.queueContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.queueContributor)
  }
}

@description('The campaign is kept in the tables. The account serves nothing else.')
resource appTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, names.identity, role.tableContributor)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.tableContributor)
  }
}

@description('Sends mail and asks what became of it. There is no built-in role that may only send.')
resource appMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: mail
  name: guid(mail.id, names.identity, role.mailOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.mailOwner)
  }
}

@description('Writes logs and metrics: without local keys nothing arrives otherwise.')
resource appInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, names.identity, role.metricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.metricsPublisher)
  }
}

@description('Event Grid puts delivery reports into this one queue.')
resource eventsQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::queueService::deliveryReports
  name: guid(storage::queueService::deliveryReports.id, names.topic, role.queueSender)
  properties: {
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.queueSender)
  }
}

@description('Event Grid keeps reports that it could not deliver in this one container.')
resource eventsDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage::blobs::deadReports
  name: guid(storage::blobs::deadReports.id, names.topic, role.blobContributor)
  properties: {
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobContributor)
  }
}

@description('Whoever deploys hands the package over, into this one container.')
resource deployerPackage 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  scope: storage::blobs::package
  name: guid(storage::blobs::package.id, deployerId, role.blobContributor)
  properties: {
    principalId: deployerId
    principalType: deployerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobContributor)
  }
}
