"""Rules as dated data, each with its legal basis; decisions name the rule, its version and their reasons.

A rule is looked up on the day its procedure commenced, not on today's: the law that stood then is the law that binds.
`thresholds`, `clocks`, `notices` and `profiles` ask the questions; `law/*.toml` holds every figure; docs/rules.md is
made from it by `python -m rulebook`.
"""
