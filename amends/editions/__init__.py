"""A dated edition of the record: built from sources and people's decisions, immutable, complete.

`build` makes one in a temporary place and puts it into force by one rename, so a crash leaves the
old edition whole. Decisions of people (corrections) lie beside the editions, append-only and
hash-chained, and have the last word in every build. The same version, inputs, decisions and date
give the same bytes.
"""
