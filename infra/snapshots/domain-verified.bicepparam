// In use: the own domain is linked, the tenant is read, mails are sent, alerts go to somebody, the log is kept unchangeable.
using '../main.bicep'

param location = 'westeurope'
param environmentName = 'sspr'
param adminAudience = '00000000-0000-4000-8000-00000000a0d1'
param deployerId = '00000000-0000-4000-8000-00000000de91'
param replyToAddress = 'servicedesk@contoso.com'
param alertAddress = 'sspr-operators@contoso.com'
param dryRun = false
param logArchiveDays = 365
param graphPermissionsGranted = true
param mailDomain = 'mail.contoso.com'
param mailDomainVerified = true
