"""What the office writes down of a treatment: made up, and true to the service. Pure."""

from dso.onboarding.cases import Service

USUAL = "Demo note: {what}. No complications, patient left well."
OF_CODE = {
    "D2391": "Decay on #{tooth}, occlusal. Lidocaine 2% with epinephrine, one carpule. Rubber dam,"
    " etch, bond, composite A2, cured, bite adjusted.",
    "D2392": "Recurrent decay at old filling #{tooth} MO. Lidocaine 2%, one carpule. Old filling"
    " out, matrix, composite A2 in layers, contact tight.",
    "D2331": "Chipped #{tooth} MF. Etch, bond, composite A1, polished.",
    "D2740": "Crown #{tooth}: cusp fractured, more than half of the tooth was an old filling."
    " Septocaine, one carpule. Prepared, scanned, temporary placed.",
    "D2750": "Crown #{tooth}: old crown with open margin and decay below, out. Prepared,"
    " impression, shade A3, temporary placed.",
    "D2950": "Core build-up #{tooth}: less than half of the tooth was left, needed to hold the"
    " crown.",
    "D4341": "Scaling and root planing {tooth}. Probing 4 to 7 mm with bleeding, bone loss seen on"
    " bitewings. Lidocaine 2%, calculus below the gum removed.",
    "D4910": "Periodontal maintenance, probing 3 to 5 mm, home care reviewed.",
    "D7140": "#{tooth} not restorable. Lidocaine 2%, two carpules. Elevated, out in one piece,"
    " gauze.",
    "D7210": "#{tooth} broken off below the gum. Flap raised, bone removed, tooth sectioned, two"
    " sutures.",
    "D9110": "Came with pain. Opened and dressed, no further treatment today.",
}


def note_of(service: Service, label: str) -> str:
    told = OF_CODE.get(service.code)
    if told is None:
        return USUAL.format(what=label.capitalize())
    return f"Demo note: {told.format(tooth=service.tooth)}"
