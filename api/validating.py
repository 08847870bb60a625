"""`claimgraph validate`: the store against the ontology, as a table, in Turtle, or in JSON."""

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.choices import ReportForm
from api.place import find_place
from api.settings import Settings
from graph.store import Store
from graph.validation.findings import Report
from graph.validation.report import as_json, turtle
from graph.validation.whole import validate
from schema.model import Model
from schema.reader import read_model


async def validated(settings: Settings, limit: int) -> tuple[Report, Model]:
    """Return what in the store does not hold, with at most `limit` violations spelt out."""
    model = read_model(settings.ontology_file, base_iri=settings.base_iri, catalogue=settings.catalogue)
    async with Store(find_place(settings).config) as store:
        return await validate(store, model, limit=limit), model


def show_report(report: Report, model: Model, form: ReportForm) -> None:
    """Print a report on standard output."""
    match form:
        case ReportForm.TURTLE:
            print(turtle(report, model).decode(), end="")
        case ReportForm.JSON:
            print(orjson.dumps(as_json(report, model), option=orjson.OPT_INDENT_2).decode())
        case ReportForm.TABLE:
            _show_tables(report, model)


def _show_tables(report: Report, model: Model) -> None:
    console = Console()
    values = as_json(report, model)
    if report.conforms:
        console.print(f"everything holds ({report.seconds:.1f} seconds)")
        return
    found = Table("what", "of which shape", "resources", title="broken", title_justify="left")
    for count in values["counts"]:
        found.add_row(_component(count["component"]), Text(count["shape"]), f"{count['resources']:,}")
    console.print(found)
    shown = Table("resource", "path", "what is wrong", "what would be right", title="first violations", title_justify="left")
    for one in values["violations"]:
        shown.add_row(*(Text(one[part] or "") for part in ("focus", "path", "message", "mend")))
    if values["violations"]:
        console.print(shown)


def _component(name: str) -> str:
    return name.removeprefix("sh:").removesuffix("ConstraintComponent")
