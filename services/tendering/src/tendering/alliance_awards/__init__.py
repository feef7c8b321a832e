"""An alliance is awarded: several providers and commissioners, one agreement over separate lots, all or none."""
