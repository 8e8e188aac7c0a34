"""Sanctions: a ladder as data, strikes that expire, closure only when a person confirms (PRA-01, CAC-02, PI-04)."""
