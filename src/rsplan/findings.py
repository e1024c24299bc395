"""What rsplan says when something is doubtful or wrong: findings (values) and errors (stops).

The catalogue is the one place where a finding's Swedish words stand; the handbook's list of codes is generated from it.
Knows nothing of files or spreadsheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops the run, a warning fails ``--strict``, an info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ExitCode(IntEnum):
    """The exit codes that schedulers rely on (sysexits.h where it has one)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    DATA = 65
    NO_INPUT = 66
    BUG = 70
    CANNOT_CREATE = 73
    IO = 74
    TRY_AGAIN = 75
    NO_PERMISSION = 77


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubtful thing with its place. ``value`` is the text as it stands in the file, ``hint`` what to do next."""

    code: str
    severity: Severity
    message: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    hint: str | None = None

    @property
    def place(self) -> str:
        """Where it is, in Swedish: ``aktiviteter.xlsx, blad Aktiviteter, cell F17``."""
        return place(self.file, self.sheet, self.cell)

    def as_dict(self) -> dict[str, str | None]:
        """The finding with the keys of the JSON interface."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.file,
            "sheet": self.sheet,
            "cell": self.cell,
            "value": self.value,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.hint}" if self.hint else "")


def place(file: str | None, sheet: str | None = None, cell: str | None = None) -> str:
    """A place in an export, as the messages write it."""
    parts = [file or "", f"blad {sheet}" if sheet else "", f"cell {cell}" if cell else ""]
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its code, weight, the message with named gaps, the hint, and a heading for the handbook."""

    code: str
    severity: Severity
    title: str
    message: str
    hint: str = ""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# RSP1xx: the file as a whole. RSP2xx: a cell or a row. RSP3xx: sums and periods. RSP4xx: texts and templates.
# RSP5xx: a document that a person has edited.
_RULES = (
    Rule("RSP101", _E, "Filen finns inte", "filen finns inte.", "Kontrollera sökvägen och stavningen."),
    Rule(
        "RSP102",
        _E,
        "Ingen behörighet",
        "filen får inte läsas av den som kör rsplan.",
        "Be om läsbehörighet eller kopiera filen till en egen mapp.",
    ),
    Rule("RSP103", _E, "Inte en fil", "det här är {what}, inte en fil.", "Ange en exportfil från Stratsys."),
    Rule(
        "RSP104",
        _E,
        "Filen är öppen",
        "filen är öppen i {program} (låsfilen {lock} finns).",
        "Stäng filen och försök igen. Är den redan stängd, ta bort låsfilen.",
    ),
    Rule(
        "RSP105",
        _E,
        "Filen skrivs just nu",
        "filen ändrades medan den lästes.",
        "Vänta tills exporten eller kopieringen är klar och försök igen.",
    ),
    Rule("RSP106", _E, "Tom fil", "filen är tom (0 byte).", "Exportera eller kopiera filen igen."),
    Rule(
        "RSP107",
        _E,
        "Halvkopierad fil",
        "filen är inte hel: slutet saknas ({detail}).",
        "Exportera eller kopiera filen igen; hela filen måste komma med.",
    ),
    Rule(
        "RSP108",
        _E,
        "Lösenordsskyddad",
        "filen är skyddad med lösenord eller rättigheter och kan inte läsas.",
        "Öppna filen i Excel, ta bort lösenordet (Arkiv > Info > Skydda arbetsboken) och spara den igen.",
    ),
    Rule(
        "RSP109",
        _E,
        "Inloggningssida",
        "filen är en inloggningssida, inte en export: inloggningen hade gått ut när filen hämtades.",
        "Logga in i Stratsys och exportera igen.",
    ),
    Rule(
        "RSP110",
        _E,
        "Webbsida utan tabell",
        "filen är en webbsida utan någon tabell ({detail}).",
        "Exportera igen från Stratsys, helst som Excel (.xlsx).",
    ),
    Rule(
        "RSP111",
        _E,
        "Fel filtyp",
        "filen är {kind}, inte ett kalkylblad.",
        "Exportera från Stratsys som Excel (.xlsx) eller csv.",
    ),
    Rule(
        "RSP112",
        _E,
        "För gammalt Excelformat",
        "filen är sparad i ett format från {version}, som rsplan inte läser.",
        "Öppna filen i Excel och spara den som Excel-arbetsbok (.xlsx).",
    ),
    Rule(
        "RSP113",
        _E,
        "Låsfil",
        "det här är den låsfil som Excel lägger bredvid en öppen arbetsbok, inte själva arbetsboken.",
        "Ange arbetsboken, den utan ~$ i namnet.",
    ),
    Rule(
        "RSP114",
        _E,
        "Okänt innehåll",
        "filens innehåll är varken kalkylblad, webbtabell eller text.",
        "Exportera igen från Stratsys som Excel (.xlsx) eller csv.",
    ),
    Rule(
        "RSP115",
        _E,
        "Osäker arbetsbok",
        "filen är uppbyggd på ett sätt som inte är säkert att läsa: {detail}.",
        "Läs inte in filen om du inte vet varifrån den kommer. Öppna den annars i Excel och spara om den.",
    ),
    Rule(
        "RSP116",
        _E,
        "Orimligt stor när den packas upp",
        "filen är {size} men blir {inflated} när den packas upp ({detail}), mer än rsplan läser.",
        "Läs inte in filen om du inte vet varifrån den kommer. Exportera annars ett mindre urval.",
    ),
    Rule(
        "RSP117",
        _E,
        "Förbjuden XML",
        "filen definierar egna XML-entiteter ({detail}), som kan läsa andra filer eller fylla minnet.",
        "Läs inte in filen om du inte vet varifrån den kommer. Öppna den annars i Excel och spara om den.",
    ),
    Rule(
        "RSP118",
        _E,
        "Skadad fil",
        "filen är skadad eller ofullständig och kan inte läsas ({value}).",
        "Öppna filen i Excel och spara om den, eller exportera igen.",
    ),
    Rule(
        "RSP119",
        _E,
        "Läsningen tog för lång tid",
        "filen kunde inte läsas inom {seconds} sekunder.",
        "Öppna filen i Excel, ta bort tomma rader och kolumner och spara om den, eller exportera ett mindre urval.",
    ),
    Rule(
        "RSP120",
        _E,
        "Läsningen krävde för mycket minne",
        "filen kunde inte läsas inom {megabytes} MB minne.",
        "Öppna filen i Excel, ta bort tomma rader och kolumner och spara om den, eller exportera ett mindre urval.",
    ),
    Rule(
        "RSP121",
        _E,
        "Läsaren kraschade",
        "filens innehåll fick läsaren att krascha eller begära mer minne än {megabytes} MB.",
        "Öppna filen i Excel och spara om den som .xlsx, eller exportera igen.",
    ),
    Rule(
        "RSP122",
        _E,
        "Okänd teckenkodning",
        "texten är inte skriven i någon känd teckenkodning ({detail}).",
        "Spara filen som csv i UTF-8.",
    ),
    Rule(
        "RSP123",
        _E,
        "Citattecken som inte stängs",
        "ett citattecken som öppnas på rad {line} stängs aldrig, så att resten av filen blir en enda cell.",
        "Rätta citattecknet i filen eller exportera som Excel (.xlsx).",
    ),
    Rule(
        "RSP124",
        _E,
        "Cell långt utanför tabellen",
        "en cell långt utanför tabellen gör bladet orimligt stort ({rows} rader, {columns} kolumner).",
        "Öppna filen i Excel, ta bort raderna och kolumnerna utanför tabellen och spara om den.",
    ),
    Rule("RSP125", _E, "Inga celler", "filen har inget blad med innehåll.", "Kontrollera urvalet och exportera igen."),
    Rule(
        "RSP126",
        _E,
        "Läsfel",
        "filen kunde inte läsas från disken ({value}).",
        "Kontrollera disken eller nätverket och försök igen.",
    ),
    Rule(
        "RSP127",
        _E,
        "Läsarna är oense om bladet",
        "två läsare ser olika antal eller värden på bladet, och var kunde inte fastställas.",
        "Öppna filen i Excel, räkna om den (F9), spara som .xlsx och försök igen.",
    ),
    Rule(
        "RSP128", _E, "Packat arkiv", "filen är ett packat arkiv ({kind}).", "Packa upp arkivet och ange filen i det."
    ),
    Rule(
        "RSP129",
        _E,
        "Orimligt lång text i en cell",
        "texten i cellen är {length} tecken lång, mer än något kalkylblad rymmer.",
        "Kontrollera citattecken och skiljetecken i filen, eller exportera igen som Excel (.xlsx).",
    ),
    Rule(
        "RSP130",
        _W,
        "Avkortad export",
        "bladet har exakt {rows} rader, gränsen för formatet: rader kan ha fallit bort.",
        "Exportera i flera delar eller som .xlsx och kontrollera antalet rader i Stratsys.",
    ),
    Rule(
        "RSP131",
        _W,
        "Förstörda tecken",
        'texten "{value}" har lästs eller sparats med fel teckenkodning ({count} celler på bladet).',
        "Exportera igen som Excel (.xlsx), eller spara filen som csv i UTF-8.",
    ),
    Rule(
        "RSP132",
        _W,
        "Inte kontrollerad av två läsare",
        "filen lästes, men den andra läsaren kunde inte kontrollera den ({detail}).",
        "Öppna filen i Excel och spara om den, så att båda läsarna kan läsa den.",
    ),
    Rule(
        "RSP133",
        _W,
        "Olika långa rader",
        "raden har {found} värden där rubrikraden har {expected} ({count} sådana rader).",
        "Kontrollera skiljetecken och citattecken i filen.",
    ),
    Rule(
        "RSP201",
        _W,
        "Okänd status",
        'okänd status "{value}". {nearest}Väntade: {expected}.',
        "Lägg till ordet under [vocabulary] i rsplan.toml.",
    ),
    Rule(
        "RSP202",
        _W,
        "Rad utan namn",
        "raden saknar namn på {kind} och räknas inte.",
        "Skriv namnet i exporten eller ta bort raden.",
    ),
    Rule(
        "RSP203",
        _W,
        "Dubblett",
        "{kind} finns redan i {other}. Raden räknas inte en gång till.",
        "Ta bort den ena raden i Stratsys eller ge dem olika id.",
    ),
    Rule(
        "RSP204",
        _W,
        "Dubbletter som säger olika",
        '{kind} har "{value}" här men "{other_value}" i {other}. Den räknas en gång, med okänd status.',
        "Rätta den rad som är fel i Stratsys och exportera igen.",
    ),
    Rule(
        "RSP205",
        _I,
        "Status saknas",
        "status saknas. {kind} räknas som {label}.",
        "Fyll i status i Stratsys om den ska vara en annan.",
    ),
    Rule(
        "RSP206",
        _I,
        "Kolumn som inte känns igen",
        'kolumnen "{value}" känns inte igen och används inte. {nearest}',
        "Lägg till rubriken under [columns] i rsplan.toml om den behövs.",
    ),
    Rule(
        "RSP207",
        _W,
        "Samma rubrik två gånger",
        'rubriken "{value}" betyder samma sak som den i {other}, som används i stället.',
        "Ge kolumnerna olika rubriker eller ta bort den ena.",
    ),
    Rule("RSP208", _I, "Summarad", 'raden "{value}" är en summa eller fotnot och räknas inte.'),
    Rule("RSP209", _I, "Mellanrubrik", 'raden "{value}" är en mellanrubrik och räknas inte.'),
    Rule(
        "RSP210",
        _I,
        "Status ur cellens färg",
        "statusen finns bara som cellens färg ({value}) och läses som {label} ({count} celler).",
        'Betyder färgen något annat, skriv den under [vocabulary] i rsplan.toml, till exempel "{value}" = "red".',
    ),
    Rule(
        "RSP211",
        _W,
        "Aktivitet utan status",
        "status saknas. Aktiviteten räknas med okänd status.",
        "Fyll i status i Stratsys och exportera igen.",
    ),
    Rule(
        "RSP212",
        _I,
        "Uppgift saknas på raden",
        "{field} saknas. Raden räknas, men inte i någon grupp.",
        "Fyll i uppgiften i Stratsys om fördelningen ska stämma.",
    ),
    Rule(
        "RSP213",
        _W,
        "Samma id på olika saker",
        'id "{value}" finns även i cell {other} med ett annat namn: "{title}" (cell {own}) och "{other_title}" '
        "(cell {other_own}). De räknas var för sig.",
        "Kontrollera id och namn i Stratsys.",
    ),
    Rule(
        "RSP214",
        _E,
        "Tabell utan namnkolumn",
        "tabellen har kolumner som rsplan känner igen ({known}) men ingen rubrik för namnet. {nearest}",
        "Rätta rubriken eller lägg till den under [columns] i rsplan.toml.",
    ),
    Rule(
        "RSP215",
        _E,
        "Tabell utan status",
        "tabellen med {kind} har ingen kolumn för status. {nearest}",
        "Ta med status i exporten, eller lägg till rubriken under [columns] i rsplan.toml.",
    ),
    Rule(
        "RSP216",
        _I,
        "Dolt blad",
        "bladet är dolt och läses inte.",
        "Visa bladet i Excel om det ska räknas.",
    ),
    Rule("RSP217", _I, "Dolda rader", "{count} rader är dolda eller bortfiltrerade; de räknas ändå."),
    Rule(
        "RSP218",
        _E,
        "Läsarna är oense",
        'två läsare ser olika värden i en cell som räknas: "{value}" och "{second}" ({reason}).',
        "Öppna filen i Excel, räkna om den (F9), spara och försök igen.",
    ),
    Rule(
        "RSP219",
        _W,
        "Läsarna är oense om en cell som inte räknas",
        'två läsare ser olika värden: "{value}" och "{second}" ({reason}).',
        "Öppna filen i Excel och spara om den.",
    ),
    Rule(
        "RSP220",
        _E,
        "Rubrik som liknar en känd",
        'rubriken "{value}" känns inte igen men liknar "{known}". Tabellen kan inte tolkas säkert.',
        "Rätta rubriken eller lägg till den under [columns] i rsplan.toml.",
    ),
    Rule(
        "RSP221",
        _W,
        "Rubrik som liknar en som saknas",
        'kolumnen "{value}" känns inte igen och används inte, men tabellen saknar en sådan kolumn. {nearest}',
        "Rätta rubriken eller lägg till den under [columns] i rsplan.toml.",
    ),
    Rule(
        "RSP222",
        _W,
        "Kolumn utan rubrik",
        "kolumnen har innehåll (första gången i cell {first}) men ingen rubrik, och används inte.",
        "Skriv rubriken i exporten om kolumnen behövs.",
    ),
    Rule(
        "RSP225",
        _W,
        "Mellanrubrik eller rad utan status",
        'raden "{value}" har bara ett namn. Den läses som mellanrubrik och räknas inte.',
        "Är det en post utan status, fyll i statusen i Stratsys och exportera igen.",
    ),
    Rule(
        "RSP226",
        _I,
        "Tomma celler i en gruppkolumn",
        'tomma celler i kolumnen "{heading}" läses som värdet ovanför ({count} celler; här "{value}").',
    ),
    Rule(
        "RSP227",
        _W,
        "Tomma namn läses som namnet ovanför",
        "rader med bara enhet och status läses som fler uppföljningar av aktiviteten ovanför "
        '({count} rader; här "{value}").',
        "Fyll i namnet på varje rad om det är andra aktiviteter.",
    ),
    Rule(
        "RSP228",
        _W,
        "Okänd typ av rad",
        'radens typ "{value}" är varken uppdrag, nyckeltal eller aktivitet. Raden räknas inte.',
        "Rätta typen i Stratsys om raden ska räknas.",
    ),
    Rule(
        "RSP229",
        _W,
        "Statuskolumnen verkar vara en annan",
        'inget värde i kolumnen "{value}" är en känd status, men det är de i kolumnen med rubriken i cell {other}.',
        "Kontrollera om rubrikerna har bytt plats.",
    ),
    Rule(
        "RSP231",
        _W,
        "Status utan känd rubrik",
        'kolumnen "{value}" läses som status, eftersom det som står i den är statusord.',
        "Rätta rubriken eller lägg till den under [columns] i rsplan.toml.",
    ),
    Rule(
        "RSP232",
        _W,
        "Aktivitetens status ur cellens färg",
        "aktiviteternas status finns bara som cellens färg ({value}) och läses som {label} ({count} celler).",
        'Betyder färgen något annat, skriv den under [vocabulary] i rsplan.toml, till exempel "{value}" = "completed".',
    ),
    Rule(
        "RSP233",
        _I,
        "Löpnummer, inte id",
        'kolumnen "{value}" börjar om på samma nummer och används inte som id.',
        "Ta med Stratsys interna id i exporten om aktiviteter har samma namn.",
    ),
    Rule(
        "RSP234",
        _W,
        "Id saknas på raden",
        "id saknas. Raden känns igen på sitt namn och vad den hör till.",
        "Exportera igen med id på varje rad.",
    ),
    Rule(
        "RSP235",
        _E,
        "Statusord utan rubrikrad",
        "bladet har statusord men ingen rubrikrad som rsplan känner igen.",
        "Rätta rubrikerna, lägg till dem under [columns] i rsplan.toml, eller dölj bladet om det inte ska räknas.",
    ),
    Rule(
        "RSP236", _W, "Tom tabell", "tabellen har rubriker men inga rader att räkna.", "Kontrollera urvalet i Stratsys."
    ),
    Rule(
        "RSP238",
        _W,
        "Okänd typ av nyckeltal",
        'typen "{value}" känns inte igen. Nyckeltalet räknas som {label}.',
        "Lägg till ordet under [vocabulary] i rsplan.toml.",
    ),
    Rule(
        "RSP240",
        _E,
        "Tabell av okänt slag",
        "det framgår inte om tabellen innehåller uppdrag, nyckeltal eller aktiviteter.",
        "Skriv det i rubriken för namnet, på bladet eller i filnamnet.",
    ),
    Rule(
        "RSP241",
        _W,
        "Ord och färg säger olika",
        'statusen är "{value}" men cellens färg betyder {label}. Ordet räknas.',
        "Rätta den av dem som är fel.",
    ),
    Rule(
        "RSP243",
        _W,
        "Dubbletter med olika uppgifter",
        '{kind} har "{value}" här men "{other_value}" i {other}. Den första räknas.',
        "Rätta den rad som är fel i Stratsys och exportera igen.",
    ),
    Rule(
        "RSP244",
        _I,
        "Utanför enheten",
        '{count} rader hör inte till enheten "{value}" eller någon nivå under den, och räknas inte.',
    ),
    Rule(
        "RSP245",
        _W,
        "Samma rad två gånger",
        "raden är exakt lik rad {other}. Den räknas inte en gång till.",
        "Ta bort den ena raden om de är samma sak; är de olika uppföljningar, ge dem olika enhet eller id i Stratsys.",
    ),
    Rule(
        "RSP246",
        _W,
        "Flera enheter i en cell",
        'cellen har flera enheter ("{value}"). Raden räknas en gång, för dem tillsammans ({count} sådana rader).',
        "Exportera med en rad för varje enhet om de ska räknas var för sig.",
    ),
    Rule(
        "RSP247",
        _W,
        "Rader som bara har ett övre namn",
        'rader utan namn i den innersta kolumnen läses som egna poster av ett högre slag (här "{value}").',
        "Fyll i namnen i exporten om raderna hör till den innersta nivån.",
    ),
    Rule(
        "RSP301",
        _W,
        "Perioden stämmer inte",
        '{where} säger "{value}", men körningen gäller {expected}.',
        "Kontrollera att rätt fil ligger i mappen.",
    ),
    Rule(
        "RSP302",
        _E,
        "Raderna går inte ihop",
        "{read} rader lästa, {counted} räknade och {aside} åsidosatta för {kind}.",
        "Det är ett fel i rsplan: rapportera det med filen.",
    ),
    Rule(
        "RSP303",
        _W,
        "Filer om olika styrelser",
        "{where} säger {value}, men {other} säger {expected}.",
        "Lägg varje nämnds exporter i ett eget projekt.",
    ),
    Rule("RSP304", _I, "Blad utan känd tabell", "bladet har ingen tabell som rsplan känner igen. {nearest}"),
    Rule(
        "RSP305",
        _W,
        "Slaget stämmer inte",
        'rubriken "{value}" säger {kind}, men "{where}" säger {other}. Rubriken gäller.',
        "Kontrollera rubriken och att rätt tabell ligger på bladet.",
    ),
    Rule(
        "RSP308",
        _W,
        "Rubrik utan tabell",
        'bladet har rubriken "{value}" men ingen tabell som rsplan kan läsa, och räknas inte.',
        "Rätta rubrikerna bredvid den, eller dölj bladet om det inte ska räknas.",
    ),
    Rule(
        "RSP309",
        _W,
        "Rader ovanför rubrikraden",
        "{count} rader ovanför rubrikraden (rad {row}) ser ut som poster, men räknas inte.",
        "Flytta rubrikraden överst om raderna ska räknas.",
    ),
    Rule(
        "RSP307",
        _W,
        "Fil utan känd tabell",
        "filen har ingen tabell som rsplan känner igen, och räknas inte.",
        "Kör rsplan doctor för att se vad som hittades, eller ta bort filen ur mappen.",
    ),
    Rule(
        "RSP310",
        _W,
        "Förra periodens exporter går inte att läsa",
        "förändringen sedan förra perioden visas inte: {value}",
        "Rätta förra periodens exporter och kör igen.",
    ),
    Rule("RSP401", _W, "Avsnitt utan text", 'avsnittet "{value}" saknar text.', "Skriv texten i {path}."),
    Rule(
        "RSP402",
        _W,
        "Text som inte används",
        'texten hör inte till något avsnitt i ordvalet "{wording}".',
        "Byt namn på filen till ett av: {expected}.",
    ),
    Rule(
        "RSP403",
        _W,
        "Text som inte kan återges som den är skriven",
        "rad {line}: {kind} kan inte återges som det är skrivet ({value}). Orden finns kvar i dokumentet.",
        "Skriv om stället i texten.",
    ),
    Rule(
        "RSP404",
        _W,
        "Tecken som togs bort",
        'texten "{value}" innehåller tecken som inget dokument kan ha. De togs bort, resten finns kvar.',
        "Rätta texten i Stratsys eller i textfilen.",
    ),
    Rule(
        "RSP405",
        _I,
        "Formatmall saknas",
        'mallen saknar formatmallen "{value}". Rsplans egen användes.',
        "Lägg till formatmallen i mallen i Word.",
    ),
    Rule(
        "RSP411",
        _E,
        "Fel i en tagg",
        "{where}: {value}",
        "Rätta taggen i mallen.",
    ),
    Rule(
        "RSP412",
        _W,
        "Alternativtext saknas",
        "{where}: bilden, diagrammet eller tabellen saknar alternativtext.",
        "Högerklicka i Word och välj Visa alternativtext.",
    ),
    Rule(
        "RSP415",
        _W,
        "Mallen kan inte öppnas av andra program",
        "en annan läsare av Word-filer kan inte öppna mallen ({value}).",
        "Öppna mallen i Word, spara den på nytt som .docx och kontrollera igen.",
    ),
    Rule(
        "RSP413",
        _W,
        "Språket är inte svenska",
        'mallens språk är "{value}", inte svenska (sv-SE).',
        "Välj Granska > Språk > Ange språk i Word.",
    ),
    Rule(
        "RSP416",
        _W,
        "Alternativtext saknas i pdf-filen",
        "bilder eller diagram i pdf-filen saknar alternativtext: {value}.",
        "Ge bilderna i mallen alternativtext och dela upp grupper, eller öppna rapporten i Word och spara som PDF.",
    ),
    # RSP5xx: the living document.
    Rule(
        "RSP501",
        _W,
        "Ändrad både för hand och i exporten",
        '{where}: texten är ändrad för hand till "{value}" och har lämnats. Rsplan skrev "{base}"; nu gäller "{new}".',
        "Välj text i Word; en kommentar står vid stället.",
    ),
    Rule(
        "RSP502",
        _I,
        "Borttagen ur dokumentet",
        "{what} har tagits bort för hand och läggs inte tillbaka.",
    ),
    Rule(
        "RSP503",
        _W,
        "Skriven över för hand",
        '{where}: dokumentet säger "{value}", men exporten "{new}". Texten är ändrad för hand och har lämnats.',
        "Rätta i Word, eller ångra ändringen.",
    ),
    Rule(
        "RSP504",
        _W,
        "Uppgiften finns inte längre",
        '{where}: uppgiften {expression} finns inte i exporten längre. Texten "{value}" har lämnats.',
        "Ta bort stället i Word om det inte gäller.",
    ),
    Rule(
        "RSP505",
        _W,
        "Orden intill siffran",
        '{where}: siffran blev {new} (den var {base}), men orden intill är skrivna för hand: "{value}".',
        "Kontrollera att orden stämmer med antalet.",
    ),
    Rule(
        "RSP506",
        _W,
        "Raden finns inte längre i exporten",
        '{where}: raden "{value}" finns inte i exporten längre men är ändrad för hand och har lämnats.',
        "Ta bort raden i Word om den inte gäller.",
    ),
    Rule(
        "RSP507",
        _W,
        "Tabellen kan inte tolkas",
        "{where}: tabellen är så ändrad att rsplan inte känner igen den. Den har lämnats.",
        "Jämför den med exporten för hand, eller gör om dokumentet med rsplan report.",
    ),
    Rule(
        "RSP508",
        _W,
        "Ny rad utan plats",
        '{where}: raden "{value}" är ny i exporten men fick ingen plats i tabellen.',
        "Lägg till raden i Word.",
    ),
    Rule(
        "RSP509",
        _I,
        "Diagram utan spårning",
        "{where}: diagrammets uppgifter är nya. Word kan inte spåra ändringar i diagram.",
    ),
    Rule(
        "RSP510",
        _W,
        "Diagrammet är ändrat för hand",
        "{where}: diagrammets uppgifter är ändrade både för hand och i exporten, och har lämnats.",
        "Högerklicka på diagrammet i Word och välj Redigera data.",
    ),
    Rule(
        "RSP511",
        _W,
        "Underlaget är ett annat",
        "{what} är inte desamma som när dokumentet skrevs. Listan i dokumentet har lika många rader som förut.",
        "Gå igenom bilagan om underlaget, eller gör om dokumentet med rsplan report.",
    ),
    Rule(
        "RSP512",
        _I,
        "Inställningen har ändrats",
        '{what} är "{value}" i dokumentet men "{new}" i rsplan.toml. Dokumentets gäller.',
    ),
    Rule(
        "RSP513",
        _W,
        "Siffran i texten stämmer inte",
        '{where}: texten säger "{value}", men exporten säger {new}.',
        "Rätta texten, eller skriv siffran med namn i textfilen.",
    ),
    Rule(
        "RSP514",
        _I,
        "Tveksam siffra i texten",
        '{where}: "{value}" går inte att kontrollera säkert ({why}).',
    ),
    Rule(
        "RSP515",
        _W,
        "Diarienummer eller datum",
        '{where}: "{value}" – {why}.',
        "Rätta i Word eller i rsplan.toml.",
    ),
    Rule(
        "RSP516",
        _W,
        "Ny kolumn utan plats",
        '{where}: kolumnen "{value}" är ny men finns inte i dokumentets tabell.',
        "Lägg till kolumnen i Word, eller gör om dokumentet med rsplan report.",
    ),
)

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in _RULES}


def finding(
    code: str,
    *,
    file: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    value: str | None = None,
    **words: object,
) -> Finding:
    """A finding of a catalogued kind. ``words`` fill the gaps of the rule's message and hint.

    Raises ``KeyError`` for a code or a gap that the catalogue does not know: that is a bug.
    """
    rule = CATALOGUE[code]
    gaps = {"value": value, **words}
    return Finding(
        code=code,
        severity=rule.severity,
        message=rule.message.format(**gaps).strip(),
        file=file,
        sheet=sheet,
        cell=cell,
        value=value,
        hint=rule.hint.format(**gaps).strip() or None,
    )


class RsplanError(Exception):
    """A run that stops for a reason the user can act on. Caught once, in the command line.

    ``message`` says where and what, ``hint`` what to do next; ``findings`` lists every cause when there are several.
    """

    exit_code = ExitCode.DATA

    def __init__(self, message: str, hint: str = "", findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ConfigurationError(RsplanError):
    """The project file, an option, a template or a text names something that does not exist."""

    exit_code = ExitCode.USAGE


class ExportError(RsplanError):
    """An export that cannot be read or does not add up."""

    exit_code = ExitCode.DATA


class DocumentError(RsplanError):
    """A document that is not one of rsplan's, or that cannot be read."""

    exit_code = ExitCode.DATA


class MissingInputError(RsplanError):
    """A file or folder that the run needs is not there."""

    exit_code = ExitCode.NO_INPUT


class CannotCreateError(RsplanError):
    """The output cannot be created."""

    exit_code = ExitCode.CANNOT_CREATE


class InputOutputError(RsplanError):
    """Reading or writing failed underway."""

    exit_code = ExitCode.IO


class TryAgainError(RsplanError):
    """A file is open, still being written, or another run holds the lock."""

    exit_code = ExitCode.TRY_AGAIN


class NotPermittedError(RsplanError):
    """The operating system refuses access."""

    exit_code = ExitCode.NO_PERMISSION
