// Shapes that several modules share.
@export()
type tagsOfResource = {
  *: string
}

@export()
@description('NCRONTAB of each timer, by its app setting.')
@sealed()
type schedulesOfTimers = {
  REFRESH_SCHEDULE: string
  WATCH_SCHEDULE: string
  PLAN_SCHEDULE: string
  RELEASE_SCHEDULE: string
  RECONCILE_SCHEDULE: string
  FORGET_SCHEDULE: string
}

@export()
@description('Names of all resources. They are known before anything is made, so that a change can be seen beforehand.')
@sealed()
type namesOfResources = {
  identity: string
  workspace: string
  insights: string
  network: string
  @minLength(3)
  @maxLength(24)
  storage: string
  email: string
  mail: string
  topic: string
  plan: string
  app: string
  actionGroup: string
  @minLength(3)
  @maxLength(24)
  archive: string
}
