"""What people and time do with decisions. Each concern has the same files.

`words` (frozen values), `tables` (rows), `rules` (pure judgements), `acts` (what changes, each within one `Work`) and
`views` (what is read). One concern talks to another by its acts and views, never by its tables.
"""
