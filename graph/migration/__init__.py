"""A store from one ontology to the next: what differs, whether the data can follow, and the steps that take it there.

    kept or given OLD, NEW -> terms -> examine (counts, what does not fit) -> steps, each in batches, each batch one transaction

Names that begin with `__` are nobody's: no ontology can give them. `__dropped_<name>` is what a past state or a past relationship keeps of a term that
is no longer there.
"""
