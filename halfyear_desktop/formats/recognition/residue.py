"""Residue: lines that web pages, adverts or conversions left in a draft. Only a person removes them."""

from __future__ import annotations

import re

from halfyear_desktop.model.marks import SPACES

_LONGEST = 80
"""Characters up to which a line can be residue; what is longer is somebody's paragraph."""

_EVERYWHERE = (
    ("书签", r"\[bookmark:[^\]]*\]"),
    ("转换残留", r"错误！(?:未找到引用源|未定义书签).{0,8}"),
    (
        "页码",
        r"第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|[-–—－]{1,2}\s*\d{1,3}\s*[-–—－]{1,2}|Page \d+ of \d+",
    ),
    ("广告", r".{0,8}(?:QQ群|微信群|会员群)\s*[:：]\s*(?:\d{5,12}|(?:免费)?(?:QQ|微信)群\s*[:：]\s*\d{0,12})?"),
    ("系列名", r".{0,12}系列\s*(?:№|No\.?|NO\.?)\s*\d+.*"),
)
_EDGES = (
    ("目录", r"目\s{0,4}录"),
    (
        "网页工具栏",
        r"(?:打印(?:本页|本文)?|下载|全屏|收藏|分享(?:到|至)?|加大|还原|减小|大|中|小|首页|[】\]|｜/>›»]|关闭(?:窗口|本页)?)[:：]?",
    ),
    ("网页工具栏", r"[【\[]?\s*(?:字号|字体)\s*[:：].*"),
    ("网页工具栏", r"(?:[【\[]\s*(?:打印|关闭|收藏|返回|分享|我要)[^【】\[\]]{0,6}[】\]]\s*){1,6}"),
    (
        "广告",
        r"(?:[^，。；]*[，！])?.{0,10}扫(?:描|一扫|码|下方|上方)[^，。；]{0,20}(?:二维码|公众号|小程序|客户端|关注|当前页)[^，。；]*",
    ),
    ("网页工具栏", r"(?:返回顶部|返回首页|上一篇|下一篇|首\s*页\s*[>›»]|当前位置|您(?:的位置|现在的位置)).*"),
    ("网页来源", r"(?:信息|文章|稿件|新闻)?来源\s*[:：].*"),
    ("网页来源", r"(?:发布|发表|发文|更新|提供)(?:时间|日期)\s*[:：]\s*(?:\d{4}.*)?"),
    ("网页来源", r"(?:时间|日期)\s*[:：]\s*\d{4}[-/.]\d.*"),
    ("网页来源", r"(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?\s+\d{1,2}(?:[:：]\d\d|[时点]\d{1,2}分?).*"),
    ("网页来源", r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：].*"),
    ("编辑信息", r"[（(]?\s*(?:责任编辑|责编|编辑|校对|审核|供稿|撰稿|初审|终审)\s*[:：/].*"),
    ("网页链接", r"(?:相关(?:报道|链接|阅读|新闻|文档|附件)|延伸阅读|推荐阅读)\s*[:：]?.{0,20}"),
    ("版权声明", r".*(?:版权所有|All Rights Reserved|ICP备|Copyright).*"),
    ("图片说明", r".*(?:(?:本报|新华社|本网|日报|晚报|通讯社|客户端)记者|通讯员)\s*\S{2,4}(?:\s*摄)?\s*"),
    ("图片说明", r"(?:图[为:：]|资料图).{0,40}摄?"),
    (
        "广告",
        r"[^。；]*(?:仅供学习|禁止外传|【打击倒卖|倒卖会员|举报成功|免费赠送|(?:立享|尊享).{0,20}(?:权益|资料|会员))[^。；]*",
    ),
)
_LINK = re.compile(r"[^\u4e00-\u9fff]{0,20}(?:https?://|www\.)[^\u4e00-\u9fff]{8,400}")
"""A web address with hardly a word before it, however long."""
_CONTENTS = re.compile(r"(?:[.．·]{6}|…{4}|(?:[.·] ){5})\s*\d{1,3}$")
"""The end of a line of a typed table of contents: dots and a page."""
_SURE = re.compile("|".join(f"(?P<e{at}>{pattern})" for at, (_, pattern) in enumerate(_EVERYWHERE)))
_EDGE = re.compile("|".join(f"(?P<e{at}>{pattern})" for at, (_, pattern) in enumerate(_EDGES)))


def residue(line: str, *, edge: bool) -> str:
    """Why a line is residue ("" where it is none): a word for the person.

    `edge` says that the line stands before the report's text or after it, where web page furniture stands; inside the
    text only what cannot be anything else counts.
    """
    if len(line) > _LONGEST:
        return "网页链接" if edge and _LINK.match(line) else ""
    words = line.strip(SPACES)
    if not words:
        return ""
    if words[-1].isdecimal() and _CONTENTS.search(words):
        return "目录"
    match = _SURE.fullmatch(words)
    if match is not None and match.lastgroup is not None:
        return _EVERYWHERE[int(match.lastgroup[1:])][0]
    match = _EDGE.fullmatch(words) if edge else None
    if match is not None and match.lastgroup is not None:
        return _EDGES[int(match.lastgroup[1:])][0]
    return ""
