"""What transparency makes of tendering's events: a release for each public step, a pure function of its event.

| event | notice | tag |
|---|---|---|
| NoticePublished | UK4 tender; UK5 transparency, of a direct award | tender; award |
| NoticeAmended | UK4 tender, again | tenderAmendment |
| NoticeCancelled | UK12 procurement termination | tenderCancellation |
| AwardMade | UK6 contract award | award |
| ContractSigned | UK7 contract details | award, contract |
| ContractAmended | UK7 contract details, restated, if it was announced; else UK10 | contractUpdate, contractAmendment |
| ContractEnded | UK11 contract termination | contractTermination |

A contract that runs its course is published as UK11 too: to the Procurement Act 2023 s.80(3) discharge and expiry are
terminations, and OCDS defines the tag and the status `terminated` as the end of a contract, early or not.
A release's id is its event's: unique, and the same after every rebuild.
"""
