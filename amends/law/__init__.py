"""What was the law on this day?

Dated tables (`tables/*.csv`, edited by lawyers in a spreadsheet) and the small functions beside
them that read as the rule they apply. Every row has its citation, the days from and to which it is
in force, its status, and how it was checked. The law knows nothing of cases, files or statistics,
and uses no other room of this house.
"""
