"""What every organ must publish of its own accord, as columns (Order 711, art. 20).

Items (2) contacts and (13) inspections are not documents; (8) and (15) have no column of their own.
"""

# Kind of document -> item of art. 20.
STATUTORY_ITEMS = {
    "normative": 1,
    "plan": 3,
    "statistics": 4,
    "licence": 5,
    "penalty": 6,
    "budget": 7,
    "procurement": 9,
    "project": 10,
    "policy": 11,
    "emergency": 12,
    "personnel": 14,
}
