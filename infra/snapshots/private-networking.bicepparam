// Storage behind private endpoints, with the larger instances; delivery reports still arrive.
using '../main.bicep'

param location = 'westeurope'
param environmentName = 'sspr'
param adminAudience = '00000000-0000-4000-8000-00000000a0d1'
param deployerId = '00000000-0000-4000-8000-00000000de91'
param privateNetworking = true
param instanceMemoryMB = 2048
