"""What turns rows into bytes."""

from collections.abc import Sequence

from graph.export.rows import Row


class Writer:
    """Rows as bytes. `claimed`: it wants the relationships that rest on claims too."""

    claimed = False

    def begin(self) -> bytes:
        """Return what comes before the first row."""
        return b""

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes; raises Unwritable."""
        raise NotImplementedError

    def again(self) -> bytes | None:
        """Return what comes before all rows once more, where they are wanted again; None where not."""
        return None

    def end(self) -> bytes:
        """Return what comes after the last row."""
        return b""
