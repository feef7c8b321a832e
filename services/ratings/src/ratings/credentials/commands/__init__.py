"""What may be done with credentials: a buyer's system obtains codes, and a rater spends one, or a signed credential."""

from ratings.credentials.commands.issue import MOST_AT_ONCE, count_issued, issue_credentials, new_codes
from ratings.credentials.commands.spend import forget_spent, spend, spend_on_roll

__all__ = ["MOST_AT_ONCE", "count_issued", "forget_spent", "issue_credentials", "new_codes", "spend", "spend_on_roll"]
