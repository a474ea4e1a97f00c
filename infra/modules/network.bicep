// A network of its own: one subnet that the app's instances are in, one for the private endpoints of storage.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param location string
param names namesOfResources
param tags tagsOfResource

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: names.network
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          // Flex Consumption: 40 instances take 40 addresses; a /26 holds 59.
          addressPrefix: '10.0.0.0/26'
          delegations: [
            { name: 'flex-consumption', properties: { serviceName: 'Microsoft.App/environments' } }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.0.0.64/27', privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

output appSubnetId string = network::app.id
output endpointsSubnetId string = network::endpoints.id
