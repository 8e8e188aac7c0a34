"""The audit: who did what to what, when. Entries are only ever added, each bound to the one before it (SYS-02)."""
