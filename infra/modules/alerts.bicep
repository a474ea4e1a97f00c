// What somebody must hear of. Each query is a file in infra/queries, whose first line says why; a test reads them and compares
// the events that they name with those that the code writes.
import { namesOfResources, tagsOfResource } from '../types.bicep'

param location string
param names namesOfResources
param tags tagsOfResource
param alertAddress string
@description('The nightly pass and the audit log are on; else their silence is no news.')
param isReading bool

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' existing = {
  name: names.workspace
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertAddress)) {
  name: names.actionGroup
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'sspr'
    enabled: true
    emailReceivers: [
      { name: 'operators', emailAddress: alertAddress, useCommonAlertSchema: true }
    ]
  }
}

var alerts = [
  {
    name: 'no pass for 26 hours'
    query: loadTextContent('../queries/no-pass.kql')
    enabled: isReading
    severity: 1
    every: 'PT1H'
    // A window may be one day or two; the query itself looks at 26 hours.
    window: 'P2D'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'audit log not read for an hour'
    query: loadTextContent('../queries/audit-log-not-read.kql')
    enabled: isReading
    severity: 2
    every: 'PT15M'
    window: 'PT1H'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'a message was given up'
    query: loadTextContent('../queries/poison.kql')
    enabled: true
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'a mail has an unknown outcome'
    query: loadTextContent('../queries/outcome-unknown.kql')
    enabled: true
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'the campaign was paused by its breaker'
    query: loadTextContent('../queries/campaign-paused.kql')
    enabled: true
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'the gate was closed for two hours'
    query: loadTextContent('../queries/gate-closed.kql')
    enabled: true
    severity: 2
    every: 'PT30M'
    window: 'PT2H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'the mail service refuses the domain or the app'
    query: loadTextContent('../queries/mail-refused.kql')
    enabled: true
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'a certificate is not accepted'
    query: loadTextContent('../queries/certificate.kql')
    enabled: true
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 2
  }
  {
    name: 'a pass was not believed'
    query: loadTextContent('../queries/pass-distrusted.kql')
    enabled: isReading
    severity: 2
    every: 'PT1H'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'functions fail'
    query: loadTextContent('../queries/function-failures.kql')
    enabled: true
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 5
  }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: 'sspr-onboarding - ${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'SSPR onboarding: ${alert.name}'
      enabled: alert.enabled
      severity: alert.severity
      scopes: [workspace.id]
      evaluationFrequency: alert.every
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(alertAddress) ? [] : [group.id] }
    }
  }
]
