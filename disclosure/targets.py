"""The `publish:` part of site.yaml: where a site is sent, and how careful the sending is.

In: the typed values of `fields`. Out: frozen targets. No secret is ever read from here: an address that holds a
password is refused; keys and tokens come from the environment, an agent or the system's own settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from disclosure import fields
from disclosure.fields import Field, Parser, Sink
from disclosure.problem import Words
from disclosure.yamltext import Path


@dataclass(frozen=True, slots=True)
class Care:
    """What all kinds of targets have in common."""

    max_delete: int = 20
    """Percent of the files at the target that a publish may remove without being told to."""
    retries: int = 3
    """How often a step is tried again after the connection broke."""
    keep: int = 2
    """Older releases kept at the target for `--rollback`, where the target can."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of this machine, or a mounted one."""

    name: str
    path: str
    """Absolute, or relative to the site's folder."""
    care: Care = field(default_factory=Care)


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch of a git repository from which a host serves pages."""

    name: str
    repository: str
    branch: str = "gh-pages"
    history: bool = True
    """Whether each publish is a commit on top of the last; otherwise the branch holds one commit."""
    care: Care = field(default_factory=Care)


@dataclass(frozen=True, slots=True)
class RsyncTarget:
    """A folder of a server that is reached by ssh."""

    name: str
    host: str
    """`user@host` or a name of the user's ssh settings."""
    path: str
    """Absolute folder on the server; the web server serves `current` in it."""
    port: int = 22
    known_hosts: str | None = None
    """File with the server's key, relative to the site's folder; without it the user's own."""
    identity: str | None = None
    """File of the private key; without it the agent or the user's ssh settings."""
    care: Care = field(default_factory=Care)


@dataclass(frozen=True, slots=True)
class S3Target:
    """A bucket of an S3-compatible store."""

    name: str
    bucket: str
    prefix: str = ""
    """Ends with a slash, or is empty."""
    endpoint: str | None = None
    region: str | None = None
    care: Care = field(default_factory=Care)


Target = FolderTarget | GitTarget | RsyncTarget | S3Target


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """The owner's settings of `publish`."""

    targets: tuple[Target, ...] = ()
    next_build_days: int = 7
    """Days until the site is built again; a window for comments that ends before is warned about."""


_PASSWORD = re.compile(r"[a-z+]+://[^/@\s]*:[^/@\s]*@", re.I)


def _address(value: Any, path: Path, sink: Sink) -> str | None:
    """A text that holds no password and is no option of a program."""
    text = fields.text(value, path, sink)
    if text is None:
        return None
    name = ".".join(map(str, path))
    if _PASSWORD.match(text):
        what = Words(f"{name} 里写了密码", f"{name} holds a password")
        mend = Words("删去密码，放进环境变量或密钥代理", "take it out; put it into the environment or an agent")
        sink.wrong(path, "secret", what, mend)
        return None
    if text.startswith("-"):
        what = Words(f"{name} 不能以 - 开头", f"{name} cannot begin with a hyphen")
        sink.wrong(path, "form", what, Words("改正地址", "mend the address"))
        return None
    return text


_PREFIX = fields.matching(
    r"([\w.-]+/)+", Words("以 / 结尾、不以 / 开头的路径", "a path that ends but does not begin with /")
)
_ABSOLUTE = fields.matching(
    r"/[^\s'\"\\]+", Words("绝对路径，不含空格和引号", "an absolute path without spaces and quotes")
)
_BRANCH = fields.matching(r"[\w][\w./-]*", Words("分支名", "the name of a branch"))
_HOST = fields.matching(r"(\w[\w.-]*@)?\w[\w.:-]*", Words("“用户@主机”", "`user@host`"))
_CARE: Mapping[str, Field] = {
    "max_delete": Field(fields.integer),
    "retries": Field(fields.integer),
    "keep": Field(fields.integer),
}
_KIND = Field(fields.choice("folder", "git", "rsync", "s3"), required=True)
_TABLES: Mapping[str, Mapping[str, Field]] = {
    "folder": {"path": Field(_address, required=True)},
    "git": {"repository": Field(_address, required=True), "branch": Field(_BRANCH), "history": Field(fields.boolean)},
    "rsync": {
        "host": Field(_HOST, required=True),
        "path": Field(_ABSOLUTE, required=True),
        "port": Field(fields.integer),
        "known_hosts": Field(_address),
        "identity": Field(_address),
    },
    "s3": {
        "bucket": Field(
            fields.matching(r"[\w.-]{3,63}", Words("3 到 63 个字符的桶名", "a name of 3 to 63 characters")), True
        ),
        "prefix": Field(_PREFIX),
        "endpoint": Field(_address),
        "region": Field(fields.text),
    },
}
_MAKE: Mapping[str, Any] = {"folder": FolderTarget, "git": GitTarget, "rsync": RsyncTarget, "s3": S3Target}


def _target(value: Any, path: Path, sink: Sink) -> Any:
    """A mapping whose keys depend on its `type`."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in _TABLES:
        return fields.mapping(
            {"type": _KIND, **{key: Field(_any) for table in _TABLES.values() for key in table}, **_CARE}
        )(value, path, sink)
    return fields.mapping({"type": _KIND, **_TABLES[kind], **_CARE})(value, path, sink)


def _any(value: Any, path: Path, sink: Sink) -> Any:
    return value


_TARGET: Parser = _target
TABLE: Mapping[str, Field] = {
    "publish": Field(
        fields.mapping(
            {
                "next_build_days": Field(fields.integer),
                "targets": Field(fields.table_of(_TARGET, r"[a-z0-9]+(-[a-z0-9]+)*")),
            }
        )
    )
}
"""The key of site.yaml that this module reads."""


def take(values: dict[str, Any]) -> PublishSettings:
    """Take the keys of `TABLE` out of the typed `values` of site.yaml; targets with a problem are left out."""
    found = values.pop("publish", {})
    made = []
    for name, plain in found.pop("targets", {}).items():
        kind = plain.pop("type", None)
        if kind not in _TABLES or any(spec.required and key not in plain for key, spec in _TABLES[kind].items()):
            continue
        care = Care(**{key: plain.pop(key) for key in _CARE if key in plain})
        made.append(_MAKE[kind](name=name, care=care, **plain))
    return PublishSettings(targets=tuple(made), **found)
