"""The public pages: report doxxing, follow a report. No account, no script, phones first (CAC-03, Art 26)."""
