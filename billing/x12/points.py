"""Which field of a claim a status points at, by the names that findings of the scrubber use."""

# The parts of a claim that an entity of a status means.
PEOPLE = {"IL": "subscriber", "QC": "patient", "03": "patient"}
PROVIDERS = {"85": "billing", "1P": "billing", "82": "rendering"}
# Of a person, by status code.
PERSON = {
    "125": "last_name",
    "126": "address.street",
    "157": "sex",
    "158": "born_on",
    "500": "address.zip",
    "501": "address.state",
    "502": "address.city",
    "503": "address.street",
    "504": "last_name",
    "505": "first_name",
}
BILLING = {
    "124": "name",
    "125": "name",
    "126": "address.street",
    "127": "phone",
    "128": "tax_id",
    "145": "taxonomy",
    "153": "npi",
    "500": "address.zip",
    "501": "address.state",
    "502": "address.city",
    "503": "address.street",
    "504": "name",
    "562": "npi",
}
RENDERING = {
    "125": "name",
    "142": "license",
    "143": "license",
    "145": "taxonomy",
    "153": "npi",
    "504": "name",
    "562": "npi",
}
# Whomever the status names: of the claim itself, or of a line.
CLAIM = {
    "29": "group_number",
    "30": "member_id",
    "31": "subscriber.last_name",
    "32": "group_number",
    "33": "member_id",
    "34": "subscriber.last_name",
    "53": "member_id",
    "84": "authorization",
    "97": "member_id",
    "116": "payer.id",
    "114": "payer.id",
    "117": "release",
    "155": "relationship",
    "156": "relationship",
    "163": "group_number",
    "164": "member_id",
    "171": "others",
    "178": "charge_cents",
    "203": "orthodontics.placed_on",
    "241": "missing",
    "243": "orthodontics.months_left",
    "249": "place",
    "252": "authorization",
    "254": "diagnoses",
    "255": "diagnoses",
    "286": "others",
    "287": "narrative",
    "294": "attached",
    "306": "narrative",
    "307": "attached",
    "312": "attached",
    "314": "attached",
    "318": "attached",
    "319": "attached",
    "322": "attached",
    "323": "attached",
    "324": "attached",
    "325": "attached",
    "327": "attached",
    "360": "assignment",
    "365": "accident",
    "464": "original_number",
    "478": "number",
    "479": "others",
    "488": "diagnoses",
    "489": "attached",
    "516": "others",
    "535": "frequency",
    "605": "orthodontics.months_total",
    "625": "authorization",
    "633": "accident",
    "664": "orthodontics.placed_on",
    "669": "narrative",
    "672": "others",
    "704": "narrative",
    "727": "accident_on",
    "728": "accident_state",
    "733": "member_id",
    "760": "missing",
    "772": "diagnoses",
}
LINE = {
    "187": "served_on",
    "201": "prior_placed_on",
    "202": "prior_placed_on",
    "207": "seated_on",
    "240": "surfaces",
    "242": "tooth",
    "244": "tooth",
    "245": "area",
    "258": "quantity",
    "384": "is_replacement",
    "454": "code",
    "475": "code",
    "476": "quantity",
    "477": "diagnoses",
    "583": "fee_cents",
    "737": "code",
}
NUMBERS = frozenset({"26", "35", "153", "560", "755"})  # whose number, the entity says
# What these say is no fault of the claim: accepted, in process, decided.
FINE = frozenset({"A0", "A1", "A2", "A5"})


def points_at(category: str, code: str, entity: str = "") -> str:
    """The field to look at first, or "" where nobody can say.

    Fields of a line bear the bare name of it (`tooth`); those of the claim the path of it
    (`member_id`, `billing.npi`, `subscriber.born_on`).
    """
    if category in FINE:
        return ""
    if entity == "PR" and code in NUMBERS:
        return "payer.id"
    if entity == "IL" and code in NUMBERS:
        return "member_id"
    return CLAIM.get(code) or LINE.get(code) or _of_entity(code, entity)


def is_of_line(field: str) -> bool:
    """Whether a field that `points_at` gave stands on each line."""
    return field in LINE.values() and field != "diagnoses"


def _of_entity(code: str, entity: str) -> str:
    person, provider = PEOPLE.get(entity), PROVIDERS.get(entity)
    if person:
        return f"{person}.{PERSON[code]}" if code in PERSON else ""
    fields = {"billing": BILLING, "rendering": RENDERING}.get(provider or "", {})
    return f"{provider}.{fields[code]}" if code in fields else ""
