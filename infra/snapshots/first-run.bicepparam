// What "azd up" makes in the first place: mail from the domain that Azure brings, nothing sent, the tenant not read yet.
using '../main.bicep'

param location = 'westeurope'
param environmentName = 'sspr'
param adminAudience = '00000000-0000-4000-8000-00000000a0d1'
param deployerId = '00000000-0000-4000-8000-00000000de91'
