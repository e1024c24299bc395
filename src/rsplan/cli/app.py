"""The application: its commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import Any, NoReturn

import typer

from rsplan.cli.output import say
from rsplan.cli.registration import register_commands
from rsplan.cli.swedish_help import SwedishGroup, usage_message
from rsplan.findings.finding import ExitCode, RsplanError

# Typer keeps its click to itself from 0.28; its public BadParameter leads to the base class in every version.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    cls=SwedishGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Gör uppföljningsdokument av Stratsys-exporter: siffror, meningar, rapport och tjänsteskrivelse.",
)
register_commands(app)


def main() -> NoReturn:
    """Run the command line and exit with a code of the interface."""
    # Importing makes many objects and no garbage: collecting meanwhile costs a tenth of the start.
    gc.disable()
    # No matrix is multiplied here: the threads that numpy would start for it only take turns from the reading process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _speak_utf8()
    try:
        code = app(standalone_mode=False, prog_name="rsplan") or 0
    except RsplanError as error:
        _tell(error)
        code = error.exit_code
    except _UsageError as error:
        # Without a command the message is the help itself.
        say(error.message if type(error).__name__ == "NoArgsIsHelpError" else f"rsplan: {usage_message(error)}")
        code = ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("rsplan: avbrutet; inget ofullständigt har skrivits.")
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone: that is its business. Keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ExitCode.DONE
    except Exception:  # noqa: BLE001 - the last resort: whatever is not an RsplanError is a bug, told with its traceback
        _tell_bug()
        code = ExitCode.BUG
    _leave(int(code))


def _leave(code: int) -> NoReturn:
    """Exit. Taking pandas apart object by object lasts longer than the counting: leave that to the operating system.

    By then every file is closed and every child process has ended.
    """
    if "pandas" not in sys.modules:
        sys.exit(code)
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _tell(error: RsplanError) -> None:
    say(f"rsplan: {error}")
    others = [entry for entry in error.findings if str(entry) not in str(error)]
    for entry in others[:20]:
        say(f"  {entry.code} {entry}")
    if len(others) > 20:
        say(f"  … och {len(others) - 20} anmärkningar till; rsplan doctor visar alla.")


def _tell_bug() -> None:
    import traceback

    traceback.print_exc()
    say("rsplan: ett fel i rsplan, inte i underlaget. Rapportera det med raderna ovan.")


def _speak_utf8() -> None:
    """Swedish letters reach a file, a pipe and a Windows terminal alike."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
