// The page for those who run it: funnel, rate, delay and what needs a person.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param names namesOfResources
param location string
param tags tagsOfResource

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: names.workspace
}

var parts = [
  { title: 'Funnel by day', query: loadTextContent('../queries/funnel.kql'), shownAs: 'barchart' }
  { title: 'Mails by hour', query: loadTextContent('../queries/rate.kql'), shownAs: 'timechart' }
  { title: 'Delay of detection by day', query: loadTextContent('../queries/detection-delay.kql'), shownAs: 'table' }
  { title: 'What needs a person', query: loadTextContent('../queries/needs-a-person.kql'), shownAs: 'table' }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspace.id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'SSPR onboarding'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: string({
      version: 'Notebook/1.0'
      items: map(parts, part => {
        type: 3
        content: {
          version: 'KqlItem/1.0'
          title: part.title
          query: part.query
          size: 0
          timeContext: { durationMs: 2592000000 }
          queryType: 0
          resourceType: 'microsoft.operationalinsights/workspaces'
          visualization: part.shownAs
        }
      })
    })
  }
}
