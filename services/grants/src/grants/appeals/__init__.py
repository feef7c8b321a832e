"""An applicant that was declined appeals in time, and is answered by somebody who took no part in declining it."""
