"""Who judges: evaluators and Citizen Commissioners, drawn and appointed, free of conflicts for the lots they mark."""
