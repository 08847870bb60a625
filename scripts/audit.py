"""Look up the pinned dependencies in the advisories for Python packages (pip-audit); exit code 1 if one of them has a known weakness.

Where no advisories can be reached, as on a machine without the internet, it says so, and that is no fault.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-tracing.lock", "requirements-redis.lock")
COMMAND = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off", "--timeout", "10")


def main() -> int:
    """Audit, and say what was found."""
    given = [part for lock in LOCKS for part in ("-r", str(ROOT / lock))]
    run = subprocess.run([sys.executable, "-m", "pip_audit", *COMMAND, *given], capture_output=True, text=True, check=False)
    if not run.stdout:
        print(f"not audited: {(run.stderr.strip() or 'pip-audit says nothing').splitlines()[-1]}")
        return 0
    found = json.loads(run.stdout)["dependencies"]
    weak = [
        f"{one['name']} {one['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for one in found
        for weakness in one.get("vulns", ())
    ]
    audited = sum("skip_reason" not in one for one in found)
    print("\n".join([*weak, f"{audited} of {len(found)} packages audited" if audited else "not audited: no advisories can be reached from here"]))
    return int(bool(weak))


if __name__ == "__main__":
    sys.exit(main())
