"""The words that label speakers in Danish, German, Dutch and English transcripts, and those that only look like it."""

import re
from functools import lru_cache

from casekit.model.document import Role
from casekit.readers.word_lists import words

__all__ = [
    "DISCOURSE",
    "FALSE_FRIENDS",
    "GENDERED",
    "NOTE_WORDS",
    "PARTICLES",
    "headed_role",
    "known_role",
    "role_in",
    "role_told",
    "stem",
]

_INTERVIEWER = words("""
    interviewer interviewerin interviewerin/in interviewende interviewster interviewleder moderator moderatorin facilitator
    facilitatorin forsker forskerin forscher forscherin researcher onderzoeker onderzoekster spørgsmål spm frage vraag
    question gespreksleider gespreksleidster gesprächsleitung gesprächsleiter gesprächsleiterin ordstyrer mødeleder
    voorzitter spørger spørgeren frager fragende vragensteller int intv interv itv mod
    """)
_RESPONDENT = words("""
    respondent respondente respondentin informant informantin informante interviewperson interviewpersonen interviewede
    interviewee interviewte interviewter interviewpartner interviewpartnerin befragte befragter befragt
    geïnterviewde geinterviewde deltager deltageren deelnemer deelneemster teilnehmer teilnehmerin teilnehmende
    participant svar antwort antwoord answer borger borgeren beboer bewoner bewohner bewohnerin bürger
    klient klientin cliënt client leder lederen leiter leiterin forstander forstanderen wijkbeheerder
    experte expertin deskundige udsat medarbejder medarbejderen mitarbeiter mitarbeiterin medewerker
    sozialarbeiter sozialarbeiterin borgmester bürgermeister bürgermeisterin burgemeester wethouder ip iv bef resp inf tn sv
    """)
# of several, as heads of transcripts name them
_INTERVIEWERS = words("""
    interviewere interviewerne interviewers interviewerinnen interviewende moderatorer moderatorerne moderatoren moderators
    moderatorinnen ordstyrere mødeledere spørgere forskere forskerne forschende forscherinnen researchers onderzoekers
    facilitatorer facilitatoren facilitators gespreksleiders vragenstellers gesprächsleiterinnen
    """)
_RESPONDENTS = words("""
    deltagere deltagerne deltagende informanter informanterne informanten informantinnen informants respondenter
    respondenterne respondenten respondentinnen respondents interviewpersoner interviewpersonerne interviewees
    interviewten interviewpartnerinnen befragten teilnehmenden teilnehmerinnen deelnemers deelneemsters participanten
    participants geïnterviewden geinterviewden borgere borgerne beboere beboerne bürgerinnen bewohnerinnen bewoners klienter
    klienten klientinnen cliënten clients medarbejdere medarbejderne mitarbeitende mitarbeiterinnen medewerkers
    """)
_PROFESSIONS = words("""
    forsker forskerin forscher forscherin researcher onderzoeker onderzoekster leder lederen leiter leiterin forstander
    forstanderen wijkbeheerder experte expertin medarbejder medarbejderen mitarbeiter mitarbeiterin medewerker
    sozialarbeiter sozialarbeiterin borgmester bürgermeister bürgermeisterin burgemeester wethouder borger borgeren beboer
    bewoner bewohner bewohnerin bürger klient klientin cliënt client
    """)
_NEUTRAL = words("""
    taler spreker spreekster sprecher sprecherin speaker person persoon stemme stimme stem unbekannt ukendt onbekend
    unknown alle allen all flere mehrere meerdere gruppe groep mand kvinde mann frau man vrouw tolk
    dolmetscher dolmetscherin interpreter bisidder
    """)
_JOB = re.compile(
    r"[^\W\d_]{3,}(?:leder|lederen|chef|chefen|konsulent|konsulenten|medarbejder|arbejder|rådgiver|vejleder"
    r"|arbeiter|arbeiterin|leiter|leiterin|leitung|berater|beraterin|betreuer|betreuerin|referent|referentin"
    r"|beheerder|begeleider|begeleidster|medewerker|medewerkster|leidster|leider|coördinator|coordinator"
    r"|koordinator|koordinatorin|adviseur|hjælper|dezernent|dezernentin|direktør|directeur|bestuurder|manager|worker)"
)
_INTERVIEWER_CODE = re.compile(r"I\d{0,2}|INT\d{0,2}|Int|INTV|IN|Y\d{0,2}|MOD")
_RESPONDENT_CODE = re.compile(
    r"B\d{0,2}|IP\d{0,2}|Ip\d{0,2}|R\d{0,2}|TN\d{0,2}|BP\d{0,2}|BF\d{0,2}|D\d{1,2}|P\d{1,2}|IV\d{1,2}|E\d{1,2}|K\d{1,2}|RESP|INF|G\d{1,2}"
)
_NEUTRAL_CODE = re.compile(r"SPEAKER[_ ]?\d{1,3}|S\d{1,3}|T\d{1,2}|\?[mfw]?|[A-Z][mfw]")

# Interviewer/in, Teilnehmer*innen, Befragte/r, Befragte(r)
GENDERED = re.compile(r"(?<=[^\W\d_]{3})(?:[:*_/·]in(?:nen)?|/r|/n|\(in\)|\(r\))(?![^\W\d_])")
FALSE_FRIENDS = words("""
    resultat resultater resultaat ergebnis result results kl kl. klokken uhr om let op letop fazit konklusion conclusie
    conclusion note noter notes obs nb ps p.s. bemærk bemerk bemærkning hinweis anmerkung opmerking kommentar comment
    citat zitat citaat quote kilde quelle bron source eksempel beispiel voorbeeld example emne thema onderwerp topic
    http https ftp www mailto tel tlf telefon telefoon mail e-mail fax adresse adres address web link
    tema overskrift punkt dagsorden tagesordnungspunkt agendapunt berichterstattung drucksache regeln regler regels
    vigtigt wichtig belangrijk important husk merke merk tip tips trin schritt stap step afsnit abschnitt figur
    abbildung figuur figure tabel tabelle tabell table kapitel chapter hoofdstuk section literatur literatuur litteratur autor author bilag anlage bijlage side seite pagina page formål ziel doel mål fordel
    fordele ulempe ulemper vorteil nachteil voordeel nadeel memo notat notiz aantekening todo opgave aufgabe taak
    bijvoorbeeld achtung vorsicht attentie email telefax konkret konkreet concreet concrete vigtigst vigtigste wichtigste
    wichtigster belangrijkste hauptsache hoofdzaak hovedsagen grundsätzlich generelt generell overordnet algemeen samlet insgesamt
    baggrund hintergrund achtergrond background situation situatie ausgangslage løsning lösung oplossing solution problem
    probleem udfordring herausforderung uitdaging challenge positivt negativt positiv negativ positief negatief pro contra plus
    minus mandag tirsdag onsdag torsdag fredag lørdag søndag montag dienstag mittwoch donnerstag freitag samstag sonntag
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday
    spoiler stichwort stikord trefwoord trefwoorden keywords motto slogan fakta fakten feiten facts facit forslag
    vorschlag voorstel suggestion pris preis prijs price budget kosten omkostninger stand status update tilføjelse nachtrag
    toevoeging hjemmeside webseite website klokken tid zeit tijd dato datum overskriften titel
    """)
DISCOURSE = words("""
    ja jo nej nå altså men og så for fordi det der den de vi han hun jeg du man når hvis hvad hvem hvor hvordan
    hvorfor først dernæst endelig igen også her nu mit min mine vores deres og/eller problemet spørgsmålet
    nein doch also aber und so weil das die der es wir er sie ich du man wenn was wer wo wie warum erstens zweitens
    drittens dann nun na gut okay ok mein meine unser unsere das heißt heißt außerdem nämlich kurz frage
    nee nou dus maar en want het dat wij hij zij ik je jij men als wat wie waar hoe waarom ten eerste tweede dan goed
    mijn ons onze kijk kortom
    yes no well but and because the it that we he she i you they if when what who where how why first second third
    then now my our look also anyway
    """) - {"i", "frage", "wer", "wie", "en", "stem"}
PARTICLES = words("van von der den de du da la le af og und en and ten ter zu zum zur bin el al ’t 't")
NOTE_WORDS = re.compile(
    r"\W{0,4}(?:(?:interviewer(?:en|in)?s?\W{1,2})?(?:felt|feld|veld|field|efter|nach|post)?[- ]?"
    r"(?:note[rns]?|notat(?:er)?|notiz(?:en)?|notities?|anmerkung(?:en)?|aantekening(?:en)?|opmerking(?:en)?|"
    r"memo|observation(?:er|en|s)?|bemærkning(?:er)?|bemerkung(?:en)?|postskript(?:um)?)|postscript(?:um)?)\b[^:.]{0,80}(?::|$)",
    re.IGNORECASE,
)
# what casekit itself calls the roles
_TOLD: dict[str, Role] = {
    **dict.fromkeys(("interviewer", "asks", "ask", "spørger", "fragt", "vraagt"), "interviewer"),
    **dict.fromkeys(("respondent", "answers", "answer", "svarer", "antwortet", "antwoordt"), "respondent"),
    **dict.fromkeys(("unknown", "ukendt", "unbekannt", "onbekend"), "unknown"),
    **dict.fromkeys(("role unknown", "ukendt rolle", "rolle unbekannt", "rol onbekend"), "unknown"),
}
_BETWEEN = re.compile(r"[\s,;.()\[\]&+–-]+")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_INSIDE = re.compile(r"\(([^()\d]{4,30})\)$")
_NUMBERED = re.compile(r"^(.*?)[ _#-]*(?:nr\.? ?)?\d{1,3}$")
_LETTERED = re.compile(r"(?<=[^\W\d_]{4})[ _-][A-ZÆØÅ]$")  # Person A


@lru_cache(maxsize=1024)
def stem(label: str) -> str:
    """The first word of *label* without number and what stands in brackets, in small letters.

    >>> stem("Interviewer 2 (JdB)"), stem("Deltager_3")
    ('interviewer', 'deltager')
    """
    core = _LETTERED.sub("", _BRACKETS.sub("", GENDERED.sub("", label)).strip()).lower()
    numbered = _NUMBERED.match(core)
    return (numbered[1] if numbered and numbered[1] else core).strip(" *-–.")


@lru_cache(maxsize=1024)
def known_role(label: str) -> Role | None:
    """The role that *label* is known for: ``None`` for a stranger, ``unknown`` for words like Speaker 1.

    >>> known_role("Interviewer (MK)"), known_role("IP2"), known_role("Taler 1"), known_role("Birgitte")
    ('interviewer', 'respondent', 'unknown', None)
    """
    code = _BRACKETS.sub("", label).strip(" .")
    if _INTERVIEWER_CODE.fullmatch(code) or code.lower() == "i":
        return "interviewer"
    if _RESPONDENT_CODE.fullmatch(code) or code.lower() in {"ip", "b", "r"}:
        return "respondent"
    word = stem(label)
    if word in _INTERVIEWER:
        return "interviewer"
    if word in _RESPONDENT or _JOB.fullmatch(word):
        return "respondent"
    if word in _NEUTRAL or _NEUTRAL_CODE.fullmatch(code):
        return "unknown"
    inside = _INSIDE.search(label)
    return known_role(inside[1]) if inside else None  # Mette Kruse (interviewer)


def headed_role(key: str) -> Role | None:
    """The role of those whom a line of the head names behind *key*, one or several; ``None`` where it tells none.

    >>> headed_role("Deltagere"), headed_role("Interviewerin"), headed_role("Taler 1"), headed_role("Dato")
    ('respondent', 'interviewer', None, None)
    """
    role = known_role(key)
    if role is not None and role != "unknown":
        return role
    word = stem(key).partition(" ")[0]
    if word in _INTERVIEWERS:
        return "interviewer"
    return "respondent" if word in _RESPONDENTS else None


def role_in(meaning: str) -> Role | None:
    """The role that the explanation of a label tells: its first word of a role, or else of a profession.

    >>> role_in("Karen, moderator"), role_in("Leder, informant"), role_in("Per")
    ('interviewer', 'respondent', None)
    """
    told = [
        word
        for word in _BETWEEN.split(GENDERED.sub("", meaning))
        if len(word) > 3 or (len(word) > 2 and word.isupper())
    ]
    found = [(word.lower(), role) for word in told if (role := headed_role(word)) is not None]
    first = (role for word, role in found if not _is_profession(word, role))
    return next(first, found[0][1] if found else None)


def _is_profession(word: str, role: Role) -> bool:
    return word in _PROFESSIONS or (role == "respondent" and _JOB.fullmatch(word) is not None)


def role_told(word: str) -> Role | None:
    """The role that a person means by *word*: what casekit calls it, in its four languages, or a word of the field.

    >>> role_told("svarer"), role_told("Interviewerin"), role_told("onbekend"), role_told("chefen selv")
    ('respondent', 'interviewer', 'unknown', None)
    """
    told = " ".join(word.split())
    return _TOLD.get(told.casefold()) or known_role(told)
