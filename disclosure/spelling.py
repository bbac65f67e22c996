"""Names of places and offices in letters: what a proposed address is made of.

In: a name in Chinese. Out: `qingdao` for a place, `qingshi-civil-affairs-bureau` for an office whose place no table knows: the place,
what the office looks after and what it is, each a word of its own. Traded away: what an office looks after stands in
pinyin where the list below has no English for it.
"""

from __future__ import annotations

import re

_SPELLED = {
    "长寿": "changshou", "六安": "luan", "乐清": "yueqing", "蚌埠": "bengbu", "台州": "taizhou", "丽水": "lishui", "亳州": "bozhou",
    "歙县": "shexian", "涡阳": "guoyang", "铅山": "yanshan", "番禺": "panyu", "东莞": "dongguan", "尉犁": "yuli", "大埔": "dabu",
    "洪洞": "hongtong", "繁峙": "fanshi", "渑池": "mianchi", "浚县": "xunxian", "荥阳": "xingyang", "长子": "zhangzi",
    "长垣": "changyuan", "犍为": "qianwei", "什邡": "shifang", "郫都": "pidu", "盱眙": "xuyi", "乐亭": "laoting", "蔚县": "yuxian",
    "任丘": "renqiu", "井陉": "jingxing", "莘县": "shenxian", "中牟": "zhongmu", "宕昌": "tanchang", "陕西": "shaanxi", "单县": "shanxian",
    "厦门": "xiamen", "重庆": "chongqing", "长沙": "changsha", "长春": "changchun", "长治": "changzhi", "都江堰": "dujiangyan",
    "成都": "chengdu", "乐山": "leshan", "乐东": "ledong", "乐安": "lean", "费县": "feixian", "朝阳": "chaoyang", "阿坝": "aba",
    "黄陂": "huangpi", "解放": "jiefang", "仇和": "qiuhe", "牟平": "muping", "番和": "fanhe", "石嘴山": "shizuishan",
    "麻栗坡": "malipo", "蓟州": "jizhou", "耒阳": "leiyang", "郴州": "chenzhou", "漯河": "luohe", "濮阳": "puyang", "泌阳": "biyang",
    "沁阳": "qinyang", "睢县": "suixian", "鄱阳": "poyang", "弋阳": "yiyang", "婺源": "wuyuan", "筠连": "junlian", "珙县": "gongxian",
    "綦江": "qijiang", "涪陵": "fuling", "酉阳": "youyang", "岷县": "minxian", "临洮": "lintao", "且末": "qiemo", "尼勒克": "nileke",
}  # fmt: skip
"""Names of places that pinyin by character would spell wrongly, and some that must not change with its tables."""

_UNITS = (
    ("人民检察院", "procuratorate"), ("检察院", "procuratorate"), ("人民法院", "court"), ("法院", "court"), ("人民政府", "government"),
    ("管理委员会", "committee"), ("管委会", "committee"), ("街道办事处", "subdistrict"), ("街道工作委员会", "subdistrict"), ("街道", "subdistrict"),
    ("委员会", "commission"), ("办公室", "office"), ("研究院", "institute"), ("人民医院", "hospital"), ("医院", "hospital"),
    ("大学", "university"), ("学院", "college"), ("学校", "school"), ("中学", "middle-school"), ("小学", "primary-school"),
    ("集团有限公司", "group"), ("有限公司", "company"), ("公司", "company"), ("集团", "group"), ("中心", "center"), ("联合社", "cooperative"),
    ("联合会", "federation"), ("协会", "association"), ("部", "department"), ("厅", "department"), ("局", "bureau"), ("镇", "town"), ("乡", "township"),
)  # fmt: skip
"""What an office is, the longer words before the shorter ones that end them."""
_FIELDS = {
    "民政": "civil-affairs", "教育": "education", "教育和体育": "education-sports", "体育": "sports", "财政": "finance", "审计": "audit",
    "卫生健康": "health", "医疗保障": "healthcare-security", "应急管理": "emergency", "统计": "statistics", "公安": "public-security",
    "司法": "justice", "税务": "taxation", "水利": "water", "水务": "water", "林业": "forestry", "林业和草原": "forestry",
    "农业农村": "agriculture", "生态环境": "environment", "自然资源": "natural-resources", "自然资源和规划": "natural-resources",
    "住房和城乡建设": "housing", "交通运输": "transport", "商务": "commerce", "文化和旅游": "culture-tourism", "市场监督管理": "market-regulation",
    "城市管理": "urban-management", "信访": "petitions", "发展和改革": "development-reform", "科学技术": "science", "科技": "science",
    "工业和信息化": "industry", "人力资源和社会保障": "human-resources", "退役军人事务": "veterans", "机关事务": "government-offices",
    "气象": "meteorology", "地震": "earthquake", "烟草": "tobacco", "档案": "archives", "供销合作社": "supply-marketing", "组织": "organization",
    "宣传": "publicity", "统战": "united-front",
}  # fmt: skip
_PLACED = re.compile(
    r"(?:[一-鿿]{2,6}?省)?(?:[一-鿿]{2,6}?[市州盟])?(?P<place>[一-鿿]{2,6}?)(?:(?:[一-鿿]{1,6}族)?自治[县州旗]|[市区县州旗盟])(?=(?P<rest>[一-鿿]{2,})$)"
)


def spell(words: str) -> str:
    """`words` in pinyin without tones, in one word."""
    if words in _SPELLED:
        return _SPELLED[words]
    from pypinyin import lazy_pinyin

    return "".join(re.sub(r"[^a-z0-9]", "", part.lower().replace("ü", "v")) for part in lazy_pinyin(words))


def office(name: str) -> str:
    """The name of an office in words joined by hyphens: its place where one is named, its field, its kind."""
    placed = _PLACED.match(name)
    field = placed["rest"] if placed else name
    field = re.sub(r"(?<=[镇乡部司团])委员会$", "", field)
    unit = ""
    for words, kind in _UNITS:
        if field.endswith(words):
            field, unit = field.removesuffix(words), kind
            break
    parts = [spell(placed["place"]) if placed else "", _FIELDS.get(field) or spell(field), unit]
    return "-".join(part for part in parts if part)
