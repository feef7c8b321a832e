"""What grants tells the others."""

from events.grants.awards import ApplicationReceived as ApplicationReceived
from events.grants.awards import Grant as Grant
from events.grants.awards import GrantAwarded as GrantAwarded
from events.grants.awards import GrantPaid as GrantPaid
from events.grants.awards import Payment as Payment
from events.grants.awards import Scheme as Scheme
from events.grants.awards import SchemeOpened as SchemeOpened
from events.grants.awards import SchemeReplenished as SchemeReplenished
from events.grants.decisions import ApplicationDecided as ApplicationDecided
from events.grants.investments import Investment as Investment
from events.grants.investments import InvestmentAgreed as InvestmentAgreed
from events.grants.investments import InvestmentPaid as InvestmentPaid
from events.grants.investments import InvestmentSettled as InvestmentSettled
from events.grants.pools import ObjectionTold as ObjectionTold
from events.grants.pools import PartnerTold as PartnerTold
from events.grants.pools import Pool as Pool
from events.grants.pools import PoolContributed as PoolContributed
from events.grants.pools import PoolOpened as PoolOpened
from events.grants.pools import Proposal as Proposal
from events.grants.pools import SpendingDecided as SpendingDecided
from events.grants.pools import SpendingObjected as SpendingObjected
from events.grants.pools import SpendingProposed as SpendingProposed
from events.grants.standards import RequirementFacts as RequirementFacts
from events.grants.standards import RequirementsStated as RequirementsStated
from events.grants.standards import StandardsAdopted as StandardsAdopted
