"""What a running contract publishes, beside its signature, its changes and its end: releases of the same process.

| event | notice | tag |
|---|---|---|
| IndicatorsAgreed | | contractUpdate |
| PerformanceAssessed | UK9 contract performance | implementation |
| DisputeDecided, where it sets an assessment aside | | implementationUpdate |
| BreachPublished | UK9 contract performance | implementation |
| ContractChangeAnnounced | UK10 contract change | contractAmendment |
| ContractDocumentPublished | | contractUpdate |
"""
