"""Only what crosses services: the laws of the house, conformance, stories end to end, browsers, faults, benchmarks."""
