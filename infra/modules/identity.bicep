// The app's identity: user-assigned, so that its rights can be given before the app exists and outlive it.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param location string
param names namesOfResources
param tags tagsOfResource

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.identity
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
