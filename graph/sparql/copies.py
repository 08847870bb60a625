"""The copies of a mirror that may be read, by their paths: `at-17-2a126f0c8e1` is of version 17, and was made at that moment."""

import time
from pathlib import Path


def named(folder: Path, version: int | None) -> Path:
    """Return the path of a copy that is made now."""
    return folder / f"at-{version}-{time.monotonic_ns():x}"


def made(copy: str) -> int:
    """Return when a copy was made, to be compared with others."""
    return int(copy.rpartition("-")[2], 16)


def patch_after(copy: Path) -> Path:
    """Return where the patch stands that makes the next copy out of one."""
    return copy.with_name(f"after-{copy.name}")
