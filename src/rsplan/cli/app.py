"""The application: its commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Any, NoReturn

import typer

from rsplan.cli.output import say, say_lines
from rsplan.cli.progress import sign_of_life
from rsplan.cli.registration import register_commands
from rsplan.cli.swedish_help import HELP_NAMES, SwedishGroup, usage_message
from rsplan.findings.finding import ExitCode, InputOutputError, RsplanError
from rsplan.findings.system import as_rsplan_error

# Typer keeps its click to itself from 0.28; its public BadParameter leads to the base class in every version.
_UsageError: Any = typer.BadParameter.__mro__[1]


def application(wanted: str = "") -> typer.Typer:
    """The commands, all or the ``wanted`` one: to make those that are not asked for takes as long as to count."""
    app = typer.Typer(
        cls=SwedishGroup,
        rich_markup_mode=None,
        no_args_is_help=True,
        add_completion=False,
        context_settings=HELP_NAMES,
        pretty_exceptions_enable=False,
        help="Gör uppföljningsdokument av Stratsys-exporter: siffror, meningar, rapport och tjänsteskrivelse.",
    )
    register_commands(app, wanted)
    return app


def main() -> NoReturn:
    """Run the command line and exit with a code of the interface."""
    _complete()
    # No matrix is multiplied here: the threads that numpy would start for it only take turns from the reading process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _speak_utf8()
    try:
        with sign_of_life():
            code = application("".join(sys.argv[1:2]))(standalone_mode=False, prog_name="rsplan") or 0
    except RsplanError as error:
        _tell(error)
        code = error.exit_code
    except _UsageError as error:
        # Without a command the message is the help itself.
        if type(error).__name__ == "NoArgsIsHelpError":
            say_lines(error.message)
        else:
            say(f"rsplan: {usage_message(error)}", always=True)
        code = ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        say("rsplan: avbrutet; inget ofullständigt har skrivits.", always=True)
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone: that is its business.
        _forget_output()
        code = ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last resort: what nobody has foreseen is a bug, told with its traceback
        code = _tell_unforeseen(error)
    _leave(_flushed(int(code)))


def _complete() -> None:
    """Let typer answer the Tab key, where a shell asks by the script of ``rsplan completion``."""
    if "_RSPLAN_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
        sys.argv[1:] = []


def _tell_unforeseen(error: Exception) -> int:
    """Tell what the operating system has refused, or a bug; the exit code."""
    refused = as_rsplan_error(error)
    if refused is None:
        _tell_bug()
        return ExitCode.BUG
    _tell(refused)
    return refused.exit_code


def _flushed(code: int) -> int:
    """The exit code, once all that was printed has got through: a full disk is told, a reader that left is not."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
    except OSError as error:
        _tell(as_rsplan_error(error) or InputOutputError(str(error)))
        _forget_output()
        return int(code or ExitCode.IO)
    return code


def _forget_output() -> None:
    """Keep Python from flushing once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Closed(io.TextIOBase):
    """Standard output where there is none (``>&-``): whoever prints to it is told."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _leave(code: int) -> NoReturn:
    """Exit. Taking pandas apart object by object lasts longer than the counting: leave that to the operating system.

    By then every file is closed and every child process has ended.
    """
    if "pandas" not in sys.modules:
        sys.exit(code)
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _tell(error: RsplanError) -> None:
    """Say what has stopped the run. Where standard error takes nothing, the exit code alone tells."""
    with contextlib.suppress(OSError):
        _say_why(error)


def _say_why(error: RsplanError) -> None:
    said = [entry.code for entry in error.findings if entry.message in error.message]
    code = error.code or next(iter(said), "")
    say(f"rsplan: {f'{code} ' if code else ''}{error}", always=True)
    others = [entry for entry in error.findings if str(entry) not in str(error)]
    for entry in others[:20]:
        say(f"  {entry.code} {entry}", always=True)
    if len(others) > 20:
        say(f"  … och {len(others) - 20} anmärkningar till; rsplan doctor visar alla.")


def _tell_bug() -> None:
    import traceback

    say_lines(traceback.format_exc())
    say("rsplan: ett fel i rsplan, inte i underlaget. Rapportera det med raderna ovan.", always=True)


def _speak_utf8() -> None:
    """Swedish letters reach a file, a pipe and a Windows terminal alike. What is closed can be written to by nobody."""
    sys.stdout, sys.stderr = sys.stdout or _Closed(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
