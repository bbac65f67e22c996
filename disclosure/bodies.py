"""The body that a notice belongs to: a known one found by the publisher's name, or a new one proposed.

In: the publisher as a notice names it, and what `body.yaml` files say. Out: the known body, or a `Proposal` with a slug by
pinyin and the text of a `body.yaml`. Traded away: a slug is proposed once and never computed again; two bodies that would
share one are an error, because an address must not change its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure import regions
from disclosure.chinese import plain
from disclosure.problem import Place, Problem, Words, error, warning
from disclosure.regions import Region
from disclosure.spelling import office, spell


@dataclass(frozen=True, slots=True)
class Known:
    """What finding needs of a `body.yaml`."""

    slug: str
    name: str
    short_name: str = ""
    folder: str = ""
    """Folder of the body relative to the site's folder."""
    region: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new body as far as its name tells it."""

    slug: str
    name: str
    short_name: str
    region: tuple[str, ...]
    """Empty where the name's place is not known for certain."""
    level: str
    """`province`, `city` or `district`; empty where unknown."""
    kind: str
    missing: tuple[str, ...] = ()
    """Keys of `body.yaml` that a person must complete."""

    def yaml(self) -> str:
        """The text of a `body.yaml`; a key that must be completed stands as a comment."""
        lines = [f"name: {_scalar(self.name)}", f"short_name: {_scalar(self.short_name)}"]
        region = "[" + ", ".join(self.region) + "]"
        lines.append(f"region: {region}" if self.region else "# region: [省, 市, 区县]")
        lines.append(
            f"level: {self.level}" if self.level else "# level: …  # province 省级，city 市级，district 区县级"
        )
        lines.append(f"kind: {self.kind}")
        return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    """`text` as YAML: between single quotes where it is not plain Chinese, letters and digits."""
    return text if re.fullmatch(r"[一-鿿（）·][一-鿿A-Za-z0-9（）·]*", text) else "'" + text.replace("'", "''") + "'"


_PARTY = re.compile(r"^(?:中共|中国共产党)")
_ORGAN = re.compile(
    r"(?:(?:机关)?(?:党组|党委|党总支|党支部|总支部|支部)(?:委员会)?|机关委员会|(?<=[局厅院校会学司心])(?:总支部|支部)?委员会)$"
)
_COMMITTEE = re.compile(r"(?:[省市区县州旗盟镇乡]|街道)(?:工作)?委员会$")
"""The committee of a place: without 中共 its name would be another body's."""
_KINDS = (
    ("红十字会", "red-cross"),
    ("残疾人联合会", "disabled-persons-federation"),
    ("妇女联合会", "womens-federation"),
    ("总工会", "trade-union"),
    ("工商业联合会", "industry-commerce-federation"),
    ("归国华侨联合会", "overseas-chinese-federation"),
    ("文学艺术界联合会", "arts-federation"),
    ("科学技术协会", "science-association"),
    ("慈善总会", "charity-federation"),
    ("卫生健康", "health"),
    ("教育", "education"),
    ("民政", "civil-affairs"),
    ("财政", "finance"),
    ("审计", "audit"),
    ("应急管理", "emergency"),
    ("医院", "hospital"),
    ("街道", "subdistrict"),
)


def core(publisher: str) -> str:
    """The body's own name in the publisher's: `中共济南市莱芜区红十字会党组` is `济南市莱芜区红十字会`."""
    name = _PARTY.sub("", plain(publisher).replace(" ", ""))
    return _ORGAN.sub("", name) or name


def index(known: Iterable[Known]) -> dict[str, tuple[Known, ...]]:
    """Known bodies by every name that a publisher may use; make it once for many notices."""
    found: dict[str, tuple[Known, ...]] = {}
    for body in known:
        for name in dict.fromkeys((core(body.name), core(body.short_name), *_longer(body))):
            if name:
                found[name] = (*found.get(name, ()), body)
    return found


def find(
    publisher: str, known: Mapping[str, tuple[Known, ...]], around: Sequence[str] = (), file: str = ""
) -> tuple[Known | None, list[Problem]]:
    """The known body that `publisher` names; an error where several fit and the texts of `around` decide nothing."""
    fitting = known.get(core(publisher), ())
    if not fitting:
        place = regions.find(core(publisher), around)
        rest = _without_place(core(publisher), place)
        fitting = known.get("".join(place.path) + rest, ()) if place else ()
    if len(fitting) > 1:
        hints = {name for text in around for region in regions.mentioned(text) for name in region.path}
        fitting = tuple(b for b in fitting if b.region and set(b.region[:-1]) & hints) or fitting
    if len(fitting) <= 1:
        return (fitting[0] if fitting else None), []
    slugs = "、".join(sorted(b.slug for b in fitting))
    what = Words(f"“{publisher}”可能是几个单位：{slugs}", f"{publisher} may be any of several bodies: {slugs}")
    return None, [error(Place(file), "import.body", what, Words("用 --body 指定", "name it with --body"))]


def propose(
    publisher: str, taken: Mapping[str, str], around: Sequence[str] = (), file: str = ""
) -> tuple[Proposal, list[Problem]]:
    """A new body for `publisher`; `taken` maps the slugs in use to the names of their bodies, `around` are texts with places.

    A slug in use is an error; what a person must complete is a warning.
    """
    name = core(publisher)
    place = regions.find(name, around)
    kind = next((kind for words, kind in _KINDS if words in name), "office")
    rest = _without_place(name, place)
    slug = _slug(name, rest, kind, place)
    above = regions.by_path(place.path[:-1]) if place else None
    if slug in taken and above and (longer := f"{spell(above.short)}-{slug}") not in taken:
        slug = longer  # 运城市临猗县 beside 临沂市: two places whose names sound alike
    elif slug in taken and kind != "red-cross" and (spelled := spell(name)) and len(spelled) <= 60:
        slug = spelled  # 青石县民政局 beside 青石市民政局, of which the table knows neither
    short = (place.name if place else "") + rest if rest != name else name
    party = "中共" if _PARTY.match(plain(publisher)) and _COMMITTEE.search(name) else ""
    missing = tuple(key for key, value in (("region", place), ("level", place)) if not value)
    proposal = Proposal(
        slug, party + name, party + short, place.path if place else (), place.level if place else "", kind, missing
    )
    problems: list[Problem] = []
    if slug in taken:
        what = Words(
            f"拟用的文件夹名 {slug} 已属于“{taken[slug]}”", f"the proposed slug {slug} is taken by {taken[slug]}"
        )
        mend = Words("用 --body 为新单位指定文件夹名", "give the new body a slug with --body")
        problems.append(error(Place(file), "import.slug", what, mend))
    if missing:
        keys = "、".join(missing)
        what = Words(f"新单位“{name}”缺少 {keys}", f"the new body {name} lacks {keys}")
        mend = Words("补全它的 body.yaml", "complete its body.yaml")
        problems.append(warning(Place(file), "import.new-body", what, mend))
    return proposal, problems


def _longer(body: Known) -> list[str]:
    """The name with more or fewer places in front: 莱芜区红十字会, 济南市莱芜区红十字会, 山东省济南市莱芜区红十字会."""
    rest = _rest(body)
    if not body.region or not rest:
        return []
    return ["".join(body.region[start:]) + rest for start in range(len(body.region))]


def _rest(body: Known) -> str:
    name = core(body.name)
    for start in range(len(body.region)):
        front = "".join(body.region[start:])
        if name.startswith(front):
            return name[len(front) :]
    return ""


def _without_place(name: str, place: Region | None) -> str:
    """`name` without the places that it begins with."""
    if place is None:
        return name
    rest = name
    for step in place.path:
        stem = regions.by_path(place.path[: place.path.index(step) + 1])
        for words in (step, stem.short if stem else step):
            if rest.startswith(words) and len(rest) > len(words):
                rest = rest[len(words) :]
                break
    return rest


def _slug(name: str, rest: str, kind: str, place: Region | None) -> str:
    """`laiwu-red-cross`: the place without its kind, and what the body is."""
    if kind == "red-cross" and rest == "红十字会" and place:
        return f"{spell(place.short)}-{kind}"
    if name in ("中国红十字会总会", "中国红十字会"):
        return "china-red-cross"
    if kind == "red-cross" and name.endswith("红十字会") and len(name) > 5:
        front = name.removesuffix("红十字会")
        return f"{spell(front[:-1] if len(front) > 2 and front[-1] in '省市区县州旗盟' else front)}-{kind}"
    front = f"{spell(place.short)}-" if place else ""
    fixed = {words: slug for words, slug in _KINDS if slug not in ("health", "education", "hospital", "subdistrict")}
    if place and rest == "委员会":
        return f"{front}party-committee"
    body = fixed.get(rest) or office(rest if place else name)
    return re.sub(r"[^a-z0-9]+", "-", (front + body).lower()).strip("-")[:60].rstrip("-") or "body"
