"""The first objective: hold the government to what the law required of it.

The audit sets every conviction against the restitution that the law of its day demanded and says
what the record shows: met, unmet, or not known. The measures (duty, verdict, rate) are written
once, as dataframe expressions that run on Polars, DuckDB or Spark alike; the law's answers come
from `amends.law`, one for each citation and stretch of time that occurs.
"""
