// The same grants as "node infra/entra.ts grant", for whoever deploys them with Bicep. Left out of main.bicep: whoever deploys
// there may seldom grant Graph permissions, "azd provision --preview" shows nothing of them, and the extension knows the
// public cloud only. Deploy it by itself: az deployment group create --template-file infra/graph/main.bicep …
extension microsoftGraphV1

@description('Principal id of the app\'s identity.')
param principalId string

@description('Enters phones and addresses that are known; only for as long as that is done.')
param prepopulation bool = false

@description('Reads people\'s own methods, in a tenant without Entra ID P1.')
param methodsWithoutP1 bool = false

@description('Asks what people\'s mailboxes are for, so that shared ones and rooms are left out.')
param mailboxPurpose bool = false

@description('Lets preflight and diagnosis tell federated domains and subscriptions.')
param tenantReadings bool = false

var base = ['AuditLog.Read.All', 'User.Read.All', 'GroupMember.Read.All']
var forTenant = ['Domain.Read.All', 'Organization.Read.All', 'Policy.Read.AuthenticationMethod', 'Policy.Read.All']
var forAdmins = ['RoleManagement.Read.Directory']
var forMethods = ['UserAuthenticationMethod.Read.All']
var forMailboxes = ['MailboxSettings.Read']
var forPrepopulation = ['UserAuthMethod-Phone.ReadWrite.All', 'UserAuthMethod-Email.ReadWrite.All']
var wanted = concat(
  base,
  tenantReadings ? forTenant : [],
  prepopulation || methodsWithoutP1 ? forAdmins : [],
  methodsWithoutP1 ? forMethods : [],
  mailboxPurpose ? forMailboxes : [],
  prepopulation ? forPrepopulation : []
)

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

resource grants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for permission in wanted: {
    principalId: principalId
    resourceId: graph.id
    appRoleId: filter(graph.appRoles, role => role.value == permission && contains(role.allowedMemberTypes, 'Application'))[0].id
  }
]
