"""Structured logs on standard error: lines for people on a terminal, JSON elsewhere. Never a secret, never a query's text or its values: of a slow
one the Cypher, which has neither."""

import logging
import sys
from typing import Any, Literal

import orjson
import structlog

LogFormat = Literal["console", "json"]
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(log_format: LogFormat | None, level: str) -> None:
    """Send our log lines and those of the libraries the same way; `log_format` None decides by whether standard error is a terminal."""
    chosen = log_format or ("console" if sys.stderr.isatty() else "json")
    last = _console() if chosen == "console" else _json()
    structlog.configure(
        processors=[*_SHARED, *last],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=structlog.WriteLoggerFactory(_StandardError()),  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )
    _configure_libraries(last, _LEVELS[level])


class _StandardError:
    """Standard error as it is when a line is written: it may have been exchanged since the logs were set up."""

    def write(self, text: str) -> int:
        """Write a text."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Write out what is kept back."""
        sys.stderr.flush()


def _console() -> list[Any]:
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)]


def _json() -> list[Any]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=_dumps)]


def _dumps(value: Any, **options: Any) -> str:
    return orjson.dumps(value, default=options.get("default", str)).decode()


def _configure_libraries(last: list[Any], level: int) -> None:
    """Uvicorn says at `info` what we say ourselves, and the driver repeats at `warning` what we report once."""
    handler = logging.StreamHandler(_StandardError())
    formatter = structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_SHARED, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last])
    handler.setFormatter(formatter)
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("neo4j").setLevel(logging.ERROR)
