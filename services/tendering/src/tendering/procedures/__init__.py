"""In which phases a competitive flexible procedure is held, declared before anybody takes part (s.20)."""
