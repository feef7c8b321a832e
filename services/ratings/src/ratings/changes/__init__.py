"""You said, we did: a change is promised, claimed with evidence, and seen by later raters, or it was missed."""
