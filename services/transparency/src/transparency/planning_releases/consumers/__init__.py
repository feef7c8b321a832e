"""A release for each announcement before a procurement or beside it, a pure function of its event.

| event | notice | tag |
|---|---|---|
| PlanPublished | UK1 pipeline, UK3 planned procurement | planning, planningUpdate |
| PlanWithdrawn | | planningUpdate |
| EngagementAnnounced | UK2 preliminary market engagement | planning |
| MarketIntended, …Established, …Changed, …Ceased | UK13 to UK16 | planning, tender, tenderUpdate |
"""
