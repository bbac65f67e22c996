"""Old Word files (doc), RTF, OpenDocument and Word 2003 XML: LibreOffice turns them into docx.

In: the bytes of the file. Out: a `RawFile` of a docx. LibreOffice runs without a window, with a profile of its own in
a temporary folder, macros and links to other hosts off, and is ended when its time is up. No library reads these files
without losing numbers or text.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from disclosure.problem import ContentError, Words
from disclosure.raw import DOCX, SUFFIXES, RawFile, refuse

SECONDS = 120
"""Time that LibreOffice gets for a file."""
_NAMES = ("soffice", "libreoffice")
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
</oor:items>
"""


def to_docx(raw: RawFile) -> RawFile:
    """The same document as docx; raises ContentError where LibreOffice is absent or cannot read it."""
    program = _program()
    if not program:
        raise refuse(
            raw.name,
            "doc.libreoffice",
            Words("读取这种旧格式需要 LibreOffice", "reading this old format needs LibreOffice"),
            Words(
                "安装 LibreOffice（apt-get install libreoffice-writer-nogui），或在 Word 中另存为 docx",
                "install it (apt-get install libreoffice-writer-nogui), or save the file as docx in Word",
            ),
        )
    with tempfile.TemporaryDirectory(prefix="disclosure-doc-") as folder:
        work = Path(folder)
        source = work / f"source{SUFFIXES[raw.media_type]}"
        source.write_bytes(raw.data)
        profile = work / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        _run(raw.name, program, work, source)
        made = work / "out" / "source.docx"
        if not made.is_file():
            raise _unreadable(raw.name)
        return RawFile(raw.name, made.read_bytes(), DOCX)


def _program() -> str:
    found = next((path for name in _NAMES if (path := shutil.which(name))), "")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def _run(name: str, program: str, work: Path, source: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(work / "out"),
        str(source),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "HOME": str(work)},
    )
    try:
        process.wait(SECONDS)
    except BaseException as exc:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if isinstance(exc, subprocess.TimeoutExpired):
            raise refuse(
                name,
                "doc.time",
                Words(f"LibreOffice 在 {SECONDS} 秒内没有完成", f"LibreOffice did not finish within {SECONDS} s"),
                Words("在 Word 中另存为 docx", "save the file as docx in Word"),
            ) from None
        raise


def _unreadable(name: str) -> ContentError:
    return refuse(
        name,
        "reader.damaged",
        Words("文件不完整、已损坏或加了密码", "this file is cut short, damaged or protected by a password"),
        Words("在 Word 中打开并另存为 docx", "open it in Word and save it as docx"),
    )
