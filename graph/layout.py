"""How a page travels: the agreement between the compiler, which writes it, and the decoder, which reads it."""

from graph.ir import EdgeRow, EdgeSlot, Page, Row

ROWS, COUNT, BEHIND, AGGREGATES, UNDATED = "rows", "count", "behind", "aggregates", "undated"


def members(page: Page) -> tuple[str, ...]:
    """Return what a page's value is made of, in order; a page with one member is that member itself."""
    reads_rows = page.rows or any(part.kind == "pageInfo" for part in page.parts)
    wanted = (
        (ROWS, reads_rows),
        (COUNT, page.count),
        (BEHIND, page.more_behind and any(cut.before == page.backward for cut in page.cuts)),
        (AGGREGATES, page.aggregates),
        (UNDATED, page.undated),
    )
    return tuple(name for name, here in wanted if here)


def is_flat(page: Page) -> bool:
    """Whether a row of the page is its only member itself, not a list around it."""
    return len(page.rows) == 1 and not page.cursors


def peeks(page: Page) -> bool:
    """Whether one row more than asked is read, to know whether there are more."""
    asked = {name for part in page.parts if part.kind == "pageInfo" for _, name in part.keys}
    return ("hasPreviousPage" if page.backward else "hasNextPage") in asked


def shows_cursor(row: Row) -> bool:
    """Whether a row has a cursor among its fields."""
    return isinstance(row, EdgeRow) and any(isinstance(slot, EdgeSlot) and slot.kind == "cursor" for _, slot in row.fields)
