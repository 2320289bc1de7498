"""Which words of a note speak of a procedure code. Pure."""

from functools import cache

from billing.coding.codes import codes

WORDS = tuple(
    (codes(written), frozenset(names.split()))
    for written, names in (
        ("D0120..D0191", "exam"),
        ("D1110 D1120", "prophy"),
        ("D4346", "prophy debridement"),
        ("D1206 D1208", "fluoride"),
        ("D1351..D1353", "sealant filling"),
        ("D1510..D1575", "space_maintainer"),
        ("D2140..D2161 D2330..D2335 D2391..D2394", "filling"),
        ("D2510..D2664", "inlay onlay"),
        ("D2710..D2799 D2928..D2934", "crown crown_prep crown_seat"),
        ("D2910..D2920 D6092 D6093 D6930", "recement"),
        ("D2950", "buildup"),
        ("D2952..D2957", "post buildup"),
        ("D2960..D2962", "veneer"),
        ("D3110 D3120", "pulp_cap"),
        ("D3220..D3222", "pulpotomy pulpectomy"),
        ("D3230 D3240", "pulpectomy pulpotomy root_canal"),
        ("D3310..D3330", "root_canal"),
        ("D3346..D3348", "retreatment root_canal"),
        ("D4249", "crown_lengthening perio_surgery"),
        ("D4210..D4245 D4260 D4261", "perio_surgery crown_lengthening"),
        ("D4263..D4285 D7950..D7955", "graft"),
        ("D4341 D4342", "root_planing"),
        ("D4355", "debridement"),
        ("D4381", "antimicrobial"),
        ("D4910", "perio_maintenance prophy"),
        ("D5110..D5140", "denture"),
        ("D5211..D5286", "partial denture"),
        ("D5710..D5761", "reline"),
        ("D6010..D6050", "implant"),
        ("D6055..D6091 D6094", "crown crown_prep crown_seat implant bridge"),
        ("D6205..D6252 D6545..D6794", "bridge crown crown_prep crown_seat"),
        ("D7111 D7140", "extraction surgical_extraction"),
        ("D7210..D7251", "extraction surgical_extraction"),
        ("D7285..D7288", "biopsy"),
        ("D7310..D7321", "alveoloplasty"),
        ("D7510..D7521", "incision_drainage"),
        ("D7960..D7963", "frenectomy"),
        ("D9222..D9223 D9239..D9248", "sedation"),
        ("D9230", "nitrous"),
        ("D9944..D9946", "night_guard"),
        ("D9951 D9952", "adjustment"),
    )
)


@cache
def words_for(code: str) -> frozenset[str]:
    """Services that a note of this code would name; empty where we know no word for it."""
    return next((names for asked, names in WORDS if code in asked), frozenset())
