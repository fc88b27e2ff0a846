"""The words that name a giver of orders: posts, central, Party and local bodies, departments."""

import re
from functools import cache

from directives.bodies import topics_pattern
from directives.normal import level
from directives.paper_types import table
from directives.places import names_pattern

TITLE = (
    r"(?:quyền )?(?:phó )?(?:pct|chủ tịch thường trực|chủ tịch|bí thư thường trực|bí thư|tổng bí thư|thủ tướng|bộ trưởng|thứ trưởng|"
    r"giám đốc|chánh văn phòng|chánh thanh tra|trưởng ban thường trực|trưởng ban|chủ nhiệm|cục trưởng|tổng cục trưởng|vụ trưởng|"
    r"viện trưởng|tư lệnh|thống đốc|tổng thanh tra|đại sứ|chỉ huy trưởng|trưởng đoàn)"
)
_CENTRAL = (
    r"văn phòng chính phủ|thủ tướng chính phủ|thủ tướng|chính phủ|chủ tịch nước|bộ chính trị|ban bí thư|"
    r"ủy ban thường vụ quốc hội|quốc hội|thanh tra chính phủ|ngân hàng nhà nước(?: việt nam)?|bộ quốc phòng|bộ ngoại giao"
)
_PARTY = (
    r"ban (?:nội chính|tổ chức|tuyên giáo|tuyên giáo và dân vận|dân vận|kinh tế|đối ngoại) (?:trung ương|tỉnh ủy|thành ủy)|"
    r"(?:ban thường vụ|thường trực|ban chấp hành đảng bộ|ban chấp hành|btv|văn phòng) (?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy|tỉnh|hội lhpn|hội liên hiệp phụ nữ)|"
    r"(?:tỉnh|thành|huyện|thị|quận) ủy|đảng ủy"
)
_AREA = r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
_LOCAL = (
    rf"(?:(?:văn phòng|vp|thường trực|lãnh đạo) )?(?:đoàn (?:đbqh|đại biểu quốc hội) và )?(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)(?: {_AREA})?"
    rf"|công an {_AREA}|bộ (?:chỉ huy quân sự|chqs|chỉ huy bđbp) tỉnh|thanh tra tỉnh|lãnh đạo (?:tỉnh|thành phố|huyện|bộ|sở)"
    r"|(?:ủy ban mttq|ubmttq|ubmttqvn|ủy ban mặt trận tổ quốc)(?: việt nam)? (?:tỉnh|thành phố|huyện)|liên đoàn lao động (?:tỉnh|việt nam)|tỉnh đoàn|thành đoàn"
    r"|hội (?:liên hiệp phụ nữ|lhpn|nông dân|cựu chiến binh)(?: việt nam)?(?: (?:tỉnh|tp|thành phố))?"
    r"|đại sứ quán việt nam(?: tại \w+)?|ban chỉ đạo(?: (?:quốc gia|trung ương|tỉnh))?|ban chỉ huy (?:pctt|phòng chống thiên tai)[^,.;:]{0,40}? tỉnh"
)
_TITLED_AREA = r"(?:hội đồng )?(?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|nước|quốc hội)"


@cache
def actor_pattern() -> re.Pattern[str]:
    """A giver in level text: `alone` a post, or `body` with the post `titled` before it."""
    department = rf"(?:sở|bộ) (?:{topics_pattern()})"
    body = rf"(?:{_CENTRAL}|{_PARTY}|{_LOCAL}|{department})"
    place = rf"(?: (?:tỉnh |tp\.? ?|thành phố )?(?:{names_pattern()}))?"
    minister = rf"(?:bộ|thứ) trưởng (?:{topics_pattern()})"
    title = rf"(?:{TITLE}(?:,| -)? ){{1,2}}"
    return re.compile(
        rf"(?<!\w)(?:(?P<alone>{minister}|(?:phó )?thủ tướng(?: chính phủ)?|tổng bí thư|đại sứ việt nam tại \w+|{TITLE} {_TITLED_AREA}(?! ủy))|(?P<titled>{title})?(?P<body>{body}))(?!\w){place}(?!\w)"
    )


@cache
def foreign_pattern() -> re.Pattern[str]:
    """A foreign state behind a title, in level text."""
    return re.compile(rf" (?:{'|'.join(re.escape(level(c)) for c in table('foreign.tsv'))})(?!\w)")
