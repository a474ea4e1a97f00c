// Another cloud. environment() is not known here, so what depends on it shows as an expression, and the cloud is given.
using '../main.bicep'

param location = 'usgovvirginia'
param environmentName = 'sspr'
param adminAudience = '00000000-0000-4000-8000-00000000a0d1'
param deployerId = '00000000-0000-4000-8000-00000000de91'
param cloud = 'AzureUSGovernment'
param nodeVersion = '22'
