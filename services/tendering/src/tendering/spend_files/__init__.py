"""Payments as publishers publish them: any spend file, read line by line, each line judged and accounted for."""
