"""One backup as a process of its own: packing must not hold up the loop, and can be killed."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path

from storage.backup import BackupBusyError, make
from storage.backup_file import DamagedBackupError
from storage.session import Store, StoreError

NICE = 10  # whatever the service does comes first


def order(url: str, file: Path, now: datetime) -> bytes:
    """What the process is told on its standard input, where nobody else reads the address."""
    return json.dumps({"url": url, "file": str(file), "now": now.isoformat()}).encode()


def main() -> int:
    """Make the backup that stdin names; what went wrong stands on stdout, and the code is 1."""
    os.nice(NICE)
    told = json.load(sys.stdin)
    try:
        store = Store(told["url"])
        make(store, Path(told["file"]), datetime.fromisoformat(told["now"]))
    except OSError as error:
        return _failed(error.strerror or type(error).__name__)
    except (StoreError, DamagedBackupError, ValueError) as error:
        return _failed(str(error))
    except BackupBusyError:
        return _failed("another process is writing it now")
    return 0


def _failed(reason: str) -> int:
    sys.stdout.write(reason)
    return 1


if __name__ == "__main__":
    sys.exit(main())
