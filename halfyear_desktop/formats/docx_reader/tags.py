"""Names inside Word files as readers look for them: namespaces and tags in Clark notation."""

from __future__ import annotations

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""WordprocessingML, transitional; `word_package` rewrites the strict names to these."""

R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CHART_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHARTEX_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2014/chartex"
DIAGRAM_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
VML_NAMESPACE = "urn:schemas-microsoft-com:vml"
OFFICE_NAMESPACE = "urn:schemas-microsoft-com:office:office"
SYMEX_NAMESPACE = "http://schemas.microsoft.com/office/word/2015/wordml/symex"


def w(name: str) -> str:
    """The tag or attribute `w:name`."""
    return f"{{{W_NAMESPACE}}}{name}"


def tag(namespace: str, name: str) -> str:
    """A tag or attribute of any namespace."""
    return f"{{{namespace}}}{name}"


_MOST = 10**9
_DIGITS = 20
VAL = w("val")
ID = w("id")
BODY = w("body")
P = w("p")
P_PR = w("pPr")
R = w("r")
R_PR = w("rPr")
T = w("t")
TBL = w("tbl")
TR = w("tr")
TC = w("tc")
SDT = w("sdt")
SDT_PR = w("sdtPr")
SDT_CONTENT = w("sdtContent")
DEL = w("del")
INS = w("ins")
MOVE_FROM = w("moveFrom")
MOVE_TO = w("moveTo")
NUM_PR = w("numPr")
NUM_ID = w("numId")
ILVL = w("ilvl")
P_STYLE = w("pStyle")
R_STYLE = w("rStyle")
OUTLINE_LEVEL = w("outlineLvl")
JC = w("jc")
B = w("b")
SZ = w("sz")
VANISH = w("vanish")
TAB = w("tab")
TEXT_BOX = w("txbxContent")
DRAWING = w("drawing")
PICT = w("pict")
OBJECT = w("object")
ALT_CHUNK = w("altChunk")
ALTERNATE = tag(MC_NAMESPACE, "AlternateContent")
CHOICE = tag(MC_NAMESPACE, "Choice")
FALLBACK = tag(MC_NAMESPACE, "Fallback")
O_MATH = tag(M_NAMESPACE, "oMath")
O_MATH_PARA = tag(M_NAMESPACE, "oMathPara")
BLIP = tag(A_NAMESPACE, "blip")
IMAGE_DATA = tag(VML_NAMESPACE, "imagedata")
TEXT_PATH = tag(VML_NAMESPACE, "textpath")
CHART = tag(CHART_NAMESPACE, "chart")
CHARTEX = tag(CHARTEX_NAMESPACE, "chart")
DIAGRAM = tag(DIAGRAM_NAMESPACE, "relIds")
OLE_OBJECT = tag(OFFICE_NAMESPACE, "OLEObject")


def integer(value: str | None, otherwise: int, low: int = -_MOST, high: int = _MOST) -> int:
    """The number in an attribute, kept within bounds; `otherwise` where it is missing or none."""
    try:
        return min(max(int(value or ""), low), high) if len(value or "") < _DIGITS else otherwise
    except ValueError:
        return otherwise


def is_on(value: str | None) -> bool:
    """Whether an on/off property holds: present without a value means yes."""
    return value is None or value not in ("0", "false", "off")
